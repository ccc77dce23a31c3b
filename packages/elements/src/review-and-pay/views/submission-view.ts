import { linkHost } from '@workroom/core';
import type { WireMilestone } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { givenLink } from '../../foundation/views/given-link.ts';
import { fileCards } from './file-cards.ts';
import type { ReviewContext } from './review-context.ts';

type Submission = WireMilestone['submissions'][number];

/** The submission, and the deliverables that were agreed on. */
export function submissionView(context: ReviewContext): TemplateResult {
  const { contract, milestone, words } = context;
  const { text } = words;
  const canRelease = contract.actions.some(
    ({ name, milestoneId }) => name === 'release' && milestoneId === milestone.id,
  );
  const submission = milestone.submissions.filter((each) => each.withdrawnAt === null).at(-1);
  return html`<section class="stack" part="submission" aria-labelledby="submitted">
    <div class="row between">
      <h3 id="submitted">${text('submission.title')}</h3>
      ${submission === undefined ? nothing : html`<p class="fine">${text('submission.by', { name: submission.submittedBy.name, instant: words.instant(submission.submittedAt) })}</p>`}
    </div>
    ${
      submission === undefined
        ? html`<p class="muted">${
            canRelease
              ? text('submission.noneClient', { freelancer: contract.freelancer.name })
              : text('submission.none')
          }</p>`
        : html`<div class="sunken stack" part="work"><p class="prose" part="message" dir="auto">${submission.message}</p>${attachments(submission, context)}</div>`
    }
    ${changesView(context)} ${askedView(context)}
  </section>`;
}

function attachments({ links, files }: Submission, context: ReviewContext): unknown {
  const { words } = context;
  const safe = links.filter(({ url }) => linkHost(url) !== null);
  const list =
    safe.length === 0
      ? nothing
      : html`<ul class="attachments" aria-label=${words.text('submission.links')}>${safe.map((link) => html`<li>${givenLink(link)}</li>`)}</ul>`;
  return [list, fileCards(context, files)];
}

function changesView({ milestone, words }: ReviewContext): unknown {
  const last = milestone.changeRequests.at(-1);
  if (last === undefined) return nothing;
  return html`<details ?open=${milestone.state === 'changes_requested'} part="details">
    <summary>${words.text('submission.changes')}</summary>
    <div class="stack tight">
      <p class="prose" dir="auto">${last.message}</p>
      <p class="fine">${words.text('submission.by', { name: last.requestedBy.name, instant: words.instant(last.requestedAt) })}</p>
    </div>
  </details>`;
}

function askedView({ milestone, words }: ReviewContext): TemplateResult {
  const { description, dueOn } = milestone;
  return html`<details part="details">
    <summary>${words.text('submission.asked')}</summary>
    <div class="stack tight">
      <p class="prose" dir="auto">${description === '' ? words.text('submission.askedNothing') : description}</p>
      ${dueOn === null ? nothing : html`<p class="fine">${words.text('submission.due', { day: words.day(dueOn) })}</p>`}
    </div>
  </details>`;
}
