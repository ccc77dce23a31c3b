import type { WireEvent } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../foundation/failure.ts';
import { errorView } from '../../foundation/views/error-view.ts';
import { composerSpace } from '../../timeline/lazy-composer.ts';
import type { TimelineViews } from '../../timeline/lazy-timeline.ts';
import { actionOn } from '../actions.ts';
import type { Room } from '../room.ts';

export interface Activity {
  /** The renderer of entries; `null` until loaded. */
  readonly views: TimelineViews | null;
  /** `null` until read for the first time. */
  readonly events: readonly WireEvent[] | null;
  readonly failure: Failure | null;
  readonly shown: number;
  readonly hasEarlier: boolean;
  readonly showEarlier: () => void;
  readonly tryAgain: () => void;
}

/** Messages and events. */
export function activityView(
  room: Room,
  { views, events, failure, shown, hasEarlier, showEarlier, tryAgain }: Activity,
): TemplateResult {
  const { contract, words } = room;
  const decisions = views?.decisionsAskedIn(events ?? [], contract);
  return html`<section class="activity" part="activity" aria-labelledby="activity-title">
    <h3 id="activity-title">${words.text('timeline.title')}</h3>
    ${room.composer.view((composer) => composer.messageView(contract), composerSpace(actionOn(room, 'post_message')))}
    ${
      events === null || views === null
        ? failure === null
          ? html`<div class="events-loading" role="status" aria-label=${words.text('timeline.loading')}><span class="bone wide" part="bone"></span><span class="bone" part="bone"></span><span class="bone wide" part="bone"></span></div>`
          : errorView(failure, words, tryAgain)
        : views.conversation.view({
            contract,
            events,
            shown,
            hasEarlier,
            showEarlier,
            words: views.words,
            link: ({ seq }) => {
              // The submission in review shows the decision (rule 36).
              const decision = decisions?.get(seq);
              return decision?.asks === 'review'
                ? views.conversation.decision(decision, () => room.reviewLink(decision.milestoneId))
                : nothing;
            },
          })
    }
    ${views?.conversation.exportView()}
  </section>`;
}
