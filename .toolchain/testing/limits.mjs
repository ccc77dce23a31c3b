/**
 * How long anything in a test may take. A limit is against hanging and no measure: it allows for a machine that is many
 * times slower than this one, and busy besides.
 */
export const limits = Object.freeze({
  testMs: 120_000,
  hookMs: 240_000,
  /** A single wait inside of a test: for a page, an element, a poll. */
  waitMs: 90_000,
});
