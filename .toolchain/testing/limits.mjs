/**
 * Time limits of tests. They only detect hanging and measure nothing: they allow for a machine that is many
 * times slower than this one, and busy as well.
 */
export const limits = Object.freeze({
  testMs: 120_000,
  hookMs: 240_000,
  /** A single wait inside a test: for a page, an element, a poll. */
  waitMs: 90_000,
});
