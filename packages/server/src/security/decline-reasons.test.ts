import type { Output, WireContract } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mail } from '../notifications/mail/mail-option.ts';
import { client, freelancer, type Market, openMarket, operator, stranger } from '../testing/market.test.support.ts';

// The reason of a declined card is visible only to its owner and to the marketplace.

const mails: Mail[] = [];
const calls: string[] = [];
let market: Market;
let contractId: string;
let milestoneId: string;
let reason: { readonly code: string; readonly message: string };
const mediator = stranger;

beforeAll(async () => {
  market = openMarket({
    mail: {
      send: async (mail) => void mails.push(mail),
      addressOf: ({ id }) => `${id}@market.example`,
      events: 'all',
      links: ({ to }) => `https://market.example/${to}`,
      sender: 'Quillmoor',
    },
    onEvent: async (event) => void calls.push(JSON.stringify(event)),
  });
  const deal = await market.create(50_000, 40_000);
  contractId = deal.contractId;
  milestoneId = deal.at(0).milestoneId;
  const declined = { paymentMethod: 'pm_insufficient_funds' };
  // A declined bonus with a release, and a declined deposit.
  await market.contract('fund', client, { params: deal.at(0), body: {} });
  await market.contract('submit', freelancer, { params: deal.at(0), body: { message: 'Here.' } });
  await market.contract('release', client, {
    params: deal.at(0),
    body: { amount: 50_000, bonus: 5_000, ...declined },
  });
  const { payments } = await market.contract('fund', client, { params: deal.at(1), body: declined });
  const { failure } = payments.at(-1) ?? {};
  if (!failure) throw new Error('the charge was not declined');
  reason = failure;
  await market.workroom.sweep();
});
afterAll(() => market.workroom.close());

/** The text contains neither the code nor the message of the reason. */
function saysNothing(text: string): void {
  expect(text).not.toBe('');
  expect(text).not.toContain(reason.code);
  expect(text).not.toContain(reason.message);
  expect(text.toLowerCase()).not.toContain('insufficient');
}

const read = async (...[name, as, sent]: Parameters<Market['send']>) =>
  JSON.stringify((await market.send(name, as, sent)).body);

describe('why the client’s card was declined', () => {
  test('is shown to the client and operators, so there is something to leak', async () => {
    const params = { contractId };
    expect(await read('getContract', client, { params })).toContain(reason.message);
    expect(await read('getContract', operator, { params })).toContain(reason.message);
    expect(await read('listNotifications', client)).toContain(reason.message);
    expect(
      mails
        .filter(({ to }) => to.name === client.name)
        .map(({ text }) => text)
        .join(),
    ).toContain(reason.message);
  });

  test('is not in the contract, read or returned by a command', async () => {
    const params = { contractId };
    saysNothing(await read('getContract', freelancer, { params }));
    const answer = await market.contract('postMessage', freelancer, { params, body: { text: 'Any news?' } });
    saysNothing(JSON.stringify(answer));
    expect(answer.payments.filter(({ status }) => status === 'failed').map(({ failure }) => failure)).toEqual([
      null,
      null,
    ]);
  });

  test('is not in the list of contracts', async () => {
    saysNothing(await read('listContracts', freelancer));
  });

  test('is not in the timeline of either side', async () => {
    for (const reader of [client, freelancer]) {
      const timeline = await read('getTimeline', reader, { params: { contractId } });
      expect(timeline).toContain('payment.failed');
      saysNothing(timeline);
    }
  });

  test('is not in the contract’s stream', async () => {
    const { token } = await market.workroom.sessions.create({ user: freelancer });
    const end = new AbortController();
    const response = await market.workroom.fetch(
      new Request(`https://api.test/workroom/contracts/${contractId}/stream?after=0`, {
        headers: { authorization: `Bearer ${token}` },
        signal: end.signal,
      }),
    );
    const reader = response.body?.getReader();
    let text = '';
    while (!text.includes('Any news?') && !text.includes('"payment.failed"'))
      text += new TextDecoder().decode((await reader?.read())?.value);
    end.abort();
    saysNothing(text);
  });

  test('is not in notifications', async () => {
    saysNothing(await read('listNotifications', freelancer));
  });

  test('is not in mails', () => {
    const theirs = mails.filter(({ to }) => to.name === freelancer.name);
    expect(theirs.length).toBeGreaterThan(1);
    saysNothing(JSON.stringify(theirs));
  });

  test.each(['json', 'html'])('is not in the evidence as %s', async (format) => {
    const { token } = await market.workroom.sessions.create({ user: freelancer });
    const response = await market.fetch('GET', `/workroom/contracts/${contractId}/export?format=${format}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    saysNothing(await response.text());
  });

  test('is not in documents, the ledger or the statement', async () => {
    const params = { contractId };
    for (const name of ['listDocuments', 'getLedger'] as const) saysNothing(await read(name, freelancer, { params }));
    const query = { from: '2026-03-01', to: '2026-04-01' };
    saysNothing(await read('getStatement', freelancer, { query }));
  });

  test('is not in refusals', async () => {
    saysNothing(
      JSON.stringify(
        await market.problem('submit', freelancer, {
          params: { contractId, milestoneId },
          body: { message: 'Again.' },
        }),
      ),
    );
  });

  test('is not in events sent to the marketplace’s other systems', async () => {
    saysNothing(calls.join());
    saysNothing(JSON.stringify((await market.send('listEvents', 'server')).body as Output<'EventFeed'>));
  });

  test('is not shown to a mediator', async () => {
    await market.contract('appointMediator', 'server', { params: { contractId }, body: { mediator } });
    await market.contract('fund', client, { params: { contractId, milestoneId: await second() }, body: {} });
    const asked = await market.contract('requestRefund', client, {
      params: { contractId },
      body: { milestoneId: await second(), reason: 'Late.' },
    });
    const refundRequestId = asked.refundRequest?.id ?? '';
    await market.contract('disputeRefund', freelancer, {
      params: { contractId, refundRequestId },
      body: { reason: 'On time.' },
    });
    saysNothing(await read('getContract', mediator, { params: { contractId } }));
  });
});

async function second(): Promise<string> {
  const { milestones }: WireContract = await market.contract('getContract', client, { params: { contractId } });
  return milestones[1]?.id ?? '';
}
