import { STATUS_CODES } from 'node:http';
import { type Problem, type Refusal, sayRefusal } from '@goodshunter/contracts/api';
import { CommitUnknownError, findUnavailableReason, isTemporary } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { ErrorRequestHandler } from 'express';
import { ApiError, BadRequestError } from '../errors.js';
import { correlationIdOf } from './correlation-id.js';

/** When to come back while the database cannot take the request, in seconds. */
const RETRY_AFTER_SECONDS = 2;

interface Answer {
  problem: Problem;
  headers: Readonly<Record<string, string>>;
}

/** The one place where errors become answers: RFC 9457 problem details. What is our fault is logged here, once. */
export function answerProblem(log: Logger): ErrorRequestHandler {
  return (thrown: unknown, req, res, next) => {
    if (res.headersSent) return next(thrown);
    const correlationId = correlationIdOf(res);
    const { problem, headers } = describeError(thrown);
    if (problem.status >= 500) {
      const { method, path } = req;
      const fields = { method, path, status: problem.status, correlationId, error: thrown };
      if (problem.status === 503) log.warn('request refused, database not available', fields);
      else log.error('request failed', fields);
    }
    res.status(problem.status).set(headers).type('application/problem+json');
    res.send(JSON.stringify({ ...problem, instance: `urn:request:${correlationId}` }));
  };
}

function describeError(thrown: unknown): Answer {
  const error = thrown instanceof ApiError ? thrown : (readBodyError(thrown) ?? undefined);
  if (error) {
    const { status, title, code, message, said, headers } = error;
    return { problem: { type: typeOf(code), title, status, detail: message, code, ...said }, headers };
  }
  if (thrown instanceof CommitUnknownError) {
    return unavailable('COMMIT_UNKNOWN', ['commit_unknown']);
  }
  if (isTemporary(thrown)) return unavailable('DATABASE_UNAVAILABLE', describeTrouble(thrown));
  return { problem: toProblem('INTERNAL', 500, ['internal']), headers: {} };
}

/** Nothing was changed, and the same request may be sent again. */
function describeTrouble(thrown: unknown): Refusal {
  const reason = findUnavailableReason(thrown);
  if (reason === undefined) return ['others_change'];
  return [`database_${reason}`];
}

function unavailable(code: string, refusal: Refusal): Answer {
  return { problem: toProblem(code, 503, refusal), headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } };
}

function toProblem(code: string, status: number, refusal: Refusal): Problem {
  const [reason, params] = refusal;
  const said = { detail: sayRefusal(refusal), code, reason, ...(params ? { params } : {}) };
  return { type: typeOf(code), title: titleOf(status), status, ...said };
}

/** What express.json and the router throw, in our words. */
function readBodyError(thrown: unknown): BadRequestError | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const { status, type } = thrown as Error & { status?: unknown; type?: unknown };
  const refuse = (code: 400 | 413 | 415, name: string, title: string, refusal: Refusal) =>
    new BadRequestError(code, name, title, refusal, thrown);
  if (type === 'entity.parse.failed') {
    return refuse(400, 'INVALID_JSON', 'Broken JSON', ['invalid_json', { why: thrown.message }]);
  }
  if (status === 413) {
    return refuse(413, 'BODY_TOO_LARGE', 'Body too large', ['body_too_large']);
  }
  if (status === 415) {
    return refuse(415, 'UNSUPPORTED_MEDIA_TYPE', 'Unsupported media type', ['not_utf8']);
  }
  if (status === 400) {
    return refuse(400, 'BAD_REQUEST', 'Bad request', ['unreadable', { why: thrown.message }]);
  }
  return undefined;
}

function typeOf(code: string): string {
  return `urn:goodshunter:problem:${code.toLowerCase().replaceAll('_', '-')}`;
}

function titleOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error';
}
