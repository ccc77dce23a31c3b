import { z } from 'zod';
import { ApiError } from './api-error.ts';
import type { Form } from './form.ts';

// The parameters of the endpoints. Unknown parameters are refused, as at Stripe, so that a wrong name is found in tests
// and not in production.

const wholeNumber = z.string().regex(/^\d+$/).transform(Number);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const metadata = z.record(z.string().max(40), z.string().max(500)).default({});
const expand = z.array(z.string()).optional();
const page = { limit: wholeNumber.default(10), starting_after: z.string().optional(), expand };

export const createIntent = z.strictObject({
  amount: wholeNumber,
  currency: z.string().regex(/^[a-z]{3}$/),
  customer: z.string().optional(),
  description: z.string().optional(),
  payment_method: z.string().optional(),
  confirm: flag.default(false),
  return_url: z.string().optional(),
  transfer_group: z.string().optional(),
  metadata,
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(['always', 'never']).default('always') })
    .optional(),
  expand,
});

export const createTransfer = z.strictObject({
  amount: wholeNumber,
  currency: z.string().regex(/^[a-z]{3}$/),
  destination: z.string(),
  source_transaction: z.string().optional(),
  transfer_group: z.string().optional(),
  metadata,
});

export const createRefund = z
  .strictObject({
    charge: z.string().optional(),
    payment_intent: z.string().optional(),
    amount: wholeNumber.optional(),
    metadata,
  })
  .refine(({ charge, payment_intent: intent }) => charge !== undefined || intent !== undefined);

export const createReversal = z.strictObject({
  amount: wholeNumber.optional(),
  description: z.string().optional(),
  metadata,
});

export const updateDispute = z.strictObject({
  evidence: z.strictObject({ uncategorized_text: z.string().max(150_000).optional() }).default({}),
  submit: flag.default(true),
  metadata,
});

export const listReversals = z.strictObject(page);
export const listDisputes = z.strictObject({
  charge: z.string().optional(),
  payment_intent: z.string().optional(),
  ...page,
});
export const listAccounts = z.strictObject(page);
export const listEndpoints = z.strictObject(page);
export const retrieve = z.strictObject({ expand });
export const listIntents = z.strictObject({ customer: z.string().optional(), ...page });
export const listCharges = z.strictObject({ transfer_group: z.string().optional(), ...page });
export const listTransfers = z.strictObject({ transfer_group: z.string().optional(), ...page });
export const listRefunds = z.strictObject({
  charge: z.string().optional(),
  payment_intent: z.string().optional(),
  ...page,
});
export const searchIntents = z.strictObject({
  query: z.string().regex(/^metadata\['\w+'\]:'[^']*'$/),
  limit: wholeNumber.default(10),
});

/** @throws ApiError for invalid parameters, before the endpoint starts */
export function paramsOf<Schema extends z.ZodType>(schema: Schema, form: Form): z.output<Schema> {
  const { success, data, error } = schema.safeParse(form);
  if (success) return data;
  const [issue] = error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const param = unknown ?? issue?.path.join('.') ?? '';
  const code = unknown === undefined ? 'parameter_invalid' : 'parameter_unknown';
  const message =
    unknown === undefined ? `Invalid ${param}: ${issue?.message}` : `Received unknown parameter: ${unknown}`;
  throw new ApiError(400, { type: 'invalid_request_error', code, message, param }, false);
}
