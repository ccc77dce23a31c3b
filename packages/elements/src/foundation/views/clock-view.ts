import { html, type TemplateResult } from 'lit';
import { deadline } from '../deadline.ts';
import type { Clock, Localize } from '../localize.ts';

/**
 * `14 days left`, and on hover or focus the instant in the reader's zone and in UTC. A stopped clock has no instant.
 */
export function clockView(
  clock: Clock,
  now: string,
  id: string,
  words: Localize<Record<never, never>>,
): TemplateResult {
  const { at } = clock;
  if (at === null) return html`<span part="clock">${words.timeLeft(clock, now)}</span>`;
  return html`<span class="clock" part="clock" tabindex="0" aria-describedby=${id}
    ><time datetime=${at}>${words.timeLeft(clock, now)}</time
    ><span class="tip" part="tip" role="tooltip" id=${id}>${deadline(at, words)}</span
  ></span>`;
}
