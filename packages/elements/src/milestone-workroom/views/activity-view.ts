import type { WireEvent } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../foundation/failure.ts';
import { errorView } from '../../foundation/views/error-view.ts';
import type { Decision } from '../../timeline/decisions.ts';
import type { ToldTimeline } from '../../timeline/lazy-timeline.ts';
import { actionOn, names, type Room } from '../room.ts';

export interface Activity {
  /** How entries are told; `null` until it was loaded. */
  readonly told: ToldTimeline | null;
  /** `null` until read for the first time. */
  readonly events: readonly WireEvent[] | null;
  readonly failure: Failure | null;
  readonly shown: number;
  readonly hasEarlier: boolean;
  readonly showEarlier: () => void;
  readonly tryAgain: () => void;
}

/** Messages, and all that happened. */
export function activityView(
  room: Room,
  { told, events, failure, shown, hasEarlier, showEarlier, tryAgain }: Activity,
): TemplateResult {
  const { contract, words } = room;
  const { client, freelancer } = names(room);
  const other = { client: freelancer, freelancer: client }[contract.viewer as string] ?? words.text('message.everyone');
  const decisions = told?.decisionsAskedIn(events ?? [], contract);
  return html`<section class="activity" part="activity" aria-labelledby="activity-title">
    <h3 id="activity-title">${words.text('timeline.title')}</h3>
    ${room.composer('message', {
      action: actionOn(room, 'post_message'),
      label: words.text('message.label'),
      placeholder: words.text('message.placeholder', { name: other }),
      button: words.text('message.send'),
    })}
    ${
      events === null || told === null
        ? failure === null
          ? html`<div class="events-loading" role="status" aria-label=${words.text('timeline.loading')}><span class="bone wide" part="bone"></span><span class="bone" part="bone"></span><span class="bone wide" part="bone"></span></div>`
          : errorView(failure, words, tryAgain)
        : told.timelineView({
            contract,
            events,
            shown,
            hasEarlier,
            showEarlier,
            words: told.words,
            link: ({ seq }) => reviewLink(room, told, decisions?.get(seq)),
          })
    }
    <p class="fine export" part="export">
      ${words.text('export.title')}
      <button type="button" class="link" part="link" @click=${() => room.exportEvidence('html')}>${words.text('export.html')}</button> ·
      <button type="button" class="link" part="link" @click=${() => room.exportEvidence('json')}>${words.text('export.json')}</button>
    </p>
  </section>`;
}

/** The submission that is in review now carries the decision (rule 36). */
function reviewLink(room: Room, { words }: ToldTimeline, decision: Decision | undefined): unknown {
  if (decision?.asks !== 'review') return nothing;
  return html`<button type="button" class="link" part="link" @click=${() => room.reviewLink(decision.milestoneId)}>${words.text('timeline.reviewAndPay')}</button>`;
}
