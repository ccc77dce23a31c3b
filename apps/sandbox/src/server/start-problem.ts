/** Why the sandbox cannot start, in one line that says what to do. Printed without a stack. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
