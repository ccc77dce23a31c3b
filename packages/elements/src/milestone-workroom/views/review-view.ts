import { isFinished, linkHost, nameOf } from '@workroom/core';
import type { WireMilestone } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { deadline } from '../../foundation/deadline.ts';
import { isReader } from '../../foundation/own-side.ts';
import { fileLink } from '../../foundation/views/file-link.ts';
import { givenLink } from '../../foundation/views/given-link.ts';
import { cash, nameSeen, names, type Room } from '../room.ts';

/** The running review: who started it, when it ends in both zones, and what happens if nobody acts (rule 18). */
export function reviewView(room: Room, { review, funds }: WireMilestone): unknown {
  if (review === null) return nothing;
  const { contract, words } = room;
  const { text, instant } = words;
  const silence = { ...names(room), amount: cash(room, funds.held) };
  const viewer = contract.viewer === 'client' || contract.viewer === 'freelancer' ? contract.viewer : 'other';
  return html`<div class="note attention" part="review">
    <p class="strong">${text(review.endsAt === null ? 'clock.stopped' : `clock.${viewer}`, silence)}</p>
    <p class="fine">
      ${text(isReader(contract, review.startedBy) ? 'clock.startedByYou' : 'clock.startedBy', { name: nameOf(contract, review.startedBy), instant: instant(review.startedAt) })}
      ${review.extendedDays === 0 ? nothing : text('room.reviewExtended', { count: review.extendedDays })}
      ${review.endsAt === null ? nothing : text('clock.endsAt', { instant: deadline(review.endsAt, words) })}
    </p>
  </div>`;
}

/** The newest submission: message, links, files. */
export function submissionView(room: Room, milestone: WireMilestone): unknown {
  const { text, instant } = room.words;
  const submission = milestone.submissions.at(-1);
  if (submission === undefined) return nothing;
  const { submittedBy, submittedAt, withdrawnAt, message, links, files } = submission;
  const by = text('submission.by', { name: nameSeen(room, submittedBy), instant: instant(submittedAt) });
  const head = withdrawnAt === null ? by : `${by}, ${text('submission.withdrawn', { instant: instant(withdrawnAt) })}`;
  // Links with other schemes than http and https could run code in the reader's page.
  const safe = links.filter(({ url }) => linkHost(url) !== null);
  const body = html`<p class="prose" dir="auto">${message}</p>
    ${
      safe.length + files.length === 0
        ? nothing
        : html`<ul class="attachments" aria-label=${text(safe.length > 0 ? 'submission.links' : 'submission.files')}>
            ${safe.map((link) => html`<li>${givenLink(link)}</li>`)}
            ${files.map((file) => html`<li>${fileLink(room, file)}</li>`)}
          </ul>`
    }`;
  return written('submission', text('submission.title'), head, body, withdrawnAt !== null);
}

/** The open change request. */
export function changeRequestView(room: Room, milestone: WireMilestone): unknown {
  const { text, instant } = room.words;
  const request = milestone.changeRequests.at(-1);
  if (request === undefined || isFinished(milestone)) return nothing;
  const by = text('submission.by', {
    name: nameSeen(room, request.requestedBy),
    instant: instant(request.requestedAt),
  });
  const answered = milestone.state !== 'changes_requested';
  return written(
    'changes',
    text('submission.changes'),
    by,
    html`<p class="prose" dir="auto">${request.message}</p>`,
    answered,
  );
}

/** A person's text; folded if it is old. */
function written(part: string, title: string, by: string, body: TemplateResult, folded: boolean): TemplateResult {
  if (folded) {
    return html`<details part="details ${part}"><summary>${title}</summary><div class="sunken stack tight"><p class="fine">${by}</p>${body}</div></details>`;
  }
  return html`<section class="sunken stack tight" part=${part}>
    <div class="row between"><h5>${title}</h5><p class="fine">${by}</p></div>
    ${body}
  </section>`;
}
