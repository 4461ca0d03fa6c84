/**
 * What can go wrong between this page and the studio.
 *
 *   ApiError             the studio answered with its error envelope
 *   BackendUnreachable   nothing that answers like a studio was reached
 */
import type { components } from './schema';

export type ErrorBody = components['schemas']['ErrorBody'];

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string;
  readonly param: string | null;
  readonly requestId: string;
  readonly jobId: string | null;

  constructor(status: number, body: Partial<ErrorBody>) {
    super(body.message ?? `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code ?? 'internal_error';
    this.hint = body.hint ?? '';
    this.param = body.param ?? null;
    this.requestId = body.request_id ?? '';
    this.jobId = body.job_id ?? null;
  }
}

/**
 * `no_internet` this device is offline · `offline` nothing answered · `asleep` the tunnel answers but the studio behind
 * it has ended · `wrong_url` something else lives at that address.
 */
export type UnreachableReason = 'no_internet' | 'offline' | 'asleep' | 'wrong_url';

export class BackendUnreachable extends Error {
  readonly code: UnreachableReason;

  constructor(code: UnreachableReason, cause?: unknown) {
    super(`The studio cannot be reached: ${code}`, { cause });
    this.name = 'BackendUnreachable';
    this.code = code;
  }
}

/** Text to copy into a bug report: what failed and where to find it in the log. Never contains keys. */
export function errorDetail(error: unknown): string {
  if (error instanceof ApiError) {
    const parts = [`code: ${error.code}`, `status: ${error.status}`, `message: ${error.message}`];
    if (error.param) parts.push(`param: ${error.param}`);
    if (error.jobId) parts.push(`job: ${error.jobId}`);
    if (error.requestId) parts.push(`request: ${error.requestId}`);
    return parts.join('\n');
  }
  if (error instanceof BackendUnreachable) return `code: ${error.code}`;
  return error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}`.trim() : String(error);
}
