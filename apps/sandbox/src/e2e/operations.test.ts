import { createClient } from '@workroom/client';
import { expect, test } from 'vitest';
import { signInAs } from '../testing/browser.ts';
import { startMarketplace } from '../testing/marketplace.ts';

const marketplace = startMarketplace();

const dana = { id: 'dana', name: 'Dana Whitlock' };
const lee = { id: 'lee', name: 'Lee Okafor' };

const clientOf = (session: string) =>
  createClient({ baseUrl: `${marketplace.url}/workroom`, session: async () => session });
const clientAs = async (user: typeof dana) => {
  const { token } = await clientOf('wk_sandbox').createSession({ user });
  return clientOf(token);
};

/** A contract that holds $500.00. */
async function funded(title: string) {
  const { id, milestones, version } = await clientOf('wk_sandbox').createContract({
    title,
    currency: 'USD',
    status: 'active',
    client: dana,
    freelancer: lee,
    milestones: [{ title: 'Drawings', amount: 50_000 }],
  });
  const at = { contractId: id, milestoneId: milestones[0]?.id ?? 'mst_0' } as const;
  const [client, freelancer] = await Promise.all([clientAs(dana), clientAs(lee)]);
  const contract = await client.fund(at, { ifMatch: version });
  return { at, client, freelancer, contract };
}

/** An action of a client's bank or of the payment provider. */
async function happens(path: string, body: object = {}): Promise<void> {
  const answer = await fetch(`${marketplace.url}/sandbox${path}`, { method: 'POST', body: JSON.stringify(body) });
  expect([path, answer.status]).toEqual([path, 200]);
}

/** A contract with $500.00 in dispute. */
async function disputed(title: string): Promise<string> {
  const { at, client, freelancer } = await funded(title);
  const id = at.contractId;
  const submitted = await freelancer.submit({ ...at, message: 'Six drawings.' });
  const reason = 'Two of the six were agreed to be in colour.';
  const asked = await client.requestRefund({ ...at, reason }, { ifMatch: submitted.version });
  const refundRequestId = asked.refundRequest?.id ?? '';
  await freelancer.disputeRefund(
    { contractId: id, refundRequestId, reason: 'The brief says black ink.' },
    { ifMatch: asked.version },
  );
  return id;
}

test('rules 43 to 46, 48: an operator freezes a disputed contract and decides it; both sides see who did it and why', {
  timeout: 240_000,
}, async () => {
  const contractId = await disputed('Signs for the winter market');
  const parties = await Promise.all(
    ['dana', 'lee'].map((id) => signInAs(marketplace.browser, marketplace.url, id as 'dana' | 'lee')),
  );
  for (const { page } of parties) await page.goto(`${marketplace.url}/contracts/${contractId}`);

  const rae = await signInAs(marketplace.browser, marketplace.url, 'rae');
  expect(new URL(rae.page.url()).pathname).toBe('/operations');
  const operations = rae.page.locator('workroom-operations');
  await rae.page.screenshot({ path: '.results/operations-1-queue.png', fullPage: true });
  await operations.getByRole('button', { name: 'Signs for the winter market' }).click();
  const dialog = operations.getByRole('dialog');

  await operations.getByRole('button', { name: 'Freeze contract' }).click();
  await dialog.getByLabel('Reason').fill('Both accounts were opened from one address.');
  await rae.page.screenshot({ path: '.results/operations-2-freezing.png', fullPage: true });
  await dialog.getByRole('button', { name: 'Freeze contract' }).click();
  await dialog.waitFor({ state: 'hidden' });
  for (const { page } of parties) {
    const room = page.locator('milestone-workroom');
    await room.getByText('This contract is frozen', { exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'Operations' }).isVisible()).toBe(false);
    await room.getByText('Rae Lindqvist for the marketplace').first().waitFor();
    await room.getByText('Both accounts were opened from one address.').first().waitFor();
  }
  await parties[0]?.page.screenshot({ path: '.results/operations-3-frozen.png', fullPage: true });

  await operations.getByRole('button', { name: 'Decide the dispute' }).first().click();
  await dialog.locator('#toFreelancer').fill('300');
  await dialog.getByRole('textbox').last().fill('Four of six drawings are as agreed.');
  await rae.page.screenshot({ path: '.results/operations-4-deciding.png', fullPage: true });
  await dialog.getByRole('button', { name: 'Decide the dispute' }).click();
  await dialog.waitFor({ state: 'hidden' });
  for (const { page } of parties) {
    const room = page.locator('milestone-workroom');
    await room
      .getByText(/Rae Lindqvist.* decided the dispute: \$300.00 to Lee Okafor/)
      .first()
      .waitFor();
    await room.getByText('Four of six drawings are as agreed.').first().waitFor();
  }
  await operations.getByRole('button', { name: 'Lift freeze' }).click();
  await dialog.getByLabel('Reason').fill('It was a shared office.');
  await dialog.getByRole('button', { name: 'Lift freeze' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await operations
    .getByText(/Rae Lindqvist.* lifted the freeze/)
    .first()
    .waitFor();
  await rae.page.screenshot({ path: '.results/operations-5-decided.png', fullPage: true });

  const { totals, freezes, payments } = await clientOf('wk_sandbox').getContract({ contractId });
  expect({ totals, freezes }).toMatchObject({ totals: { released: 30_000, refunded: 20_000, held: 0 }, freezes: [] });
  expect(payments.some(({ status }) => status === 'waiting')).toBe(false);
  expect([...parties, rae].flatMap(({ errors }) => errors)).toEqual([]);
});

test('rules 51 to 53: evidence wins a chargeback, and the marketplace bears a return that the provider cannot make', {
  timeout: 240_000,
}, async () => {
  const disputedByBank = await funded('Shutters for the bakery');
  const charge = disputedByBank.contract.payments.find(({ kind }) => kind === 'charge')?.id;
  await happens(`/payments/${charge}/chargeback`);
  const { at, client, freelancer, contract } = await funded('Lettering for the van');
  const released = await client.release({ ...at, amount: 50_000 }, { ifMatch: contract.version });
  await happens('/people/lee/balance', { amount: 0 });
  const { contractId, milestoneId } = at;
  const returned = { contractId, from: { milestoneId }, amount: 20_000, reason: 'The van was sold.' };
  await freelancer.returnFunds(returned, { ifMatch: released.version });

  const { page, errors } = await signInAs(marketplace.browser, marketplace.url, 'rae');
  const operations = page.locator('workroom-operations');
  const dialog = operations.getByRole('dialog');
  const row = (title: string) => operations.locator('.found', { hasText: title });
  await row('Shutters for the bakery').getByText('Chargeback').waitFor();
  await row('Lettering for the van').getByText('Payment stuck').waitFor();

  await operations.getByRole('button', { name: 'Shutters for the bakery' }).click();
  await operations.getByText('This contract is frozen', { exact: true }).waitFor();
  await operations.getByRole('button', { name: 'Send evidence' }).click();
  await dialog.getByRole('button', { name: 'Send evidence' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await operations.getByText('The bank decides now.').waitFor();
  await page.screenshot({ path: '.results/operations-6-evidence.png', fullPage: true });
  await happens(`/payments/${charge}/chargeback/won`);
  await operations.getByText('The bank gave the money back').waitFor();
  const won = await clientOf('wk_sandbox').getContract({ contractId: disputedByBank.at.contractId });
  expect(won).toMatchObject({ freezes: [], totals: { held: 50_000, chargedBack: 0 }, chargebacks: [{ state: 'won' }] });

  await operations.getByRole('button', { name: 'All contracts' }).click();
  await operations.getByRole('button', { name: 'Lettering for the van' }).click();
  await operations.getByRole('button', { name: /^Bear the loss/ }).click();
  await dialog.getByLabel('Reason').fill('The freelancer’s account is empty.');
  await page.screenshot({ path: '.results/operations-7-bearing.png', fullPage: true });
  await dialog.getByRole('button', { name: 'Bear the loss' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await operations.getByText('Borne by the marketplace').waitFor();
  await operations.getByText('Lost by the marketplace').waitFor();
  const borne = await clientOf('wk_sandbox').getContract({ contractId });
  expect(borne.returns).toMatchObject([{ state: 'borne' }]);
  expect(borne.payments.some(({ kind, status }) => kind === 'refund' && status === 'succeeded')).toBe(true);
  expect(errors).toEqual([]);
});

test('rule 43: other people see only their own contracts on the page', async () => {
  await disputed('Signs for the spring market');
  const sam = await signInAs(marketplace.browser, marketplace.url, 'sam');
  await sam.page.goto(`${marketplace.url}/operations`);
  await sam.page.locator('workroom-operations').getByRole('heading').first().waitFor();
  expect(await sam.page.getByText('Signs for the spring market').count()).toBe(0);
});
