import { createClient } from '@workroom/client';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signInAs } from '../testing/browser.ts';
import { startMarketplace } from '../testing/marketplace.ts';
import { roomOf } from '../testing/room-page.ts';

const marketplace = startMarketplace();

const dana = { id: 'dana', name: 'Dana Whitlock' };
const lee = { id: 'lee', name: 'Lee Okafor' };
const mediator = { id: 'sam', name: 'Sam Ferro' };

const clientAs = async (user: typeof dana) => {
  const server = createClient({ baseUrl: `${marketplace.url}/workroom`, session: async () => 'wk_sandbox' });
  const { token } = await server.createSession({ user });
  return createClient({ baseUrl: `${marketplace.url}/workroom`, session: async () => token });
};

/** A contract whose first milestone of $500.00 is funded and submitted, opened by both sides. */
async function given(title: string) {
  const server = createClient({ baseUrl: `${marketplace.url}/workroom`, session: async () => 'wk_sandbox' });
  const {
    id: contractId,
    milestones,
    version,
  } = await server.createContract({
    title,
    currency: 'USD',
    status: 'active',
    client: dana,
    freelancer: lee,
    milestones: [
      { title: 'Drawings', amount: 50_000 },
      { title: 'Painted signs', amount: 30_000 },
    ],
  });
  const milestoneId = milestones[0]?.id ?? '';
  const [client, freelancer] = await Promise.all([clientAs(dana), clientAs(lee)]);
  await client.fund({ contractId, milestoneId }, { ifMatch: version });
  await freelancer.submit({ contractId, milestoneId, message: 'Six drawings, two for each stall.' });
  const people = await Promise.all([
    signInAs(marketplace.browser, marketplace.url, 'dana'),
    signInAs(marketplace.browser, marketplace.url, 'lee'),
  ]);
  for (const { page } of people) {
    page.setDefaultTimeout(15_000);
    await page.goto(`${marketplace.url}/contracts/${contractId}`);
  }
  const [first, second] = people;
  return {
    contractId,
    server,
    pages: { dana: first.page, lee: second.page },
    dana: roomOf(first.page),
    lee: roomOf(second.page),
    errors: () => people.flatMap(({ errors }) => errors),
    close: () => Promise.all(people.map(({ page }) => page.context().close())),
  };
}
type Given = Awaited<ReturnType<typeof given>>;

/** A screenshot of the page, for a person to look at. */
async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `.results/dispute-${name}.png`, fullPage: true });
}

/** Dana requests a refund of everything, and Lee disputes it. */
async function disputed({ dana: client, lee: freelancer, pages }: Given): Promise<void> {
  await client.open('Request refund');
  await client.dialog.getByLabel('Reason').fill('Two of the six were agreed to be in colour.');
  await client.press('Request refund');
  await client.closed();
  await freelancer.room.getByText('Refund of $500.00 requested').first().waitFor();
  await shot(pages.lee, '1-refund-requested');
  await freelancer.open('Start a dispute');
  await freelancer.dialog.getByLabel('Why you disagree with the refund').fill('The brief says black ink.');
  await freelancer.press('Start a dispute');
  await freelancer.closed();
  await client.room.getByText('$500.00 in dispute').first().waitFor();
}

async function offer(person: Given['dana'], amount: string, sealed: boolean): Promise<void> {
  await person.open('Offer a split');
  if (sealed) await person.dialog.getByRole('radio', { name: /Sealed offer/ }).check();
  await person.dialog.locator('#toFreelancer').fill(amount);
  await person.press('Send offer');
  await person.closed();
}

test('rules 29, 33, 34: a dispute is resolved in the second sealed round', { timeout: 180_000 }, async () => {
  const deal = await given('Signs for the spring market');
  await disputed(deal);
  await offer(deal.dana, '200', true);
  await deal.lee.room.getByText(/Dana Whitlock has made a sealed offer/).waitFor();
  expect(await deal.pages.lee.getByText('$200.00').count()).toBe(0);
  await offer(deal.lee, '400', true);
  for (const { room } of [deal.dana, deal.lee]) await room.getByText(/didn’t meet. 2 rounds are left/).waitFor();
  await shot(deal.pages.dana, '2-no-overlap');
  await offer(deal.lee, '340', true);
  await offer(deal.dana, '360', true);
  await deal.dana.room
    .getByText('The sealed offers met: $350.00 to Lee Okafor, $150.00 back to Dana Whitlock (you)')
    .waitFor();
  await deal.lee.room
    .getByText('The sealed offers met: $350.00 to Lee Okafor (you), $150.00 back to Dana Whitlock')
    .waitFor();
  await shot(deal.pages.dana, '3-resolved');
  const { totals, dispute } = await (await clientAs(dana)).getContract({ contractId: deal.contractId });
  expect(totals).toMatchObject({ released: 35_000, refunded: 15_000, held: 0 });
  expect(dispute).toBeNull();
  expect(deal.errors()).toEqual([]);
  await deal.close();
});

test('rule 33: a dispute is decided by the mediator', { timeout: 180_000 }, async () => {
  const deal = await given('Signs for the summer market');
  const { contractId } = deal;
  await deal.server.appointMediator({ contractId, mediator });
  await disputed(deal);
  await deal.dana.room.getByLabel('Your statement').fill('The colours were agreed by message on Monday.');
  await deal.dana.press('Add statement', deal.dana.room);
  await deal.lee.room.getByText('The colours were agreed by message on Monday.').first().waitFor();
  await shot(deal.pages.lee, '4-statements');
  const sam = await signInAs(marketplace.browser, marketplace.url, 'sam');
  sam.page.setDefaultTimeout(15_000);
  await sam.page.goto(`${marketplace.url}/contracts/${contractId}`);
  const decision = roomOf(sam.page);
  await decision.open('Decide the dispute');
  await decision.dialog.locator('#toFreelancer').fill('300');
  await decision.dialog.getByLabel('Reason for decision').fill('Four of six drawings are as agreed.');
  await shot(sam.page, '5-deciding');
  await decision.press('Decide the dispute');
  await deal.dana.room
    .getByText('Sam Ferro decided the dispute: $300.00 to Lee Okafor, $200.00 back to Dana Whitlock (you)')
    .waitFor();
  await deal.lee.room
    .getByText('Sam Ferro decided the dispute: $300.00 to Lee Okafor (you), $200.00 back to Dana Whitlock')
    .waitFor();
  await shot(deal.pages.lee, '6-decided');
  // The mediator sees a contract only while it is disputed.
  const noLonger = (await clientAs(mediator)).getContract({ contractId });
  await expect(noLonger).rejects.toMatchObject({ code: 'not_found' });
  await sam.page.context().close();
  expect(deal.errors()).toEqual([]);
  await deal.close();
});

test('rule 32: the client ends a contract and pays a part', { timeout: 180_000 }, async () => {
  const deal = await given('Signs for the autumn market');
  await deal.dana.open('End contract');
  await deal.dana.dialog.getByRole('radio', { name: /Pay part/ }).check();
  await deal.dana.dialog.getByLabel('Amount to pay').fill('200');
  await shot(deal.pages.dana, '7-ending-in-part');
  await deal.dana.press('End contract');
  await deal.dana.closed();
  await deal.lee.open('Agree to refund');
  await deal.lee.press('Agree to refund');
  await deal.lee.closed();
  for (const { room } of [deal.dana, deal.lee]) await room.getByText('Ended', { exact: true }).first().waitFor();
  await shot(deal.pages.dana, '8-ended-by-the-client');
  const { totals, milestones } = await (await clientAs(dana)).getContract({ contractId: deal.contractId });
  expect(totals).toMatchObject({ released: 20_000, refunded: 30_000, held: 0 });
  expect(milestones.map(({ state }) => state)).toEqual(['paid', 'cancelled']);
  expect(deal.errors()).toEqual([]);
  await deal.close();
});

test('rule 32: when the freelancer ends a contract, held money is refunded', { timeout: 180_000 }, async () => {
  const deal = await given('Signs for the winter market');
  await deal.lee.open('End contract');
  await deal.lee.dialog
    .getByText('$500.00 goes back to Dana Whitlock right away, including for submitted work.')
    .waitFor();
  await deal.lee.press('End contract');
  await deal.lee.closed();
  for (const { room } of [deal.dana, deal.lee]) await room.getByText('Ended', { exact: true }).first().waitFor();
  await shot(deal.pages.lee, '9-ended-by-the-freelancer');
  const { totals } = await (await clientAs(dana)).getContract({ contractId: deal.contractId });
  expect(totals).toMatchObject({ released: 0, refunded: 50_000, held: 0 });
  expect(deal.errors()).toEqual([]);
  await deal.close();
});

test('rules 5 and 31: a proposal is accepted and deposited, and a part is refunded', {
  timeout: 180_000,
}, async () => {
  const deal = await given('Signs for the night market');
  await deal.lee.open('Propose changes');
  await deal.lee.dialog.getByLabel('Amount').fill('650');
  await deal.lee.press('Send proposal');
  await deal.lee.closed();
  await deal.dana.room.getByText('Lee Okafor proposes a change').waitFor();
  await shot(deal.pages.dana, '10-proposal');
  await deal.dana.open('Accept');
  await deal.dana.press('Accept proposal');
  await deal.dana.closed();
  await deal.dana.open('Fund the increase');
  await deal.dana.press('Fund milestone');
  await deal.dana.payWith('$150.00', 'Card ending 4242');
  await deal.dana.closed();
  await deal.lee.room.getByText('“Drawings” was raised by $150.00, which is now held').waitFor();
  await deal.lee.open('Give money back');
  await deal.lee.dialog.getByLabel('Amount').fill('50');
  await deal.lee.press('Give money back');
  await deal.lee.closed();
  await deal.dana.room.getByText('Lee Okafor gave $50.00 back').first().waitFor();
  await shot(deal.pages.dana, '11-given-back');
  const { totals } = await (await clientAs(dana)).getContract({ contractId: deal.contractId });
  expect(totals).toMatchObject({ deposited: 65_000, refunded: 5_000, held: 60_000 });
  expect(deal.errors()).toEqual([]);
  await deal.close();
});
