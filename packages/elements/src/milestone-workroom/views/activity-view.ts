import type { WireEvent } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../foundation/failure.ts';
import { errorView } from '../../foundation/views/error-view.ts';
import { timelineView } from '../../timeline/timeline-view.ts';
import { actionOn, names, type Room } from '../room.ts';

export interface Activity {
  /** `null` until read for the first time. */
  readonly events: readonly WireEvent[] | null;
  readonly failure: Failure | null;
  readonly shown: number;
  readonly showEarlier: () => void;
  readonly tryAgain: () => void;
}

/** Messages, and all that happened. */
export function activityView(room: Room, { events, failure, shown, showEarlier, tryAgain }: Activity): TemplateResult {
  const { contract, words } = room;
  const { client, freelancer } = names(room);
  const other = { client: freelancer, freelancer: client }[contract.viewer as string] ?? words.text('message.everyone');
  return html`<section class="activity" part="activity" aria-labelledby="activity-title">
    <h3 id="activity-title">${words.text('timeline.title')}</h3>
    ${room.composer('message', {
      action: actionOn(room, 'post_message'),
      label: words.text('message.label'),
      placeholder: words.text('message.placeholder', { name: other }),
      button: words.text('message.send'),
    })}
    ${
      events === null
        ? failure === null
          ? html`<div class="events-loading" role="status" aria-label=${words.text('timeline.loading')}><span class="bone wide"></span><span class="bone"></span><span class="bone wide"></span></div>`
          : errorView(failure, words, tryAgain)
        : timelineView({ contract, events, shown, showEarlier, words, link: (event) => reviewLink(room, event) })
    }
  </section>`;
}

/** The entry that asks for a decision carries it (rule 36): the submission that is in review now. */
function reviewLink(room: Room, event: WireEvent): unknown {
  const { contract, words } = room;
  const { milestoneId, submissionId } = event.data;
  if (event.type !== 'milestone.submitted' || typeof milestoneId !== 'string') return nothing;
  const milestone = contract.milestones.find(({ id }) => id === milestoneId);
  if (milestone?.state !== 'submitted' || milestone.submissions.at(-1)?.id !== submissionId) return nothing;
  if (actionOn(room, 'release', { milestoneId })?.enabled !== true) return nothing;
  return html`<button type="button" class="link" part="link" @click=${() => room.reviewLink(milestoneId)}>${words.text('timeline.reviewAndPay')}</button>`;
}
