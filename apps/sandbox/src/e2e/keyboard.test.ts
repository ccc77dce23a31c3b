import { createClient } from '@workroom/client';
import { expect, onTestFailed, test } from 'vitest';
import { signInAs } from '../testing/browser.ts';
import { keyboardOf } from '../testing/keyboard-page.ts';
import { startMarketplace } from '../testing/marketplace.ts';

const marketplace = startMarketplace();

const dana = { id: 'dana', name: 'Dana Whitlock' } as const;
const lee = { id: 'lee', name: 'Lee Okafor' } as const;
const server = () => createClient({ baseUrl: `${marketplace.url}/workroom`, session: async () => 'wk_sandbox' });

async function personAt(person: 'dana' | 'lee' | 'sam', contractId: string) {
  const { page, errors } = await signInAs(marketplace.browser, marketplace.url, person);
  page.setDefaultTimeout(15_000);
  onTestFailed(async () => {
    await page.screenshot({ path: `.results/keyboard-${person}.png` });
  });
  await page.goto(`${marketplace.url}/contracts/${contractId}`);
  const shows = (text: string | RegExp) => page.locator('milestone-workroom').getByText(text).first().waitFor();
  await page.locator('milestone-workroom').getByRole('heading').first().waitFor();
  return { page, errors, shows, ...keyboardOf(page) };
}

test('a contract from offer to end without a pointer', { timeout: 240_000 }, async () => {
  const { id: contractId } = await server().createContract({
    title: 'Signs for the stall',
    currency: 'USD',
    client: dana,
    freelancer: lee,
  });
  const [client, freelancer] = await Promise.all([personAt('dana', contractId), personAt('lee', contractId)]);

  await freelancer.open('Accept offer');
  await freelancer.send('Accept offer');

  await client.shows('Add the first milestone to the plan.');
  await client.open('Add new milestone');
  await client.write('Drawings');
  await client.to(/^Amount/);
  await client.write('500');
  await client.to('+ Another milestone');
  await client.key('Enter');
  await client.write('Varnish');
  await client.to(/^Amount/);
  await client.write('300');
  await client.send('Add 2 milestones');

  await freelancer.shows('Varnish');
  await freelancer.open('Propose a milestone');
  await freelancer.write('Hooks');
  await freelancer.to(/^Amount/);
  await freelancer.write('60');
  await freelancer.send('Send proposal');
  await client.shows('Lee Okafor proposes a change');
  await client.open(/^Accept: /);
  await client.send('Accept proposal');
  await client.shows('Hooks');

  await client.toItem('Move up: Hooks');
  await client.key('Enter');
  await client.open('Delete: Varnish');
  await client.send('Delete milestone');

  await client.open('Fund milestone: Drawings');
  await client.to('Fund milestone', { inDialog: true });
  await client.key('Enter');
  await client.payWith(/Card ending 4242/);
  await client.shows('Active & funded');

  await freelancer.shows('Active & funded');
  await freelancer.open('Submit work');
  await freelancer.write('Six drawings.');
  await freelancer.to('+ Add a link');
  await freelancer.key('Enter');
  await freelancer.write('https://example.com/drawings');
  const chooser = freelancer.page.waitForEvent('filechooser');
  await freelancer.to(/^Choose files/);
  await freelancer.key('Enter');
  await (await chooser).setFiles({ name: 'drawing.txt', mimeType: 'text/plain', buffer: Buffer.from('a drawing') });
  await freelancer.shows('Uploaded');
  await freelancer.send('Submit work');
  await freelancer.open('Extend review');
  await freelancer.writeOver('3');
  await freelancer.send('Extend review');

  await client.shows('Six drawings.');
  await client.open('Request changes');
  await client.to('What needs to be fixed?');
  await client.write('Larger prices.');
  await client.to('Request changes', { inDialog: true });
  await client.key('Enter');
  await client.shows('You asked Lee Okafor for changes.');
  await client.leave();
  await freelancer.shows('Larger prices.');
  await freelancer.open('Submit work');
  await freelancer.write('Larger prices, same drawings.');
  await freelancer.send('Submit work');

  await client.shows('Larger prices, same drawings.');
  await client.open('Review and pay');
  await client.to(/^Amount to release/);
  await client.writeOver('350');
  await client.to(/^Put it toward the next milestone/);
  await client.key('Space');
  await client.to('Pay now');
  await client.key('Enter');
  await client.shows('You released $350.00 to Lee Okafor.');
  await client.leave();

  await client.shows('$150.00 is carried forward');
  await client.open('Fund milestone: Hooks');
  await client.to('Fund milestone', { inDialog: true });
  await client.key('Enter');
  await client.closed();
  await freelancer.shows('Active & funded');
  await freelancer.open('Give money back: Hooks');
  await freelancer.writeOver('10');
  await freelancer.send('Give money back');

  await client.open('Request refund: Hooks');
  await client.to(/^Reason/);
  await client.write('We found hooks in the cellar.');
  await client.send('Request refund');
  await freelancer.shows('We found hooks in the cellar.');
  await freelancer.open('Start a dispute');
  await freelancer.write('They are forged already.');
  await freelancer.send('Start a dispute');
  await client.shows('They are forged already.');
  await client.to('Your statement');
  await client.write('Not all of them.');
  await client.press('Add statement');
  await freelancer.shows('Not all of them.');
  await freelancer.open('Offer a split');
  await freelancer.to(/^To Lee Okafor/);
  await freelancer.writeOver('30');
  await freelancer.send('Send offer');
  await client.shows(/Lee Okafor offered \$\d+\.00 back to you, keeping \$30\.00/);
  await client.open('Accept this split');
  await client.send('Accept this split');

  await client.open('Add a bonus');
  await client.writeOver('25');
  await client.to('Pay now', { inDialog: true });
  await client.key('Enter');
  await client.payWith(/Card ending 4242/);
  await client.closed();
  await client.to('Message');
  await client.write('Thank you, Lee.');
  await client.press('Send');
  await freelancer.shows('Thank you, Lee.');

  // The page's own link, not the filter of the activity.
  do await freelancer.to('Messages');
  while ((await freelancer.stop())?.role !== 'a');
  await freelancer.key('Enter');
  await freelancer.page.waitForURL('**/messages**');
  await freelancer.press(/^Notifications/);
  await freelancer.press('Mark all read');
  await freelancer.key('Escape');
  await expect.poll(async () => (await freelancer.stop())?.name).toMatch(/^Notifications/);

  const saved = client.page.waitForEvent('download');
  await client.press('as JSON');
  expect((await saved).suggestedFilename()).toBe(`${contractId}.json`);
  await client.open('End contract');
  // Nothing is preselected; the first option pays everything that is left.
  await client.key('Space');
  await client.send('End contract');
  await client.shows(/^Ended/);

  const { totals, status } = await server().getContract({ contractId });
  expect(status).toBe('ended');
  expect(totals).toMatchObject({ released: 47_000, held: 0, carried: 0 });
  expect([...client.errors, ...freelancer.errors]).toEqual([]);
});
