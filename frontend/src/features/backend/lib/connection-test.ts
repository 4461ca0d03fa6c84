/** Tries an address step by step, so that a person sees how far it gets and what to do (UX-50). */
import { failureOf, type Schemas, studioHeaders, unreachable } from '@/services/api';
import { isSameOrigin } from '@/services/backend-url';
import { ApiError, BackendUnreachable } from '@/services/errors';
import { type Health, readHealth } from '../api/queries';

export const STEPS = ['reach', 'studio', 'key', 'device', 'models'] as const;
export type Step = (typeof STEPS)[number];

export type StepResult =
  | { step: 'reach' | 'key' }
  | { step: 'studio'; version: string; failing: string[] }
  | { step: 'device'; gpu: Schemas['GpuStatus'] }
  | { step: 'models'; installed: number; total: number };

export type StepProblem = 'no_internet' | 'offline' | 'silent' | 'cors' | 'asleep' | 'wrong_url' | 'locked' | 'failed';

export interface StepFailure {
  step: Step;
  problem: StepProblem;
  detail: string;
}

/** Yields each step that went well, in order; stops at the first that did not and returns it. */
export async function* testConnection(
  base: string,
  signal: AbortSignal,
): AsyncGenerator<StepResult, StepFailure | null> {
  let body: Health;
  try {
    body = await readHealth(base, signal);
  } catch (error) {
    return reachFailure(error, base, signal);
  }
  yield { step: 'reach' };
  const failing = Object.entries(body.checks).flatMap(([name, { ok, detail }]) => (ok ? [] : [`${name}: ${detail}`]));
  yield { step: 'studio', version: body.version, failing };

  let step: Step = 'key';
  try {
    const gpu = await read<Schemas['GpuStatus']>(base, '/gpu-status', signal);
    yield { step: 'key' };
    yield { step: 'device', gpu };
    step = 'models';
    const { items } = await read<Schemas['ModelList']>(base, '/api/models', signal);
    yield { step, installed: items.filter(({ state }) => state === 'installed').length, total: items.length };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return { step: 'key', problem: 'locked', detail: '' };
    return { step: step === 'key' ? 'device' : step, problem: 'failed', detail: (error as Error).message };
  }
  return null;
}

async function read<B>(base: string, path: string, signal: AbortSignal): Promise<B> {
  const response = await fetch(base + path, { headers: studioHeaders(base), signal }).catch((error) => {
    throw unreachable(error, base);
  });
  const error = await failureOf(response);
  if (error) throw error;
  return response.json();
}

async function reachFailure(error: unknown, base: string, signal: AbortSignal): Promise<StepFailure> {
  if (!(error instanceof BackendUnreachable)) return { step: 'reach', problem: 'failed', detail: String(error) };
  if (error.code === 'wrong_url') return { step: 'studio', problem: 'wrong_url', detail: '' };
  if (error.code === 'offline' && !isSameOrigin(base)) {
    return { step: 'reach', problem: (await answersOpaquely(base, signal)) ? 'cors' : 'silent', detail: '' };
  }
  return { step: 'reach', problem: error.code, detail: '' };
}

/**
 * A request without any header of ours may get through where one with them is refused: something answers there. When it
 * does not, the browser says nothing about why: nobody is there, or it lets no other origin see that it is.
 */
const answersOpaquely = (base: string, signal: AbortSignal): Promise<boolean> =>
  fetch(`${base}/health`, { mode: 'no-cors', signal }).then(
    () => true,
    () => false,
  );
