import { createClient } from '@workroom/client';
import { expect, onTestFailed, test } from 'vitest';
import { signInAs } from '../testing/browser.ts';
import { startMarketplace } from '../testing/marketplace.ts';

const marketplace = startMarketplace();

const dana = { id: 'dana', name: 'Dana Whitlock' };
const lee = { id: 'lee', name: 'Lee Okafor' };

/** A contract whose first milestone is funded. */
async function fundedContract(): Promise<string> {
  const { url } = marketplace;
  const server = createClient({ baseUrl: `${url}/workroom`, session: async () => 'wk_sandbox' });
  const { token } = await server.createSession({ user: dana });
  const client = createClient({ baseUrl: `${url}/workroom`, session: async () => token });
  const {
    id: contractId,
    milestones,
    version,
  } = await server.createContract({
    title: 'Labels for the winter jams',
    currency: 'USD',
    status: 'active',
    client: dana,
    freelancer: lee,
    milestones: [{ title: 'Drafts', amount: 40_000 }],
  });
  await client.fund({ contractId, milestoneId: milestones[0]?.id ?? '' }, { ifMatch: version });
  return contractId;
}

test('rules 36 to 38: each side sees the other’s actions without a reload, and the link leads to the decision', {
  timeout: 240_000,
}, async () => {
  const contractId = await fundedContract();
  const [client, freelancer] = await Promise.all([
    signInAs(marketplace.browser, marketplace.url, 'dana'),
    signInAs(marketplace.browser, marketplace.url, 'lee'),
  ]);
  for (const { page } of [client, freelancer]) page.setDefaultTimeout(15_000);
  onTestFailed(async () => {
    await client.page.screenshot({ path: '.results/messages-client.png' });
    await freelancer.page.screenshot({ path: '.results/messages-freelancer.png' });
  });

  // Dana has the conversation open; Lee is in the workroom.
  await client.page.getByRole('link', { name: 'Messages' }).click();
  await client.page.getByRole('link', { name: 'Labels for the winter jams' }).click();
  const sidebar = client.page.locator('activity-timeline');
  await sidebar
    .getByText(/Drafts/)
    .first()
    .waitFor();
  await freelancer.page.goto(`${marketplace.url}/contracts/${contractId}`);
  const room = freelancer.page.locator('milestone-workroom');
  await room.getByRole('button', { name: 'Submit work' }).first().click();
  await room.getByRole('dialog').getByLabel('Message').fill('Three drafts, the third is my favourite.');
  await room.getByRole('dialog').getByRole('button', { name: 'Submit work', exact: true }).click();

  // Her sidebar updates by itself, with the link to the decision.
  await sidebar.getByText('Three drafts, the third is my favourite.').first().waitFor();
  await sidebar.getByRole('link', { name: 'Review and pay' }).click();
  const review = client.page.locator('review-and-pay');
  await review.getByRole('button', { name: 'Pay now' }).click();
  await review.getByText('You released $400.00 to Lee Okafor.').waitFor();

  // Lee sees "Paid" without a reload.
  await room.getByText('Paid', { exact: true }).first().waitFor();
  expect([...client.errors, ...freelancer.errors]).toEqual([]);
});
