import { instant } from '@workroom/core';
import type { Timer } from '../timer.ts';

/** Test time for timers and clocks. */
export function handClock(startMs = Date.UTC(2026, 0, 1)) {
  let nowMs = startMs;
  const waiting = new Set<{ run: () => void; atMs: number }>();
  const timer: Timer = (run, afterMs) => {
    const entry = { run, atMs: nowMs + afterMs };
    waiting.add(entry);
    return () => waiting.delete(entry);
  };
  return {
    timer,
    nowMs: () => nowMs,
    now: () => instant(nowMs),
    /** Runs the timers that become due, in order. Work that waits for a database may continue afterwards. */
    async advance(ms: number) {
      const until = nowMs + ms;
      for (;;) {
        await rest();
        const [next] = [...waiting].filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        waiting.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.run();
      }
      nowMs = until;
    },
  };
}

/** Waits until no work is left that needs neither time nor a database. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
