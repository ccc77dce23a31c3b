/** Waits for what happens by itself; the test's own time limit ends it. */
export async function until(holds: () => unknown): Promise<void> {
  // Not animation frames: a page in the background has none.
  while (!holds()) await new Promise((resolve) => setTimeout(resolve));
}
