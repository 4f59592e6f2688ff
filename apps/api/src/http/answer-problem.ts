import { STATUS_CODES } from 'node:http';
import type { Problem } from '@goodshunter/contracts/api';
import { CommitUnknownError, findUnavailableReason, isTemporary, UNAVAILABLE_WORDS } from '@goodshunter/db';
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
    const { status, title, code, message, errors, headers } = error;
    const named = errors.length > 0 ? { errors: [...errors] } : {};
    return { problem: { type: typeOf(code), title, status, detail: message, code, ...named }, headers };
  }
  if (thrown instanceof CommitUnknownError) {
    return unavailable(
      'COMMIT_UNKNOWN',
      'The connection to the database broke while saving: it is stored entirely or not at all. Look before you repeat; with an Idempotency-Key repeating is safe.',
    );
  }
  if (isTemporary(thrown)) return unavailable('DATABASE_UNAVAILABLE', describeTrouble(thrown));
  const detail = 'Something went wrong on our side. The log has the details under this correlation id.';
  return {
    problem: { type: typeOf('INTERNAL'), title: titleOf(500), status: 500, detail, code: 'INTERNAL' },
    headers: {},
  };
}

/** Nothing was changed, and the same request may be sent again. */
function describeTrouble(thrown: unknown): string {
  const reason = findUnavailableReason(thrown);
  if (reason === undefined)
    return 'Others were changing the same thing. Nothing was changed; try again in a few seconds.';
  if (reason === 'away') return 'The database is not available at the moment. Try again in a few seconds.';
  const isReadable = reason === 'busy' ? '' : ' What is there can be read.';
  return `Nothing was changed, as ${UNAVAILABLE_WORDS[reason]} at the moment.${isReadable} Try again in a few seconds.`;
}

function unavailable(code: string, detail: string): Answer {
  const problem = { type: typeOf(code), title: titleOf(503), status: 503, detail, code };
  return { problem, headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } };
}

/** What express.json and the router throw, in our words. */
function readBodyError(thrown: unknown): BadRequestError | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const { status, type } = thrown as Error & { status?: unknown; type?: unknown };
  const refuse = (code: 400 | 413 | 415, name: string, title: string, detail: string) =>
    new BadRequestError(code, name, title, detail, { cause: thrown });
  if (type === 'entity.parse.failed') {
    return refuse(400, 'INVALID_JSON', 'Broken JSON', `The body is not valid JSON: ${thrown.message}.`);
  }
  if (status === 413) {
    return refuse(413, 'BODY_TOO_LARGE', 'Body too large', 'The body is larger than 1 MB, which no request needs.');
  }
  if (status === 415) {
    return refuse(415, 'UNSUPPORTED_MEDIA_TYPE', 'Unsupported media type', 'Send the body as JSON in UTF-8.');
  }
  if (status === 400) {
    return refuse(400, 'BAD_REQUEST', 'Bad request', `The request cannot be read: ${thrown.message}.`);
  }
  return undefined;
}

function typeOf(code: string): string {
  return `urn:goodshunter:problem:${code.toLowerCase().replaceAll('_', '-')}`;
}

function titleOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error';
}
