import { expect, test } from 'vitest';
import { loggedError } from './logger.ts';

const signature = 'c2lnbmF0dXJlIG9mIHRoZSBhZGRyZXNz';

test.each([
  ['connect postgres://dana:hunter2@db.example/market', 'connect postgres://…@db.example/market'],
  [`PUT https://s3.example/b/k?X-Amz-Signature=${signature} failed`, 'PUT https://s3.example/b/k?… failed'],
  [`GET files/eyJtZXRob2QiOiJHRVQifQ.${signature} failed`, 'GET files/… failed'],
  ['sent Authorization: Bearer abc.def.ghi', 'sent Authorization: Bearer …'],
  ['Invalid API Key provided: sk_live_51Habc', 'Invalid API Key provided: sk_live_…'],
  ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_…'],
  ['wk_live_0123456789', 'wk_…'],
  ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1In0.c2ln is old', 'token eyJ… is old'],
  ['no secret: ctr_01ABC, 12:30, a@b.example', 'no secret: ctr_01ABC, 12:30, a@b.example'],
])('an error is logged without the secrets in its text: %s', (message, logged) => {
  const cause = new Error(message);
  expect(loggedError(cause)).toMatchObject({ message: logged });
  expect(loggedError(new Error('outer', { cause }))).toMatchObject({ cause: { message: logged } });
  expect(loggedError(message)).toEqual({ message: logged });
  if (logged !== message) expect(JSON.stringify(loggedError(cause))).not.toContain(message);
});
