import { type RefusalCode, refusals } from '../refusal.ts';

/** Problems that arise before a command reaches the rules; the rules' own codes are added to them below. */
// biome-ignore format: a table reads by its rows
const requestProblems = {
  malformed_json: [400, 'Malformed JSON', 'The body is no valid JSON. Send a JSON object.'],
  idempotency_key_required: [400, 'Idempotency key required', 'Send an `Idempotency-Key` header with a value of your own for each intended effect, and the same value when you repeat it.'],
  bad_parameter: [400, 'Bad parameter', 'A query parameter or header does not have the expected form.'],
  webhook_refused: [400, 'Webhook refused', 'The signature does not hold over the body. Check the provider’s webhook secret, and that nothing in front of the handler changes the body.'],
  unauthenticated: [401, 'Not signed in', 'Send `Authorization: Bearer` with a session token or the secret key.'],
  session_expired: [401, 'Session expired', 'Fetch a new session token and send the request again.'],
  origin_not_allowed: [403, 'Origin not allowed', 'Add the page’s origin to the `origins` option.'],
  vetoed: [403, 'Vetoed', 'The marketplace does not allow this.'],
  signed_in_as_another: [409, 'Somebody else is signed in', 'The page was opened by another person than the one who is signed in now. Reload the page.'],
  method_not_allowed: [405, 'Method not allowed', 'Use one of the methods in the `Allow` header.'],
  edited_meanwhile: [412, 'Changed meanwhile', 'The contract has changed since you read it. Read it again and decide anew.'],
  body_too_large: [413, 'Body too large', 'Send a smaller body.'],
  body_already_read: [500, 'Body already read', 'Something in front of the handler has read the body. Mount the handler before body parsers such as `express.json()`, and do not read the request yourself.'],
  body_too_slow: [408, 'Body too slow', 'The body did not arrive in time. Send it again.'],
  unsupported_media_type: [415, 'Unsupported media type', 'Send the body as `application/json`.'],
  invalid_request: [422, 'Invalid request', 'Correct the fields named in `errors` and send it again.'],
  idempotency_key_reused: [422, 'Idempotency key reused', 'This key was used for another request. Use a new key.'],
  if_match_required: [428, 'If-Match required', 'Send `If-Match` with the contract’s ETag, so that nobody acts on what they did not see.'],
  too_many_requests: [429, 'Too many requests', 'Wait as long as `Retry-After` says.'],
  upload_not_found: [422, 'Upload not found', 'There is no complete upload with this id on this contract. Send the file again, then name it.'],
  file_too_large: [422, 'File too large', 'Send a smaller file, or put it elsewhere and add a link.'],
  too_many_files: [409, 'Too many files', 'Put the file elsewhere and add a link.'],
  file_type_not_allowed: [422, 'File type not allowed', 'Send a file of another type, or put it elsewhere and add a link.'],
  payments_not_reported: [409, 'Payments are not reported here', 'This payment provider says itself how its payments turn out. Only the manual provider is told.'],
  payment_settled_otherwise: [409, 'The payment is settled otherwise', 'A charge that succeeded stays so, and a payment that came back never succeeds. Try it again, and report the payment that this makes.'],
  uploads_not_configured: [409, 'No uploads', 'Files cannot be uploaded here. Put them elsewhere and add a link.'],
  conflict: [409, 'Conflict', 'Others changed the contract at the same moment. Send the request again.'],
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
