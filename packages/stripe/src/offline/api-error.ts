import type { Stripe } from 'stripe';

/** An error response in Stripe's format (https://docs.stripe.com/api/errors). */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ApiErrorBody;
  /** Whether the endpoint had started. If so, the response is stored under the idempotency key. */
  readonly hasBegun: boolean;

  constructor(status: number, body: ApiErrorBody, hasBegun = true) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.hasBegun = hasBegun;
  }
}

export interface ApiErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly charge?: string;
  readonly payment_intent?: Stripe.PaymentIntent;
}

export function invalid(code: string, message: string, param?: string): ApiError {
  return new ApiError(400, { type: 'invalid_request_error', code, message, ...(param !== undefined && { param }) });
}
