import { ApiError } from './api-error.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly replayed?: boolean;
}

interface Kept {
  readonly fingerprint: string;
  readonly keptAtMs: number;
  /** `null` while the first request is in progress. */
  answer: Answer | null;
}

/** https://docs.stripe.com/api/idempotent_requests: keys may go once they are 24 hours old, and here they do. */
const expiresAfterMs = 24 * 3_600_000;

export type IdempotentAnswers = Map<string, Kept>;

/**
 * The first response for a key is repeated for every later request, whether it was a success, a refusal or a 500. It is
 * stored only if execution started, so not for invalid parameters or a request in progress.
 */
export async function answeredOnce(
  answers: IdempotentAnswers,
  { key, fingerprint, nowMs }: { readonly key: string; readonly fingerprint: string; readonly nowMs: number },
  run: () => Promise<Answer>,
): Promise<Answer> {
  const kept = answers.get(key);
  if (kept !== undefined && nowMs - kept.keptAtMs < expiresAfterMs) {
    if (kept.fingerprint !== fingerprint) throw new ApiError(400, otherParameters, false);
    if (kept.answer === null) throw new ApiError(409, inUse, false);
    return { ...kept.answer, replayed: true };
  }
  const entry: Kept = { fingerprint, keptAtMs: nowMs, answer: null };
  answers.set(key, entry);
  try {
    entry.answer = await run();
    return entry.answer;
  } catch (error) {
    if (!(error instanceof ApiError && error.hasBegun)) {
      answers.delete(key);
      throw error;
    }
    entry.answer = answerOf(error);
    return entry.answer;
  }
}

export function answerOf({ status, body }: ApiError): Answer {
  return { status, body: { error: body } };
}

const otherParameters = {
  type: 'idempotency_error',
  message:
    'Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than this one if you meant to execute a different request.',
} as const;

const inUse = {
  type: 'idempotency_error',
  code: 'idempotency_key_in_use',
  message: 'There is currently another in-progress request using this Idempotent Key.',
} as const;
