import { ApiError } from './api-error.ts';
import type { Answer } from './idempotency.ts';

/**
 * Faults of a request to Stripe. `unreachable`: the connection breaks before the request is executed. `answer_lost`:
 * the request is executed, then the connection breaks. `silent`: not executed, and no response ever comes.
 * `silent_after`: executed, and no response ever comes. `error_before` and `error_after`: a 500 before or after the
 * execution, repeated from then on. `rate_limited`: a 429. `busy`: a 409, because the same request is in progress.
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
  /** The number of the request, from 1. */
  readonly number: number;
}

/** The requests with a fault. */
export interface FaultRule {
  readonly method?: string;
  /** The prefix of the path, such as `/v1/transfers`. */
  readonly path?: string;
  /** How many times. @default 1 */
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

/** A connection without a response. */
export class Disconnected extends Error {
  readonly how: 'cut' | 'silent';

  constructor(how: 'cut' | 'silent') {
    super(how);
    this.how = how;
  }
}

/** Faults before the idempotency check: nothing is executed and nothing is stored. */
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

/** Faults during execution: a 500 is stored under the key like any response. */
export function around(fault: Fault | null, run: () => Answer): Answer {
  if (fault === 'error_before') throw ownError();
  const answer = run();
  if (fault === 'error_after') throw ownError();
  return answer;
}

/** Faults of the response. */
export function afterAll(fault: Fault | null): void {
  if (fault === 'answer_lost') throw new Disconnected('cut');
  if (fault === 'silent_after') throw new Disconnected('silent');
}

function ownError(): ApiError {
  return new ApiError(500, { type: 'api_error', message: 'An unknown error occurred' });
}
