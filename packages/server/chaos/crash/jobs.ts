import { DAY_MS } from '@workroom/core';
import { client, colleague, freelancer, operator, secondOperator } from '../market/people.ts';
import { needsAction } from './outside.ts';
import {
  chargeOf,
  disputed,
  erased,
  funded,
  paidOut,
  recorded,
  saidAndOver,
  takenUnheard,
  unanswered,
} from './preparations.ts';
import { type Deal, type Prepared, type Site, send } from './site.ts';

interface Job {
  /** Brings a contract with two milestones, of 100.00 and 200.00, to the start of the operation. */
  readonly prepare: (site: Site, deal: Deal) => Promise<unknown>;
  /** The operation; the same request again after a crash. */
  readonly run: (site: Site, prepared: Prepared) => Promise<unknown>;
  /** The amounts that the provider has moved at the end, with fees of 3 % and 10 %. */
  readonly moved: {
    readonly charged: number;
    readonly transferred: number;
    readonly refunded: number;
    readonly reversed?: number;
    readonly disputed?: number;
  };
  /** The event that the timeline then has, once. */
  readonly eventTypes: readonly string[];
  /** At the end, the words of `wordsOn` are stored nowhere. */
  readonly erases?: true;
}

const reason = 'The two of them do not agree.';
const ofMilestone = ({ milestoneId }: Deal) => ({ milestoneId, reason });
const paid = { charged: 10_300, transferred: 9_000, refunded: 0 };
const paidInPart = { charged: 10_300, transferred: 5_400, refunded: 0 };
const givenBack = { charged: 10_300, transferred: 0, refunded: 10_300 };

const takenBack = { amount: 10_300, reason };

/** The retention days of that job's server. */
export const textDays = 180;

export type JobName = keyof typeof jobs;

export const jobs = {
  fund: {
    prepare: async () => {},
    run: (site, prepared) => send(site, 'fund', client, prepared, {}),
    moved: { charged: 10_300, transferred: 0, refunded: 0 },
    eventTypes: ['milestone.funding', 'milestone.funded'],
  },
  'release all': {
    prepare: funded,
    run: (site, prepared) => send(site, 'release', client, prepared, { amount: 10_000 }),
    moved: paid,
    eventTypes: ['milestone.released'],
  },
  'release a part and carry the rest': {
    prepare: funded,
    run: (site, prepared) =>
      send(site, 'release', client, prepared, { amount: 6_000, leftover: { to: 'next_milestone' } }),
    moved: paidInPart,
    eventTypes: ['milestone.released', 'funds.carried'],
  },
  'release a part and ask for the rest': {
    prepare: funded,
    run: (site, prepared) =>
      send(site, 'release', client, prepared, {
        amount: 6_000,
        leftover: { to: 'refund_and_continue', reason: 'Half of it is missing.' },
      }),
    moved: paidInPart,
    eventTypes: ['milestone.released', 'refund.requested'],
  },
  'last approval of a release': {
    async prepare(site, deal) {
      const approvals = { client: [{ command: 'release', of: 2 }] };
      const members = { client: [client, colleague], freelancer: [freelancer], approvals };
      await send(site, 'setMembers', 'server', deal, members);
      await funded(site, deal);
      return send(site, 'release', client, deal, { amount: 10_000 });
    },
    run: (site, prepared) => send(site, 'approve', colleague, prepared),
    moved: paid,
    eventTypes: ['approval.requested', 'approval.approved', 'milestone.released'],
  },
  'release by an operator': {
    prepare: funded,
    run: (site, prepared) => send(site, 'operatorRelease', operator, prepared, ofMilestone(prepared)),
    moved: paid,
    eventTypes: ['operator.released', 'milestone.released'],
  },
  'refund by an operator': {
    prepare: funded,
    run: (site, prepared) => send(site, 'operatorRefund', operator, prepared, ofMilestone(prepared)),
    moved: givenBack,
    eventTypes: ['operator.refunded', 'milestone.refunded'],
  },
  'refund by an operator while frozen': {
    async prepare(site, deal) {
      await funded(site, deal);
      return send(site, 'freeze', operator, deal, { reason });
    },
    run: async (site, prepared) => {
      await send(site, 'operatorRefund', operator, prepared, ofMilestone(prepared));
      const { contractId, milestoneId } = prepared;
      return send(site, 'unfreeze', operator, { contractId, milestoneId }, { reason });
    },
    moved: givenBack,
    eventTypes: ['operator.refunded', 'milestone.refunded', 'contract.unfrozen'],
  },
  'end by an operator': {
    prepare: funded,
    run: (site, prepared) => send(site, 'operatorEnd', operator, prepared, { toFreelancer: 6_000, reason }),
    moved: { charged: 10_300, transferred: 5_400, refunded: 4_120 },
    eventTypes: ['operator.ended', 'milestone.released', 'milestone.refunded', 'contract.ended'],
  },
  'a second operator approves': {
    async prepare(site, deal) {
      await funded(site, deal);
      return send(site, 'operatorRelease', operator, deal, ofMilestone(deal));
    },
    run: (site, prepared) => send(site, 'approve', secondOperator, prepared),
    moved: paid,
    eventTypes: ['approval.requested', 'approval.approved', 'operator.released', 'milestone.released'],
  },
  bonus: {
    prepare: async () => {},
    run: (site, prepared) => send(site, 'giveBonus', client, prepared, { amount: 2_000 }),
    moved: { charged: 2_060, transferred: 1_800, refunded: 0 },
    eventTypes: ['bonus.given'],
  },
  refund: {
    async prepare(site, deal) {
      await funded(site, deal);
      const body = { milestoneId: deal.milestoneId, reason: 'Not needed any more.' };
      return send(site, 'requestRefund', client, deal, body);
    },
    run: (site, prepared) => send(site, 'agreeToRefund', freelancer, prepared),
    moved: givenBack,
    eventTypes: ['refund.agreed', 'milestone.refunded'],
  },
  end: {
    prepare: funded,
    run: (site, prepared) => send(site, 'endContract', freelancer, prepared, {}),
    moved: givenBack,
    eventTypes: ['milestone.refunded', 'contract.ended'],
  },
  'auto-release by the sweep': {
    prepare: unanswered,
    run: ({ workroom }) => workroom.sweep(),
    moved: paid,
    eventTypes: ['milestone.auto_released'],
  },
  'auto-release by a reader': {
    prepare: unanswered,
    run: (site, prepared) => send(site, 'getContract', freelancer, prepared),
    moved: paid,
    eventTypes: ['milestone.auto_released'],
  },
  'return what was paid out': {
    prepare: paidOut,
    run: (site, prepared) => send(site, 'returnFunds', freelancer, prepared, returnOf(prepared)),
    moved: { ...paid, reversed: 9_000, refunded: 10_300 },
    eventTypes: ['return.made', 'return.completed'],
  },
  'a bank takes a charge back': {
    async prepare(site, deal) {
      await funded(site, deal);
      await site.bank.takeBack(await chargeOf(site, deal));
    },
    run: recorded,
    moved: { charged: 10_300, transferred: 0, refunded: 0, disputed: 10_300 },
    eventTypes: ['contract.frozen', 'chargeback.opened'],
  },
  'a chargeback is won': {
    async prepare(site, deal) {
      await funded(site, deal);
      await disputed(site, deal, 'won');
    },
    run: recorded,
    moved: { charged: 10_300, transferred: 0, refunded: 0, disputed: 0 },
    eventTypes: ['chargeback.opened', 'chargeback.won', 'contract.unfrozen'],
  },
  'staff report that a bank took a charge back': {
    prepare: takenUnheard,
    run: (site, prepared) => send(site, 'openChargeback', operator, prepared, takenBack),
    moved: { charged: 10_300, transferred: 0, refunded: 0, disputed: 10_300 },
    eventTypes: ['contract.frozen', 'chargeback.opened'],
  },
  'staff report that a chargeback is won': {
    async prepare(site, deal) {
      const charge = await takenUnheard(site, deal);
      await send(site, 'openChargeback', operator, { ...deal, subject: charge }, takenBack);
      await site.bank.decide(charge, 'won');
    },
    run: (site, prepared) => send(site, 'resolveChargeback', operator, prepared, { outcome: 'won', reason }),
    moved: { charged: 10_300, transferred: 0, refunded: 0, disputed: 0 },
    eventTypes: ['chargeback.opened', 'chargeback.won', 'contract.unfrozen'],
  },
  'send evidence to a bank': {
    async prepare(site, deal) {
      await funded(site, deal);
      await site.bank.takeBack(await chargeOf(site, deal));
      await recorded(site, deal);
    },
    run: (site, prepared) => send(site, 'sendEvidence', operator, prepared),
    moved: { charged: 10_300, transferred: 0, refunded: 0, disputed: 10_300 },
    eventTypes: ['chargeback.opened', 'chargeback.evidence_sent'],
  },
  'settle a payout outside': {
    async prepare(site, deal) {
      site.refusePayouts(true);
      await paidOut(site, deal);
      site.refusePayouts(false);
    },
    run: (site, prepared) =>
      send(site, 'settleOutside', operator, prepared, { reason, reference: 'Bank transfer of 9 March' }),
    moved: { charged: 10_300, transferred: 0, refunded: 0 },
    eventTypes: ['payment.parked'],
  },
  'a return makes up for a lost chargeback': {
    async prepare(site, deal) {
      await paidOut(site, deal);
      await disputed(site, deal, 'lost');
      await recorded(site, deal);
    },
    run: (site, prepared) => send(site, 'returnFunds', freelancer, prepared, returnOf(prepared)),
    moved: { ...paid, reversed: 9_000, disputed: 10_300 },
    eventTypes: ['chargeback.lost', 'return.made', 'return.completed'],
  },
  cancel: {
    prepare: (site, deal) => send(site, 'fund', client, deal, { paymentMethod: needsAction[site.provider] }),
    run: (site, prepared) => send(site, 'cancelPayment', client, prepared),
    moved: { charged: 0, transferred: 0, refunded: 0 },
    eventTypes: ['payment.cancelled'],
  },
  'find out what is unsure': {
    async prepare(site, deal) {
      site.cut(true);
      await send(site, 'fund', client, deal, {});
      site.cut(false);
      site.rest();
    },
    run: ({ workroom }) => workroom.sweep(),
    moved: { charged: 10_300, transferred: 0, refunded: 0 },
    eventTypes: ['milestone.funding', 'milestone.funded'],
  },
  'erase a person': {
    prepare: saidAndOver,
    run: ({ call }, deal) => erased(call, deal),
    moved: givenBack,
    eventTypes: ['contract.ended', 'text.erased'],
    erases: true,
  },
  'forget by age': {
    async prepare(site, deal) {
      await saidAndOver(site, deal);
      site.advance(textDays * DAY_MS);
    },
    run: ({ workroom }) => workroom.sweep(),
    moved: givenBack,
    eventTypes: ['contract.ended', 'text.erased'],
    erases: true,
  },
} as const satisfies Record<string, Job>;

export const jobNames = Object.keys(jobs) as readonly JobName[];

export function jobNamed(name: JobName): Job {
  return jobs[name];
}

function returnOf({ milestoneId }: Deal) {
  return { from: { milestoneId }, amount: 10_000, reason };
}
