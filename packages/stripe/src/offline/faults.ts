import { ApiError } from './api-error.ts';
import type { Answer } from './idempotency.ts';

/**
 * What can go wrong between a marketplace and Stripe:
 * `unreachable`, the connection breaks before anything was done;
 * `answer_lost`, it is done, and the connection breaks;
 * `silent`, nothing is done and no answer ever comes;
 * `silent_after`, it is done and no answer ever comes;
 * `error_before` and `error_after`, a 500 before or after it was done, which is the answer from then on;
 * `rate_limited`, a 429; `busy`, a 409 since the same request is under way.
 */
export type Fault =
  | 'unreachable'
  | 'answer_lost'
  | 'silent'
  | 'silent_after'
  | 'error_before'
  | 'error_after'
  | 'rate_limited'
  | 'busy';

export interface OfflineCall {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  /** Counts every request there was, from 1. */
  readonly number: number;
}

/** Where a fault is to happen. */
export interface FaultRule {
  readonly method?: string;
  /** The beginning of the path, `/v1/transfers`. */
  readonly path?: string;
  /** How often. @default 1 */
  readonly times?: number;
}

export interface FaultPlan {
  fail(fault: Fault, rule?: FaultRule): void;
  faultFor(call: OfflineCall): Fault | null;
}

export function planFaults(always: (call: OfflineCall) => Fault | null): FaultPlan {
  const planned: { fault: Fault; rule: FaultRule; left: number }[] = [];
  return {
    fail(fault, rule = {}) {
      planned.push({ fault, rule, left: rule.times ?? 1 });
    },
    faultFor(call) {
      const meant = planned.find(({ rule, left }) => {
        const { method = call.method, path = '' } = rule;
        return left > 0 && method === call.method && call.path.startsWith(path);
      });
      if (meant === undefined) return always(call);
      meant.left -= 1;
      return meant.fault;
    },
  };
}

/** The connection that nobody answers on any more. */
export class Disconnected extends Error {
  readonly how: 'cut' | 'silent';

  constructor(how: 'cut' | 'silent') {
    super(how);
    this.how = how;
  }
}

/** What happens in front of the idempotency keys: nothing is done and nothing is kept. */
export function beforeAll(fault: Fault | null): void {
  if (fault === 'unreachable') throw new Disconnected('cut');
  if (fault === 'silent') throw new Disconnected('silent');
  if (fault === 'busy') {
    throw new ApiError(
      409,
      { type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'In progress.' },
      false,
    );
  }
  if (fault === 'rate_limited') {
    const message = 'Too many requests hit the API too quickly.';
    throw new ApiError(429, { type: 'invalid_request_error', code: 'rate_limit', message }, false);
  }
}

/** What happens where the work is done: a 500 is kept under the key like any answer. */
export function around(fault: Fault | null, run: () => Answer): Answer {
  if (fault === 'error_before') throw ownError();
  const answer = run();
  if (fault === 'error_after') throw ownError();
  return answer;
}

/** What happens to an answer on its way back. */
export function afterAll(fault: Fault | null): void {
  if (fault === 'answer_lost') throw new Disconnected('cut');
  if (fault === 'silent_after') throw new Disconnected('silent');
}

function ownError(): ApiError {
  return new ApiError(500, { type: 'api_error', message: 'An unknown error occurred' });
}
