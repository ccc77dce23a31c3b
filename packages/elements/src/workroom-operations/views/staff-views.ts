import { html, nothing } from 'lit';
import type { OpenItemViews, Room } from '../../milestone-workroom/room.ts';
import { isOpenReturn, isUndecided } from '../../milestone-workroom/views/payment-progress.ts';
import type { LiveLedger } from '../live-ledger.ts';
import { ownWords } from '../tasks/operator-words.ts';
import { balancesView, payoutsView } from './books-view.ts';
import { chargebacksView } from './chargebacks-view.ts';
import { differencesView, seenDifferencesView } from './differences-view.ts';
import { paymentsTable } from './payments-table.ts';
import { returnsView } from './returns-view.ts';

/** The money of a contract as the marketplace's staff sees it (rules 48 to 54). */
export function staffViews(ledger: LiveLedger): NonNullable<OpenItemViews['staff']> {
  return {
    waiting: (room) => {
      const { chargebacks, returns } = room.contract;
      return [
        chargebacksView(room, chargebacks.filter(isUndecided)),
        returnsView(room, returns.filter(isOpenReturn)),
        differencesView(room),
      ];
    },
    books: (room) => [
      balancesView(room, ledger),
      payoutsView(room),
      paymentsTable(room),
      closedView(room),
      seenDifferencesView(room),
    ],
  };
}

/** Decided chargebacks, and finished returns. */
function closedView(room: Room): unknown {
  const { text } = ownWords(room);
  const chargebacks = room.contract.chargebacks.filter((each) => !isUndecided(each));
  const returns = room.contract.returns.filter((each) => !isOpenReturn(each));
  return [
    chargebacks.length === 0
      ? nothing
      : html`<section class="panel stack" part="chargebacks" aria-labelledby="chargebacks-title">
          <h3 id="chargebacks-title">${text('chargebacks.title')}</h3>${chargebacksView(room, chargebacks)}
        </section>`,
    returns.length === 0
      ? nothing
      : html`<section class="panel stack" part="returns" aria-labelledby="returns-title">
          <h3 id="returns-title">${text('returns.title')}</h3>${returnsView(room, returns)}
        </section>`,
  ];
}
