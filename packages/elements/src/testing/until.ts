/** Polls until a condition is met; the test's own time limit ends it. */
export async function until(holds: () => unknown): Promise<void> {
  // Not animation frames: a page in the background has none.
  while (!holds()) await new Promise((resolve) => setTimeout(resolve));
}
