/** How long a change stays highlighted. */
const markedMs = 4_000;

/**
 * Highlights changes by others for a while. The highlight fades, or stays constant if the reader prefers reduced
 * motion.
 */
export function highlight(changed: Iterable<Element | null>): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const marked = { outline: '2px solid var(--_accent-edge)', outlineOffset: '6px', borderRadius: '4px' };
  const frames = isStill ? [marked, marked] : [marked, { ...marked, offset: 0.6 }, { outlineColor: 'transparent' }];
  for (const each of changed) each?.animate(frames, { duration: markedMs, id: 'workroom-changed' });
}
