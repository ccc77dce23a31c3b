import { afterEach, describe, expect, test } from 'vitest';
import {
  client,
  days,
  freelancer,
  type Market,
  openMarket,
  stranger,
  submitted,
} from '../../testing/market.test.support.ts';
import type { Mail, MailOption } from './mail-option.ts';

const markets: Market[] = [];
afterEach(async () => {
  for (const market of markets.splice(0)) await market.workroom.close();
});

function open(option: Partial<MailOption> = {}) {
  const sent: Mail[] = [];
  const market = openMarket({
    mail: {
      send: async (mail) => void sent.push(mail),
      addressOf: ({ id }) => `${id}@market.example`,
      events: 'all',
      links: ({ to, contractId, milestoneId }) => `https://market.example/${to}/${contractId}?milestone=${milestoneId}`,
      sender: 'Quillmoor',
      ...option,
    },
  });
  markets.push(market);
  return { market, sent, of: (type: string) => sent.filter((mail) => mail.type === type) };
}

describe('mail', () => {
  test('rule 38: is sent to everybody an event concerns except its actor, with the head hash and a link', async () => {
    const { market, of } = open();
    const { contractId, at } = await submitted(market, 50_000);
    await market.workroom.sweep();
    const [mail, ...more] = of('milestone.submitted');
    expect(more).toEqual([]);
    const { data } = (await market.send('getTimeline', client, { params: { contractId } })).body as {
      data: { type: string; hash: string }[];
    };
    const hash = data.find(({ type }) => type === 'milestone.submitted')?.hash ?? '';
    expect(mail).toMatchObject({ to: { name: client.name, address: 'u_client@market.example' }, contractId });
    expect(mail?.subject).toContain('Lee submitted work');
    expect(mail?.headers).toEqual({
      'X-Workroom-Chain-Head': expect.stringMatching(/^entry=\d+; sha256=[0-9a-f]{64}$/),
    });
    expect(mail?.headers['X-Workroom-Chain-Head']).toContain(hash);
    expect(mail?.text).not.toContain(hash);
    expect(mail?.text).toContain(`Verify: https://market.example/verify/${contractId}`);
    expect(mail?.text).toContain(`https://market.example/review-and-pay/${contractId}?milestone=${at(0).milestoneId}`);
    expect(
      of('contract.created')
        .map(({ to }) => to.name)
        .toSorted(),
    ).toEqual([client.name, freelancer.name]);
  });

  test('is sent only about chosen events, and to people who want it', async () => {
    const { market, sent } = open({
      events: ['contract.created', 'milestone.submitted'],
      addressOf: ({ id }) => (id === client.id ? 'dana@market.example' : null),
    });
    await submitted(market, 50_000);
    await market.workroom.sweep();
    expect(sent.map(({ type, to }) => [type, to.address])).toEqual([
      ['contract.created', 'dana@market.example'],
      ['milestone.submitted', 'dana@market.example'],
    ]);
  });

  test('a failed mail is retried, without those that were sent', async () => {
    let refuses = true;
    const sent: Mail[] = [];
    const { market } = open({
      events: ['contract.created'],
      send: async (mail) => {
        if (refuses && mail.to.name === freelancer.name) throw new Error('421 try again later');
        sent.push(mail);
      },
    });
    await market.create(50_000);
    await market.workroom.sweep();
    expect(sent.map(({ to }) => to.name)).toEqual([client.name]);
    refuses = false;
    market.system.ms += 6_000;
    await market.workroom.sweep();
    expect(sent.map(({ to }) => to.name)).toEqual([client.name, freelancer.name]);
  });

  test('a notification type that was switched off is not sent', async () => {
    const { market, sent } = open();
    await market.create(50_000);
    market.clock.advance(days(4));
    await market.workroom.sweep();
    expect(sent).toEqual([]);
  });

  test('rule 19: one reminder before the end of a review, with a link to the decision', async () => {
    const { market, of } = open({ events: ['review.reminder'] });
    await submitted(market, 50_000);
    market.clock.advance(days(8));
    await market.workroom.sweep();
    await market.workroom.sweep();
    expect(of('review.reminder').map(({ to }) => to.name)).toEqual([client.name]);
    expect(of('review.reminder')[0]?.html).toContain('>Review and pay</a>');
  });

  test('custom texts are used', async () => {
    const { market, sent } = open({
      events: ['message.posted'],
      template: ({ reader, title }) => ({ subject: 'News', text: `${reader}: ${title}`, html: '<p>News</p>' }),
    });
    const { contractId } = await market.create(50_000);
    await market.contract('postMessage', freelancer, { params: { contractId }, body: { text: 'Hello' } });
    await market.workroom.sweep();
    expect(sent).toMatchObject([{ subject: 'News', text: 'Dana: Message from Lee' }]);
    expect(sent.some(({ to }) => to.name === stranger.name)).toBe(false);
  });
});
