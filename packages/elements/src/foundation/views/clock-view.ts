import { html, type TemplateResult } from 'lit';
import type { Clock, Localize } from '../localize.ts';

/** `14 days left`, and on hover or focus the instant in the reader's zone and in UTC. One that stands still has no instant. */
export function clockView(
  clock: Clock,
  now: string,
  id: string,
  { text, timeLeft, instant, instantInUtc }: Localize<Record<never, never>>,
): TemplateResult {
  const { at } = clock;
  if (at === null) return html`<span part="clock">${timeLeft(clock, now)}</span>`;
  return html`<span class="clock" part="clock" tabindex="0" aria-describedby=${id}
    ><time datetime=${at}>${timeLeft(clock, now)}</time
    ><span class="tip" part="tip" role="tooltip" id=${id}>${text('time.yourTime', { instant: instant(at) })} · ${instantInUtc(at)}</span
  ></span>`;
}
