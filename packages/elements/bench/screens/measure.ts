import type { LargeContract } from '../large-contract.ts';

/** How long a page was busy with it, up to the frame after. */
export async function timed(draw: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await draw();
  // The frame that shows it, and then the first free moment.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}

declare global {
  interface Window {
    /** Draws the skeleton; its milliseconds. */
    drawSkeleton: () => Promise<number>;
    /** Draws the whole screen from data that is there; its milliseconds. */
    drawScreen: (large: LargeContract) => Promise<number>;
  }
}
