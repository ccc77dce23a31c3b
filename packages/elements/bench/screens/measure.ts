import type { LargeContract } from '../large-contract.ts';

/** How long a page was busy with it, up to the frame after. */
export async function timed(draw: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await draw();
  // The frame that shows it, and then the first free moment.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}

export interface Drawn {
  /** Milliseconds until what fits on the screen is there, with its timeline, and the page is free to answer. */
  readonly usable: number;
  /** Milliseconds until all of it is there. */
  readonly whole: number;
}

/** Of a screen that comes all at once. */
export async function atOnce(draw: () => void | Promise<void>): Promise<Drawn> {
  const whole = await timed(draw);
  return { usable: whole, whole };
}

declare global {
  interface Window {
    /** Draws the skeleton; its milliseconds. */
    drawSkeleton: () => Promise<number>;
    /** Draws the whole screen from data that is there. */
    drawScreen: (large: LargeContract) => Promise<Drawn>;
  }
}
