import { DAY_MS, type PaymentId } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { client, freelancer } from '../market/people.ts';
import type { Answer, Call } from '../market/requests.ts';
import { settledAtOnce } from './outside.ts';
import { type Deal, type Site, send } from './site.ts';

// What jobs do to bring a contract to the start of their operation.

/** Words that only occur on that contract. */
export function wordsOn({ contractId }: Pick<Deal, 'contractId'>): string {
  return `words of ${contractId.replace('ctr_', '')}`;
}

export async function funded(site: Site, deal: Deal): Promise<Answer> {
  return send(site, 'fund', client, deal, {});
}

/** Out of money that is available at once, so that it can be taken back. */
export async function paidOut(site: Site, deal: Deal): Promise<Answer> {
  await send(site, 'fund', client, deal, { paymentMethod: settledAtOnce[site.provider] });
  return send(site, 'release', client, deal, { amount: 10_000 });
}

export async function chargeOf({ call }: Site, { contractId }: Deal): Promise<PaymentId> {
  const { body } = await call('getContract', 'server', { parameters: { contractId } });
  const charge = (body as Output<'Contract'>).payments.find(({ kind }) => kind === 'charge');
  if (charge === undefined) throw new Error(`${contractId} was charged nothing.`);
  return charge.id as PaymentId;
}

/** The bank takes the charge back, without a webhook. */
export async function takenUnheard(site: Site, deal: Deal): Promise<PaymentId> {
  await funded(site, deal);
  const charge = await chargeOf(site, deal);
  await site.bank.takeBack(charge);
  return charge;
}

/** The bank takes the charge back, which is recorded, and decides, which is not recorded yet. */
export async function disputed(site: Site, deal: Deal, outcome: 'won' | 'lost'): Promise<void> {
  const charge = await chargeOf(site, deal);
  await site.bank.takeBack(charge);
  await recorded(site, deal);
  await site.bank.decide(charge, outcome);
}

/** Records the provider's state of the contract's charges, like a webhook. */
export async function recorded({ call }: Site, { contractId }: Deal): Promise<void> {
  const { status, body } = await call('reconcile', 'server', { body: { contractId, record: true } });
  if (status !== 200) throw new Error(`reconcile: ${JSON.stringify(body)}`);
}

/** Submitted, and the client does not answer for two weeks. */
export async function unanswered(site: Site, deal: Deal): Promise<void> {
  await funded(site, deal);
  await send(site, 'submit', freelancer, deal, { message: 'Here it is.' });
  site.advance(14 * DAY_MS);
}

/** A person who is on no other contract has written texts, and the contract has ended. */
export async function saidAndOver(site: Site, deal: Deal): Promise<void> {
  const colleague = colleagueOn(deal);
  await send(site, 'setMembers', 'server', deal, { client: [client, colleague], freelancer: [freelancer] });
  await funded(site, deal);
  await send(site, 'postMessage', colleague, deal, { text: wordsOn(deal) });
  await send(site, 'submit', freelancer, deal, { message: 'Here it is.' });
  await send(site, 'endContract', freelancer, deal, { reason: 'No time.' });
}

function colleagueOn(deal: Deal) {
  return { id: `colleague-${deal.contractId}`, name: `Colleague, ${wordsOn(deal)}` };
}

export async function erased(call: Call, deal: Deal): Promise<void> {
  const { status, body } = await call('erasePerson', 'server', { parameters: { personId: colleagueOn(deal).id } });
  if (status !== 200) throw new Error(`erasePerson: ${JSON.stringify(body)}`);
}
