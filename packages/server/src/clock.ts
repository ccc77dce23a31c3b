/** A clock that a test or a sandbox may move forward. */
export interface Clock {
  readonly now: () => Date;
}
