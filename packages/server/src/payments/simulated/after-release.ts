import { type Amount, DAY_MS, type Instant, later, type PaymentId } from '@workroom/core';
import { EvidenceRefused, type PaymentProvider, type ProviderDispute } from '../provider.ts';
import type { chargeBook } from './charge-book.ts';
import { decideDispute, inquire, openDispute, toProviderDispute } from './disputes.ts';
import { movementsOn, refundOutside, reverseOutside, transferOutside } from './externals.ts';
import type { News } from './news.ts';
import type { personBook } from './person-book.ts';
import type { SimulatedCharge } from './record.ts';
import { SimulationRefused } from './simulation-refused.ts';

/** Actions of banks, and of people in the provider's dashboard. Each sends a webhook. */
export interface SimulatedEvents {
  /**
   * The client's bank takes back all or part of a charge.
   *
   * @throws SimulationRefused `charge_unknown`, `charge_not_settled`, `chargeback_open`, `amount_too_large`
   */
  chargeback(charge: PaymentId, amount?: Amount): Promise<ProviderDispute>;
  /**
   * The bank asks about a charge and takes nothing yet; `chargeback` then makes it a dispute. Throws the same errors.
   */
  inquire(charge: PaymentId, amount?: Amount): Promise<ProviderDispute>;
  /**
   * Ends the newest dispute of a charge. An ended dispute may end again with the other outcome.
   *
   * @throws SimulationRefused `charge_unknown`, `no_chargeback`
   */
  decideChargeback(charge: PaymentId, outcome: 'won' | 'lost'): Promise<ProviderDispute>;
  /** A refund made in the dashboard. @throws SimulationRefused as `chargeback` does */
  externalRefund(charge: PaymentId, amount: Amount): Promise<void>;
  /** A transfer made in the dashboard out of a charge. @throws SimulationRefused as `chargeback` does */
  externalTransfer(charge: PaymentId, amount: Amount): Promise<void>;
  /** A reversal made in the dashboard. @throws SimulationRefused `transfer_unknown`, `amount_too_large` */
  externalReversal(transfer: PaymentId, amount: Amount): Promise<void>;
  /** Sets the amount that reversals can take from a freelancer. Until it is set, they can take everything. */
  setBalance(personId: string, amount: Amount): Promise<void>;
}

type Reads = Required<Pick<PaymentProvider, 'readDisputes' | 'submitEvidence' | 'movementsOf' | 'refundableUntil'>>;

export function createAfterRelease(
  { book, people, news }: { book: ReturnType<typeof chargeBook>; people: ReturnType<typeof personBook>; news: News },
  now: () => Instant,
  refundableDays: number | null,
): SimulatedEvents & Reads {
  async function tellOf(
    key: PaymentId,
    next: (charge: SimulatedCharge, now: Instant) => SimulatedCharge,
  ): Promise<SimulatedCharge> {
    await read(key);
    const after = await book.change(key, (charge) => ({ ...next(charge, now()), news: charge.news + 1 }));
    await news.ofCharge(after);
    return after;
  }

  async function read(key: PaymentId): Promise<SimulatedCharge> {
    const charge = await book.find(key);
    if (charge === null) {
      throw new SimulationRefused(
        'charge_unknown',
        `There is no charge ${key}. Pass the id of a payment of kind charge.`,
      );
    }
    return charge;
  }

  const newest = (charge: SimulatedCharge): ProviderDispute => {
    const dispute = charge.disputes.at(-1);
    if (dispute === undefined) throw new Error(`The simulated provider lost the dispute of ${charge.key}.`);
    return toProviderDispute(charge, dispute);
  };

  return {
    chargeback: async (key, asked) => newest(await tellOf(key, (charge, at) => openDispute(charge, asked, at))),
    inquire: async (key, asked) => newest(await tellOf(key, (charge, at) => inquire(charge, asked, at))),
    decideChargeback: async (key, outcome) => newest(await tellOf(key, (charge) => decideDispute(charge, outcome))),
    async externalRefund(key, asked) {
      await tellOf(key, (charge, at) => refundOutside(charge, asked, at));
    },
    async externalTransfer(key, asked) {
      await tellOf(key, (charge, at) => transferOutside(charge, asked, at));
    },
    async externalReversal(transfer, asked) {
      const origin = await book.findByDraw(transfer);
      if (origin === null) throw new SimulationRefused('transfer_unknown', `There is no transfer ${transfer}.`);
      await tellOf(origin.key, (charge, at) => reverseOutside(charge, transfer, asked, at));
    },
    async setBalance(personId, balance) {
      await people.setBalance(personId, balance);
    },
    async readDisputes({ key }) {
      const charge = await book.find(key);
      return charge === null ? [] : charge.disputes.map((dispute) => toProviderDispute(charge, dispute));
    },
    async movementsOf({ key }) {
      const charge = await book.find(key);
      return charge === null ? [] : movementsOn(charge, now());
    },
    async refundableUntil({ key }) {
      const chargedAt = (await book.find(key))?.at;
      return refundableDays === null || chargedAt === undefined ? null : later(chargedAt, refundableDays * DAY_MS);
    },
    async submitEvidence({ dispute: reference, charge: { key }, document: { summary } }) {
      const sentAt = now();
      await book.change(key, (charge) => {
        const dispute = charge.disputes.find((each) => each.reference === reference);
        if (dispute === undefined) throw new EvidenceRefused(`${key} has no dispute ${reference}.`);
        if (dispute.evidenceDueBy === null || sentAt > dispute.evidenceDueBy)
          throw new EvidenceRefused('The bank takes no evidence for this dispute any more.');
        const disputes = charge.disputes.map((each) =>
          each === dispute ? { ...each, evidence: { sentAt, summary } } : each,
        );
        return { ...charge, disputes };
      });
      return { sentAt };
    },
  };
}
