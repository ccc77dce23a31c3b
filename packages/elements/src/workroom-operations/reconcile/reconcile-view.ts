import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { failureOf } from '../../foundation/failure.ts';
import type { Localize } from '../../foundation/localize.ts';
import { failureView } from '../../foundation/views/error-view.ts';
import type english from '../../locales/en/reconcile.ts';
import type { BookDifference, ReconcileRun } from './reconcile-run.ts';

export type ReconcileWords = Localize<typeof english>;

type Kind = BookDifference['kind'];

/** What to do about each kind, and whether recording may resolve it. */
const nextSteps = {
  ledger_differs_from_payments: 'books',
  clearing_not_zero: 'books',
  totals_do_not_add_up: 'books',
  pending_here_succeeded_there: 'record',
  pending_here_failed_there: 'record',
  pending_here_unknown_there: 'unknown',
  succeeded_here_unknown_there: 'unknown',
  succeeded_here_pending_there: 'ask',
  succeeded_here_failed_there: 'back',
  failed_here_succeeded_there: 'twice',
  cancelled_here_succeeded_there: 'late',
  moved_outside_workroom: 'outside',
  chargeback_differs: 'record',
  left_of_charge_differs: 'left',
  provider_unreachable: 'later',
} as const satisfies Record<Kind, string>;
const recordable: ReadonlySet<string> = new Set(['record', 'back', 'outside']);

export interface ReconcileContext {
  readonly run: ReconcileRun;
  readonly words: ReconcileWords;
  readonly announce: (text: string) => void;
  readonly open: (contractId: string) => void;
  /** Moves the focus after the next drawing. */
  readonly focus: (selector: string) => void;
}

/** The comparison with the payment provider: its progress, and the differences. */
export function reconcileView({ run, words, announce, open, focus }: ReconcileContext): TemplateResult {
  const { text } = words;
  const { state, checked, error } = run;
  const record = async (contractIds: readonly string[]) => {
    const recorded = await run.record(contractIds);
    if (recorded === null) return;
    announce(text(recorded > 0 ? 'reconcile.recorded' : 'reconcile.nothingRecorded'));
    // The pressed button was removed with the recorded finding.
    if (!contractIds.some((contractId) => run.byContract.has(contractId))) focus('#compare');
  };
  const groups = [...run.byContract];
  const mendable = groups.filter(([, found]) => found.some(isRecordable)).map(([contractId]) => contractId);
  return html`<section class="card queue" part="card" aria-labelledby="title">
    <h2 id="title" part="title" tabindex="-1">${text('reconcile.title')}</h2>
    <p class="muted">${text('reconcile.lead')}</p>
    <div class="actions">${startView(run, words)}${
      mendable.length < 2
        ? nothing
        : html`<button type="button" part="button" aria-disabled=${run.isBusy ? 'true' : nothing} @click=${() => void record(mendable)}>${text('reconcile.recordAll')}</button>`
    }</div>
    ${
      state === 'new'
        ? nothing
        : html`<p role="status" part="progress">${state === 'running' ? html`<span class="spinner" part="spinner" aria-hidden="true"></span> ${text('reconcile.running')} ` : nothing}${text('reconcile.checked', { count: checked })}${
            state === 'done' && groups.length === 0
              ? html` · <span class="strong">${text('reconcile.none')}</span>`
              : nothing
          }</p>`
    }
    ${error === null ? nothing : failureView(failureOf(error, words), words)}
    ${mendable.length === 0 ? nothing : html`<p class="fine">${text('reconcile.recordHint')}</p>`}
    ${
      groups.length === 0
        ? nothing
        : html`<ul class="findings" part="list">${repeat(
            groups,
            ([contractId]) => contractId,
            ([contractId, found]) => groupView(run, words, { contractId, found, open, record }),
          )}</ul>`
    }
  </section>`;
}

/** One of: start, stop, continue, again. */
function startView(run: ReconcileRun, { text }: ReconcileWords): TemplateResult {
  const { state } = run;
  if (state === 'running') {
    return html`<button type="button" part="button" id="compare" @click=${() => run.stop()}>${text('reconcile.stop')}</button>`;
  }
  const label = { new: 'reconcile.start', stopped: 'reconcile.goOn', done: 'reconcile.again' } as const;
  const press = () => void (state === 'stopped' ? run.goOn() : run.start());
  return html`<button type="button" class=${state === 'done' ? '' : 'primary'} part=${state === 'done' ? 'button' : 'button primary'} id="compare" @click=${press}>${text(label[state])}</button>`;
}

interface Group {
  readonly contractId: string;
  readonly found: readonly BookDifference[];
  readonly open: (contractId: string) => void;
  readonly record: (contractIds: readonly string[]) => Promise<void>;
}

function groupView(
  run: ReconcileRun,
  { text, known, money }: ReconcileWords,
  { contractId, found, open, record }: Group,
): TemplateResult {
  return html`<li class="note danger" part="finding">
    <button type="button" class="link" part="link" id="open-${contractId}" @click=${() => open(contractId)}><bdi>${contractId}</bdi></button>
    ${found.map(({ kind, about, currency, expected, found: there, next }) => {
      const amounts =
        there === null
          ? text('reconcile.expected', { expected: signed(expected) })
          : text('reconcile.amounts', { expected: signed(expected), found: signed(there) });
      return html`<div class="stack tight">
        <p><span class="strong">${known(`reconcile.kind.${kind}`) ?? kind}</span> · <bdi class="fine">${about}</bdi></p>
        <p>${amounts}</p>
        <p>${Object.hasOwn(nextSteps, kind) ? text(`reconcile.next.${nextSteps[kind]}`) : next}</p>
      </div>`;

      function signed(amount: number): string {
        return amount < 0 ? `−${money(-amount, currency)}` : money(amount, currency);
      }
    })}
    ${
      found.some(isRecordable)
        ? html`<div class="actions"><button type="button" part="button" aria-label=${`${text('reconcile.record')}: ${contractId}`} aria-disabled=${run.isBusy ? 'true' : nothing} @click=${() => void record([contractId])}>
            ${run.recording === contractId ? html`<span class="spinner" part="spinner" aria-hidden="true"></span>` : nothing}${text('reconcile.record')}</button></div>`
        : nothing
    }
  </li>`;
}

function isRecordable({ kind }: BookDifference): boolean {
  return Object.hasOwn(nextSteps, kind) && recordable.has(nextSteps[kind]);
}
