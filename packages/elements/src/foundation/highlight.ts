/** How long a change stays marked. */
const markedMs = 4_000;

/**
 * Marks for a while what somebody else has changed. It fades, and where the reader wants no motion it stands still until it
 * is over.
 */
export function highlight(changed: Iterable<Element | null>): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const marked = { outline: '2px solid var(--_accent-edge)', outlineOffset: '6px', borderRadius: '4px' };
  const frames = isStill ? [marked, marked] : [marked, { ...marked, offset: 0.6 }, { outlineColor: 'transparent' }];
  for (const each of changed) each?.animate(frames, { duration: markedMs, id: 'workroom-changed' });
}
