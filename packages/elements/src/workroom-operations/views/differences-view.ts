import type { WireContract } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { named } from '../../foundation/views/named-view.ts';
import { actionOn } from '../../milestone-workroom/actions.ts';
import type { Room } from '../../milestone-workroom/room.ts';
import { actionButton } from '../../milestone-workroom/views/action-button.ts';
import { ownWords, type StaffWords } from '../tasks/operator-words.ts';

type Difference = WireContract['differences'][number];

/** Movements at the provider that match no payment, and what to do about them (rule 54). */
export function differencesView(room: Room): unknown {
  const waiting = room.contract.differences.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  if (waiting.length === 0) return nothing;
  const { text } = ownWords(room);
  return html`<section class="note danger" part="differences" aria-labelledby="differences-title">
    <h3 class="strong" id="differences-title">${text('differences.title')}</h3>
    ${waiting.every(isWarning) ? nothing : html`<p>${text('differences.next')}</p>`}
    ${waiting.map((each) => differenceView(room, each))}
  </section>`;
}

/** No money has moved yet. */
function isWarning({ kind }: Difference): boolean {
  return kind === 'fraud_warning';
}

function differenceView(room: Room, difference: Difference): TemplateResult {
  const words = ownWords(room);
  const { id: differenceId, reference, at } = difference;
  const said = differenceWords(words, difference);
  return html`<div class="stack tight" part="difference">
    <p class="strong">${said}</p>
    ${isWarning(difference) ? html`<p>${words.text('differences.fraud')}</p>` : nothing}
    <p class="fine"><time datetime=${at} title=${words.instantInUtc(at)}>${words.instant(at)}</time>${
      reference === null ? nothing : html` · ${named(words.text('differences.reference', { reference }))}`
    }</p>
    <div class="actions">${actionButton(room, actionOn(room, 'acknowledge_difference'), {
      label: words.text('command.acknowledge_difference'),
      about: said,
      press: () => room.open('acknowledge_difference', { differenceId }),
    })}</div>
  </div>`;
}

/** Differences that have been acknowledged. */
export function seenDifferencesView(room: Room): unknown {
  const seen = room.contract.differences.filter(({ acknowledgedAt }) => acknowledgedAt !== null);
  if (seen.length === 0) return nothing;
  const words = ownWords(room);
  return html`<section class="panel" part="differences seen" aria-labelledby="seen-title">
    <h3 id="seen-title">${words.text('differences.title')}</h3>
    <ul class="payment-rows">${seen.map(
      (
        each,
      ) => html`<li class="payment-row" part="difference"><div><span class="strong">${differenceWords(words, each)}</span>
        <p class="fine">${words.text('differences.seen', { instant: words.instant(each.acknowledgedAt ?? each.at) })}</p></div></li>`,
    )}</ul>
  </section>`;
}

/** “Refund · $20.00”, in the currency that moved. */
export function differenceWords(
  { known, money }: StaffWords,
  { kind, amount, currency }: Pick<Difference, 'kind' | 'amount' | 'currency'>,
): string {
  return `${known(`differences.${kind}`) ?? kind} · ${money(amount, currency)}`;
}
