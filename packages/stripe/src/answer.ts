import { Stripe } from 'stripe';

const {
  StripeAuthenticationError,
  StripeCardError,
  StripeConnectionError,
  StripeError,
  StripeIdempotencyError,
  StripeInvalidRequestError,
  StripePermissionError,
  StripeRateLimitError,
} = Stripe.errors;

/** Stripe refused for certain: no money was moved. */
export class StripeRefusal {
  readonly code: string;
  /** The text for people. */
  readonly message: string;
  /** The PaymentIntent that remains after a declined card. */
  readonly intentId: string | null;

  constructor(code: string, message: string, intentId: string | null = null) {
    this.code = code;
    this.message = message;
    this.intentId = intentId;
  }
}

/**
 * Sends a request that changes something. A refusal is a result. Any other error is thrown, because the request may
 * have succeeded. Unlike the SDK's errors, thrown errors contain no keys or client secrets.
 *
 * @param doing for the error: "charging", "paying out"
 */
export async function ask<T>(doing: string, request: () => Promise<T>): Promise<T | StripeRefusal> {
  try {
    return await request();
  } catch (error) {
    const refusal = refusalFrom(error);
    if (refusal !== null) return refusal;
    throw unsure(doing, error);
  }
}

/** Sends a read request. Throws if there is no answer. */
export async function read<T>(doing: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw unsure(doing, error);
  }
}

/** Whether Stripe has no such object, or this platform may not see it. */
export function isMissing(error: unknown): boolean {
  return error instanceof StripeUnsure && (error.code === 'resource_missing' || error.code === 'account_invalid');
}

/** It is unknown whether Stripe did it. */
class StripeUnsure extends Error {
  override readonly name = 'StripeUnsure';
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

function refusalFrom(error: unknown): StripeRefusal | null {
  if (error instanceof StripeCardError) {
    const intentId = error.payment_intent?.id ?? null;
    const code = declineCode(error.decline_code, error.code);
    return new StripeRefusal(code, declineMessage(code, error.message), intentId);
  }
  // 409: the same request is in progress, so it may succeed.
  if (error instanceof StripeInvalidRequestError && error.statusCode !== 409) {
    const code = error.code ?? 'invalid_request';
    const seen = error.requestId ? ` (request ${error.requestId})` : '';
    const message = messages[code] ?? `Stripe refused this payment: ${code}${seen}. The dashboard’s log says why.`;
    return new StripeRefusal(code, message, error.payment_intent?.id ?? null);
  }
  return null;
}

function unsure(doing: string, error: unknown): Error {
  if (!(error instanceof StripeError)) return error instanceof Error ? error : new Error(`${doing}: ${String(error)}`);
  const seen = [error.code, error.requestId && `request ${error.requestId}`].filter(Boolean).join(', ');
  return new StripeUnsure(`Stripe, ${doing}: ${whatItIs(error)}${seen && ` (${seen})`}`, error.code ?? null);
}

function whatItIs(error: InstanceType<typeof StripeError>): string {
  if (error instanceof StripeConnectionError) return 'no answer came. It is looked up before it is tried again.';
  if (error instanceof StripeRateLimitError) return 'too many requests. It is tried again later.';
  if (error instanceof StripeAuthenticationError) return 'the secret key is not accepted. Check `secretKey`.';
  if (error instanceof StripePermissionError) return 'the secret key may not do this. Check what it is restricted to.';
  if (error instanceof StripeIdempotencyError) return 'this payment was asked for before, with something else in it.';
  if (error instanceof StripeInvalidRequestError) return `the request was refused, status ${error.statusCode ?? '?'}.`;
  return `an error of its own, status ${error.statusCode ?? '?'}.`;
}

/**
 * Why a card was declined, for people on both sides of a contract. Stripe asks to keep some reasons from
 * them: https://docs.stripe.com/declines/codes
 */
export function declineCode(declined: string | undefined, code: string | undefined): string {
  if (declined !== undefined && keptSecret.has(declined)) return 'card_declined';
  return declined ?? code ?? 'card_declined';
}

export function declineMessage(code: string, message: string | undefined): string {
  if (code === 'card_declined' || message === undefined)
    return 'The card was declined. Use a different payment method.';
  return message;
}

const keptSecret = new Set(['fraudulent', 'lost_card', 'stolen_card', 'merchant_blacklist', 'pickup_card']);

const messages: Readonly<Record<string, string>> = {
  amount_too_small: 'Stripe does not take so small an amount.',
  amount_too_large: 'Stripe does not take so large an amount.',
  charge_already_refunded: 'The charge has been refunded already.',
  balance_insufficient: 'The marketplace’s balance at Stripe is too low. Add funds there, then try again.',
  insufficient_capabilities_for_transfer:
    'Stripe cannot pay out to the freelancer yet. They finish setting up their account, then try again.',
  resource_missing: 'Stripe does not know the means of payment or the account any more. Choose another, or set it up.',
};
