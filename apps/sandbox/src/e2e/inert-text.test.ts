import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { signInAs } from '../testing/browser.ts';
import { hostileDeals } from '../testing/hostile-deals.ts';
import { beginningOf, hostile, shownOn } from '../testing/hostile-text.ts';
import { startMarketplace } from '../testing/marketplace.ts';
import { textFields } from '../testing/text-fields.ts';

// Without the pages' own content security policy, because the kit must be safe without it.

const marketplace = startMarketplace();
let deals: Awaited<ReturnType<typeof hostileDeals>>;

beforeAll(async () => {
  deals = await hostileDeals(marketplace.url);
}, 240_000);

/** Texts that are shown to nobody, or that are not part of a contract. */
const shownToNobody: Readonly<Record<string, string>> = {
  'createContract.metadata.*': 'belongs to the marketplace, and is only returned by the API',
  'editContract.metadata.*': 'the same',
  'fund.paymentMethod': 'goes to the payment provider',
  'release.paymentMethod': 'the same',
  'giveBonus.paymentMethod': 'the same',
  'retryPayment.paymentMethod': 'the same',
  'reportPayment.reference': 'is only returned by the API',
  'settleOutside.reference': 'the same',
  'createWebhookEndpoint.url': 'is the server’s alone',
  'createWebhookEndpoint.description': 'the same',
  'editWebhookEndpoint.url': 'the same',
  'editWebhookEndpoint.description': 'the same',
  'createSession.user.id': 'is compared with those of the contract',
  'createSession.origins[]': 'is part of the token',
  'revokeSessions.user.id': 'is compared with that in the token',
  'reconcile.cursor': 'names a page',
  'openChargeback.reason': 'is in no event',
  'resolveChargeback.reason': 'the same',
  'acknowledgeDifference.reason': 'needs an unmatched movement, which the sandbox’s bank cannot make',
  ...Object.fromEntries(
    ['createContract.client', 'createContract.freelancer', 'setMembers.client[]', 'setMembers.freelancer[]'].map(
      (person) => [`${person}.avatarUrl`, 'is the address of a picture'],
    ),
  ),
  ...Object.fromEntries(
    ['createContract.client', 'createContract.freelancer', 'createSession.user', 'setPerson'].flatMap((person) => [
      [`${person}.locale`, 'is a language tag'],
      [`${person}.timeZone`, 'is the name of a time zone'],
    ]),
  ),
};
/** Shown only with manual payments, which have their own test. */
const shownElsewhere = ['reportPayment.message'];

const everything: string[] = [];

/** Checks that the page contains no markup from a person's text, and that no script of one ran. */
async function hold(page: Page, what: string): Promise<string> {
  const { text, markup, hacked } = await shownOn(page);
  expect({ what, markup, hacked }).toEqual({ what, markup: [], hacked: false });
  everything.push(text);
  return text;
}

describe('a person’s text is shown as written, and never becomes markup or a script', () => {
  test.each(['dana', 'lee', 'sam'] as const)(
    'on the pages of %s, with every dialog that they can open',
    {
      timeout: 180_000,
    },
    async (person) => {
      const { page } = await signInAs(marketplace.browser, marketplace.url, person, { bypassCSP: true });
      page.setDefaultTimeout(30_000);
      const visit = async (path: string, until: string) => {
        await page.goto(marketplace.url + path);
        await page.getByText(until).filter({ visible: true }).first().waitFor();
        return hold(page, `${person} ${path}`);
      };
      await visit('/contracts', beginningOf('createContract.title'));
      await visit(`/contracts/${deals.dispute}`, beginningOf('disputeRefund.reason'));
      await dialogs(page, person);
      if (person === 'sam') return page.context().close();
      for (const id of [...deals.others, person === 'dana' ? deals.withdrawn : deals.declined])
        await visit(`/contracts/${id}`, '<img src=x onerror=');
      await visit(`/contracts/${deals.review}`, beginningOf('propose.note'));
      await dialogs(page, person);
      await visit(`/messages/${deals.review}`, beginningOf('postMessage.text'));
      if (person === 'dana') await visit(`/contracts/${deals.review}/review`, beginningOf('submit.message'));
      await page.context().close();
    },
  );

  test('in mails, and on the page that lists them', { timeout: 240_000 }, async () => {
    const { page } = await signInAs(marketplace.browser, marketplace.url, 'dana', { bypassCSP: true });
    const subjects = async () => {
      const answer = await page.request.get(`${marketplace.url}/sandbox/mails`);
      return (await answer.json()) as readonly { id: string; type: string }[];
    };
    // Mails are sent a moment after the commit; the last mail is about the last event.
    await expect.poll(async () => (await subjects()).some(({ type }) => type === 'payment.failed')).toBe(true);
    await page.goto(`${marketplace.url}/mails`);
    await page.locator('#mails li').first().waitFor();
    await hold(page, 'the list of mails');
    const mails = await subjects();
    expect(mails.length).toBeGreaterThan(30);
    for (const { id, type } of mails) {
      const answer = await page.request.get(`${marketplace.url}/sandbox/mails/${encodeURIComponent(id)}`);
      await page.setContent(await answer.text());
      expect(await hold(page, `the mail about ${type}`)).toContain('<img src=x onerror=');
    }
    await page.context().close();
  });

  test('in the printable evidence', { timeout: 240_000 }, async () => {
    const page = await marketplace.browser.newPage();
    for (const contractId of [deals.review, deals.dispute, ...deals.others, deals.declined, deals.withdrawn]) {
      const file = await deals.server.exportFile({ contractId, format: 'html' });
      await page.setContent(await file.text());
      expect(await hold(page, `the evidence of ${contractId}`)).toContain(beginningOf('createContract.client.name'));
    }
    await page.close();
  });

  test('in documents', { timeout: 240_000 }, async () => {
    const page = await marketplace.browser.newPage();
    const contractId = deals.paidBack;
    const { data } = await deals.server.listDocuments({ contractId });
    expect(data.length).toBeGreaterThan(1);
    for (const { id } of data) {
      const path = `/workroom/contracts/${contractId}/documents/${id}?format=html`;
      const headers = { authorization: 'Bearer wk_sandbox' };
      await page.setContent(await (await fetch(marketplace.url + path, { headers })).text());
      await hold(page, `the document ${id}`);
    }
    await page.close();
  });

  test('in the reason of a failed payment, which may come from a marketplace', {
    timeout: 240_000,
  }, async () => {
    const { page } = await signInAs(marketplace.browser, marketplace.url, 'dana', { bypassCSP: true });
    await page.route(`**/workroom/contracts/${deals.notPaid}`, async (route) => {
      const answer = await route.fetch();
      const contract = (await answer.json()) as { payments: { failure: { message: string } | null }[] };
      for (const { failure } of contract.payments)
        if (failure !== null) failure.message = hostile('reportPayment.message');
      await route.fulfill({ response: answer, json: contract });
    });
    await page.goto(`${marketplace.url}/contracts/${deals.notPaid}`);
    await page.getByText(beginningOf('reportPayment.message')).first().waitFor();
    await hold(page, 'a payment that failed');
    await page.context().close();
  });

  test('and every text of the API was tested', async () => {
    const description = await (await fetch(`${marketplace.url}/workroom/openapi.json`)).json();
    const fields = textFields(description).filter((field) => !(field in shownToNobody));
    expect(fields.length).toBeGreaterThan(35);
    const all = everything.join('\n');
    // A text that was never shown proves nothing.
    expect(fields.filter((field) => !all.includes(`${field}<img src=x onerror=`))).toEqual([]);
    expect(fields).toEqual(expect.arrayContaining(shownElsewhere));
    expect(Object.keys(shownToNobody).filter((field) => all.includes(beginningOf(field)))).toEqual([]);
  });
});

/** Opens every dialog that a button opens, and checks each. */
async function dialogs(page: Page, person: string): Promise<void> {
  const room = page.locator('milestone-workroom');
  const buttons = room.locator('button[data-action]:not([aria-disabled=true])');
  const names = await buttons.evaluateAll((all) => all.map((each) => each.getAttribute('data-action') ?? ''));
  for (const name of new Set(names)) {
    await room.locator(`button[data-action=${name}]:not([aria-disabled=true])`).first().click();
    await room.getByRole('dialog').waitFor();
    await hold(page, `${person}: the dialog of ${name}`);
    await page.keyboard.press('Escape');
    await room.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  expect(names.length + (await menus(page, person))).toBeGreaterThan(2);
}

/** Opens every dialog of the menus. @returns their number */
async function menus(page: Page, person: string): Promise<number> {
  const room = page.locator('milestone-workroom');
  const items = room.locator('[role=menuitem]:not([aria-disabled=true]):not([data-action^=move])');
  const seen = new Set<string>();
  for (const menu of await room.locator('button.more').all()) {
    await menu.click();
    await room.getByRole('menuitem').first().waitFor();
    await hold(page, `${person}: a menu`);
    const names = await items.evaluateAll((all) => all.map((each) => each.getAttribute('data-action') ?? ''));
    await page.keyboard.press('Escape');
    for (const name of names.filter((each) => !seen.has(each))) {
      seen.add(name);
      await menu.click();
      await room.locator(`[role=menuitem][data-action=${name}]`).click();
      await room.getByRole('dialog').waitFor();
      await hold(page, `${person}: the dialog of ${name}`);
      await page.keyboard.press('Escape');
      await room.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  }
  return seen.size;
}

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,<script>',
  'vbscript:x',
  'blob:x',
  '//files.example/',
])('no field accepts a link to "%s"', async (url) => {
  const { contractId, milestoneId } = await deals.create();
  const sent = { contractId, milestoneId, message: 'Here', links: [{ url }] };
  await expect(deals.freelancer.submit(sent)).rejects.toMatchObject({ code: 'invalid_request' });
  await expect(deals.server.createWebhookEndpoint({ url })).rejects.toMatchObject({ code: 'invalid_request' });
});
