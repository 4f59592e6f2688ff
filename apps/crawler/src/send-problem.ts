import type { Problem } from '@goodshunter/contracts/api';
import type { Response } from 'express';

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Answers with RFC 9457 problem details. */
export function sendProblem(
  response: Response,
  problem: { status: number; code: string; detail: string; errors?: Problem['errors'] },
): void {
  const { status, ...rest } = problem;
  const body: Problem = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, ...rest };
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}
