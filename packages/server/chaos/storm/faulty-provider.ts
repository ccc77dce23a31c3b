import type { PaymentProvider } from '@workroom/server/payments';

/**
 * Faults of a request to the provider:
 *
 * - `not_done`: it does not arrive
 * - `answer_lost`: it is executed, and the response does not arrive
 * - `done_twice`: it arrives twice
 * - `never_answered`: it is executed, and no response ever comes
 */
export type Fault = 'not_done' | 'answer_lost' | 'done_twice' | 'never_answered';

const faults = ['not_done', 'answer_lost', 'done_twice', 'never_answered'] as const;

export interface FaultyProviderOptions {
  readonly provider: PaymentProvider;
  /** Uniform numbers in [0, 1). */
  readonly random: () => number;
  /** The share of requests with a fault, from 0 to 1; called for each request. */
  readonly share: () => number;
  readonly onFault: (fault: Fault) => void;
}

/** A provider over an unreliable connection. */
export function faultyProvider({ provider, random, share, onFault }: FaultyProviderOptions): PaymentProvider {
  function over<Request, Answer>(call: (request: Request, signal?: AbortSignal) => Promise<Answer>) {
    return async (request: Request, signal?: AbortSignal): Promise<Answer> => {
      const fault = random() < share() ? faults[Math.floor(random() * faults.length)] : undefined;
      if (fault === undefined) return call(request, signal);
      onFault(fault);
      if (fault === 'not_done') throw new LineBroken('The request did not arrive.');
      const answer = await call(request, signal);
      if (fault === 'done_twice') return call(request, signal);
      if (fault === 'answer_lost') throw new LineBroken('The answer did not arrive.');
      await aborted(signal);
      return answer;
    };
  }
  return {
    ...provider,
    charge: over(provider.charge),
    transfer: over(provider.transfer),
    refund: over(provider.refund),
    ...(provider.reverse && { reverse: over(provider.reverse) }),
    cancel: over(provider.cancel),
    lookup: over(provider.lookup),
    ...(provider.readDisputes && { readDisputes: over(provider.readDisputes) }),
    ...(provider.movementsOf && { movementsOf: over(provider.movementsOf) }),
    ...(provider.submitEvidence && { submitEvidence: over(provider.submitEvidence) }),
  };
}

/** Only the connection failed. */
class LineBroken extends Error {
  override readonly name = 'LineBroken';
}

/** Waits until the caller gives up. */
function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => reject(signal?.reason);
    if (signal === undefined) resolve();
    else if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
