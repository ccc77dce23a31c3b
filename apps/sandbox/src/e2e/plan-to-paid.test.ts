import { createClient } from '@workroom/client';
import { expect, onTestFailed, test } from 'vitest';
import { signInAs } from '../testing/browser.ts';
import { startMarketplace } from '../testing/marketplace.ts';
import { roomOf } from '../testing/room-page.ts';

const marketplace = startMarketplace();

const serverClient = () => createClient({ baseUrl: `${marketplace.url}/workroom`, session: async () => 'wk_sandbox' });

/** The two people, each in a separate browser, on one contract. */
async function twoPeople(contractId: string) {
  const [dana, lee] = await Promise.all([
    signInAs(marketplace.browser, marketplace.url, 'dana'),
    signInAs(marketplace.browser, marketplace.url, 'lee'),
  ]);
  for (const { page } of [dana, lee]) {
    page.setDefaultTimeout(15_000);
    await page.goto(`${marketplace.url}/contracts/${contractId}`);
  }
  onTestFailed(async () => {
    for (const [name, { page }] of Object.entries({ dana, lee })) {
      await page.screenshot({ path: `.results/${name}.png` });
    }
  });
  return { dana: dana.page, lee: lee.page, errors: () => [...dana.errors, ...lee.errors] };
}

test('a client and a freelancer take a contract from plan to payment', { timeout: 180_000 }, async () => {
  const server = serverClient();
  const { id: contractId } = await server.createContract({
    title: 'Signs for the market stall',
    currency: 'USD',
    status: 'active',
    client: { id: 'dana', name: 'Dana Whitlock' },
    freelancer: { id: 'lee', name: 'Lee Okafor' },
  });
  const people = await twoPeople(contractId);
  const dana = roomOf(people.dana);
  const lee = roomOf(people.lee);

  // Dana plans two milestones.
  await dana.open('Add new milestone');
  await dana.dialog.getByLabel('Title').fill('Drawings');
  await dana.dialog.getByLabel('Amount').fill('500');
  await dana.dialog.getByRole('button', { name: 'Another milestone' }).click();
  const second = dana.dialog.getByRole('group', { name: 'Milestone 2' });
  await second.getByLabel('Title').fill('Painted signs');
  await second.getByLabel('Amount').fill('300');
  await dana.press('Add 2 milestones');
  await dana.closed();

  // She funds the first; a declined card changes nothing, another works.
  await dana.open('Fund milestone');
  await dana.press('Fund milestone');
  await dana.payWith('$500.00', 'Card ending 0002');
  await expect.poll(() => dana.dialog.getByText(/declined/i).count()).toBeGreaterThan(0);
  await dana.press('Fund milestone');
  await dana.payWith('$500.00', 'Card ending 4242');
  await dana.closed();
  await dana.room.getByText('Active & funded').first().waitFor();

  // Lee submits.
  await lee.open('Submit work');
  await lee.dialog.getByLabel('Message').fill('Six drawings, two for each stall.');
  await lee.press('Submit work');
  await lee.closed();

  // Dana asks for changes.
  await dana.open('Request changes');
  await dana.dialog.getByLabel('What needs to be fixed?').fill('The prices are hard to read from across the square.');
  await dana.press('Request changes');
  await dana.room.getByText('Changes requested').first().waitFor();

  // Lee reads it and submits again.
  await lee.room.getByText('The prices are hard to read from across the square.').first().waitFor();
  await lee.open('Submit work');
  await lee.dialog.getByLabel('Message').fill('Larger prices, same drawings.');
  await lee.press('Submit work');
  await lee.closed();

  // Dana finds it in All contracts and releases 350 of 500; the other 150 are carried to the next milestone.
  await people.dana.goto(`${marketplace.url}/contracts`);
  await people.dana.getByRole('link', { name: 'Review and pay' }).click();
  const review = people.dana.locator('review-and-pay');
  await review.getByLabel('Amount to release').fill('350');
  await review.getByLabel(/Put it toward the next milestone/).check();
  await review.getByRole('row', { name: /Released to Lee Okafor.*\$350\.00/ }).waitFor();
  await review.getByRole('row', { name: /Goes toward .*Painted signs.*\$150\.00/ }).waitFor();
  await review.getByRole('button', { name: 'Pay now' }).click();
  await review.getByText('You released $350.00 to Lee Okafor.').waitFor();

  // Funding the second charges only the difference.
  await people.dana.getByRole('link', { name: 'Signs for the market stall' }).click();
  await dana.open('Fund milestone');
  await dana.press('Fund milestone');
  await dana.payWith('$150.00', 'Card ending 4242');
  await dana.closed();

  // Lee submits; Dana does not answer for fourteen days.
  await lee.room.getByText('Active & funded').first().waitFor();
  await lee.open('Submit work');
  await lee.dialog.getByLabel('Message').fill('All painted and varnished.');
  await lee.press('Submit work');
  await lee.closed();
  for (const _week of [1, 2]) {
    await people.dana.getByRole('button', { name: '+7 days' }).click();
    await people.dana.getByRole('status').getByText('It is now').waitFor();
  }
  await dana.room
    .getByText(/Released automatically/)
    .first()
    .waitFor();
  await lee.room
    .getByText(/Released automatically/)
    .first()
    .waitFor();

  // The timeline lists everything in order.
  const { data: events } = await server.getTimeline({ contractId });
  const types = events.map(({ type }) => type).filter((type) => !type.startsWith('payment.'));
  expect(types).toEqual([
    'contract.created',
    'milestone.added',
    'milestone.added',
    'milestone.funding',
    'milestone.funding',
    'milestone.funded',
    'milestone.submitted',
    'milestone.changes_requested',
    'milestone.submitted',
    'milestone.released',
    'funds.carried',
    'milestone.funding',
    'milestone.funded',
    'milestone.submitted',
    'review.reminder',
    'milestone.auto_released',
  ]);
  const submitted = events.findLast(({ type }) => type === 'milestone.submitted');
  const released = events.find(({ type }) => type === 'milestone.auto_released');
  expect(Date.parse(released?.occurredAt ?? '') - Date.parse(submitted?.occurredAt ?? '')).toBe(14 * 86_400_000);

  // The money adds up: 650 charged, 650 paid out, nothing held.
  const { totals } = await server.getContract({ contractId });
  expect(totals).toMatchObject({ deposited: 65_000, released: 65_000, refunded: 0, carried: 0, held: 0 });
  await expect
    .poll(async () =>
      Object.values((await server.getLedger({ contractId })).balances).filter((balance) => balance !== 0),
    )
    .toEqual([]);

  expect(people.errors()).toEqual([]);
});

test('a new visitor gets from New contract to Paid, with both sides on one page', { timeout: 180_000 }, async () => {
  const { page, errors } = await signInAs(marketplace.browser, marketplace.url, 'dana');
  page.setDefaultTimeout(15_000);
  await page.getByRole('button', { name: 'New contract' }).click();
  await page.getByRole('radio', { name: /Shop website/ }).check();
  await page.getByRole('radio', { name: /Logo design/ }).check();
  await page.getByRole('button', { name: 'Create contract' }).click();
  await page.getByRole('link', { name: 'Show both sides' }).click();
  const [dana, lee] = ['Client: Dana Whitlock', 'Freelancer: Lee Okafor'].map((name) =>
    page.getByRole('region', { name }),
  );
  if (dana === undefined || lee === undefined) throw new Error('unreachable');
  const press = (name: string) => dana.getByRole('button', { name }).first().click();
  const payWith = async (card: string) => {
    await dana.getByRole('dialog').getByRole('button', { name: 'Fund milestone' }).click();
    await page.getByRole('radio', { name: card }).check();
    await page.getByRole('button', { name: 'Use this card' }).click();
  };

  await press('Fund milestone');
  await payWith('Card ending 0002');
  await dana.getByText('The payment was declined').waitFor();
  await payWith('Card ending 3155');
  await page.getByRole('button', { name: 'Yes, confirm' }).click();

  await lee.getByRole('button', { name: 'Submit work' }).first().click();
  await lee.getByRole('dialog').getByLabel('Message').fill('Three sketches, as agreed.');
  await lee.getByRole('dialog').getByRole('button', { name: 'Submit work' }).click();

  await press('Review and pay');
  await press('Pay now');
  await dana.getByText('You released $300.00 to Lee Okafor.').waitFor();
  await press('Done');
  await lee.getByText('Paid', { exact: true }).first().waitFor();

  const clock = page.getByRole('region', { name: 'Sandbox clock' });
  await clock.getByRole('button', { name: 'Hide clock' }).click();
  await clock.getByRole('button', { name: '+7 days' }).waitFor({ state: 'hidden' });
  await page.reload();
  await clock.getByRole('button', { name: 'Show clock' }).click();
  await clock.getByRole('button', { name: '+7 days' }).waitFor();
  expect(errors).toEqual([]);
});
