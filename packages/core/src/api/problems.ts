import { type RefusalCode, refusals } from '../refusal.ts';

/** Problems found before a command reaches the rules. The refusal codes of the rules are added below. */
// biome-ignore format: one row per entry
const requestProblems = {
  malformed_json: [400, 'Malformed JSON', 'The body is not valid JSON. Send a JSON object.'],
  idempotency_key_required: [400, 'Idempotency key required', 'Send an `Idempotency-Key` header: a new value for each new request, and the same value when you repeat one.'],
  bad_parameter: [400, 'Bad parameter', 'A query parameter or header does not have the expected form.'],
  webhook_refused: [400, 'Webhook refused', 'The signature does not match the body. Check the provider’s webhook secret, and that nothing in front of the handler changes the body.'],
  unauthenticated: [401, 'Not signed in', 'Send `Authorization: Bearer` with a session token or the secret key.'],
  session_expired: [401, 'Session expired', 'Fetch a new session token and send the request again.'],
  origin_not_allowed: [403, 'Origin not allowed', 'Add the page’s origin to the `origins` option.'],
  vetoed: [403, 'Vetoed', 'The marketplace does not allow this.'],
  signed_in_as_another: [409, 'Signed in as another person', 'Another person has signed in since the page was opened. Reload the page.'],
  method_not_allowed: [405, 'Method not allowed', 'Use one of the methods in the `Allow` header.'],
  edited_meanwhile: [412, 'Contract has changed', 'The contract has changed since you read it. Read it again, then retry.'],
  body_too_large: [413, 'Body too large', 'Send a smaller body.'],
  body_already_read: [500, 'Body already read', 'Something in front of the handler has read the body. Mount the handler before body parsers such as `express.json()`, and do not read the request yourself.'],
  body_too_slow: [408, 'Body too slow', 'The body did not arrive in time. Send it again.'],
  unsupported_media_type: [415, 'Unsupported media type', 'Send the body as `application/json`.'],
  invalid_request: [422, 'Invalid request', 'Correct the fields named in `errors` and send it again.'],
  policy_out_of_bounds: [422, 'Policy out of bounds', 'The marketplace’s `policyBounds` option does not allow this value. Send one within its bounds.'],
  idempotency_key_reused: [422, 'Idempotency key reused', 'This key was used for another request. Use a new key.'],
  if_match_required: [428, 'If-Match required', 'Send `If-Match` with the ETag of the contract that the person saw.'],
  too_many_requests: [429, 'Too many requests', 'Wait as long as `Retry-After` says.'],
  upload_not_found: [422, 'Upload not found', 'This contract has no complete upload with this id. Send the file again, then use its new id.'],
  upload_in_use: [409, 'Upload in use', 'A submission, a statement or a message names this file, so it stays on the contract.'],
  file_too_large: [422, 'File too large', 'Send a smaller file, or host it elsewhere and add a link.'],
  too_many_files: [409, 'Too many files', 'Host the file elsewhere and add a link.'],
  file_type_not_allowed: [422, 'File type not allowed', 'Send a file of another type, or host it elsewhere and add a link.'],
  person_has_open_contract: [409, 'Person has an open contract', 'End the person’s contracts, and wait until every payment on them is settled. Then send the request again.'],
  payments_not_reported: [409, 'Payments are not reported here', 'This payment provider reports its own outcomes. Only payments of the manual provider can be reported.'],
  payment_settled_otherwise: [409, 'Payment has another outcome', 'A charge that succeeded cannot fail later, and a payment that came back cannot succeed. Retry the payment, and report the new one.'],
  uploads_not_configured: [409, 'Uploads not configured', 'File uploads are not configured here. Host the file elsewhere and add a link.'],
  conflict: [409, 'Conflict', 'Another request changed the contract at the same time. Send the request again.'],
  internal_error: [500, 'Internal error', 'Nothing was changed. Try again; if it persists, quote the request id.'],
  unavailable: [503, 'Unavailable', 'The service cannot answer right now. Try again shortly.'],
} as const satisfies Record<string, readonly [status: number, title: string, detail: string]>;

export type ProblemCode = keyof typeof requestProblems | RefusalCode;

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What to do next. */
  readonly detail: string;
}

export function problemKind(code: ProblemCode): ProblemKind {
  if (code in refusals) {
    const [status, detail] = refusals[code as RefusalCode];
    return { status, title: titleOf(code), detail };
  }
  const [status, title, detail] = requestProblems[code as keyof typeof requestProblems];
  return { status, title, detail };
}

export const problemCodes = [...Object.keys(requestProblems), ...Object.keys(refusals)] as readonly ProblemCode[];

function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
