/** When a clock ends; of one that a freeze has stopped, when it would if it ran on from now. */
export function clockEnd(at: string | null, leftMs: number | null, now: string): string {
  return at ?? new Date(Date.parse(now) + (leftMs ?? 0)).toISOString();
}
