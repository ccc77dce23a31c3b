import { html, type TemplateResult } from 'lit';
import type { Localize } from '../localize.ts';

/** `13 days left`, and on hover or focus the instant in the reader's zone and in UTC. */
export function clockView(
  endsAt: string,
  now: string,
  id: string,
  { text, timeLeft, instant, instantInUtc }: Localize<Record<never, never>>,
): TemplateResult {
  return html`<span class="clock" part="clock" tabindex="0" aria-describedby=${id}
    ><time datetime=${endsAt}>${timeLeft(endsAt, now)}</time
    ><span class="tip" part="tip" role="tooltip" id=${id}>${text('time.yourTime', { instant: instant(endsAt) })} · ${instantInUtc(endsAt)}</span
  ></span>`;
}
