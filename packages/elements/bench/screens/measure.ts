import type { LargeContract } from '../large-contract.ts';

/** How long the page was busy, up to the next frame. */
export async function timed(draw: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await draw();
  // The frame that shows it, and then the first idle moment.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}

export interface Drawn {
  /** Milliseconds until the first screen and its timeline are rendered, and the page responds. */
  readonly usable: number;
  /** Milliseconds until everything is rendered. */
  readonly whole: number;
}

/** For a screen that is rendered at once. */
export async function atOnce(draw: () => void | Promise<void>): Promise<Drawn> {
  const whole = await timed(draw);
  return { usable: whole, whole };
}

declare global {
  interface Window {
    /** Renders the skeleton; returns the milliseconds. */
    drawSkeleton: () => Promise<number>;
    /** Draws the whole screen from available data. */
    drawScreen: (large: LargeContract) => Promise<Drawn>;
  }
}
