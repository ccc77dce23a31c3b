import { createClient } from '@workroom/client';
import { expect } from 'chai';
import { type ContractFixture, contractFixture, dana } from '../testing/states.ts';
import { LiveTimeline } from './live-timeline.ts';

const host = { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) };

/** A timeline with a backend, and its requests. */
function timelineOf({ backend, contractId }: ContractFixture) {
  const asked: string[] = [];
  const client = createClient({
    baseUrl: backend.baseUrl,
    session: backend.sessionOf(dana),
    retryDelaysMs: [],
    fetch: (input, init) => {
      const { searchParams } = new URL(String(input));
      asked.push(`${searchParams.get('after')}+${searchParams.get('limit')}`);
      return backend.fetch(input, init);
    },
  });
  const timeline = new LiveTimeline(host);
  const read = (wanted: number) => timeline.show(client, backend.contract(contractId), wanted);
  const numbers = () => timeline.events?.map(({ seq }) => seq) ?? [];
  return { timeline, asked, read, numbers };
}

function talkative(messages: number): ContractFixture {
  const made = contractFixture();
  for (let index = 0; index < messages; index += 1) made.client({ type: 'post_message', text: `Note ${index}` });
  return made;
}

const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('the events of a contract', () => {
  it('are loaded from the newest, and earlier ones on request', async () => {
    const made = talkative(300);
    const last = made.backend.contract(made.contractId).seq;
    const { timeline, asked, read, numbers } = timelineOf(made);
    await read(30);
    expect(asked).to.deep.equal([`${last - 100}+100`]);
    expect(numbers()).to.deep.equal(upTo(last - 99, last));
    expect(timeline.hasEarlier).to.equal(true);
    await read(80);
    expect(numbers()).to.deep.equal(upTo(last - 199, last));
    await read(1_000);
    expect(numbers()).to.deep.equal(upTo(1, last));
    expect(timeline.hasEarlier).to.equal(false);
  });

  it('continue from the last known event', async () => {
    const made = talkative(3);
    const { asked, read, numbers } = timelineOf(made);
    await read(30);
    const known = made.backend.contract(made.contractId).seq;
    made.client({ type: 'post_message', text: 'One more' });
    await read(30);
    expect(asked.at(-1)).to.equal(`${known}+100`);
    expect(numbers()).to.deep.equal(upTo(1, known + 1));
  });

  it('never start inside the events of the contract’s creation', async () => {
    const milestones = Array.from({ length: 150 }, (_, index) => ({ title: `Chapter ${index + 1}`, amount: 10_000 }));
    const made = contractFixture({ title: 'Field guide', milestones }, { policy: { maxMilestones: 200 } });
    const { read, numbers, timeline } = timelineOf(made);
    await read(5);
    expect(numbers()[0]).to.equal(1);
    expect(timeline.hasEarlier).to.equal(false);
  });

  it('are kept when a request fails, and loading continues later', async () => {
    const made = talkative(150);
    const { timeline, read, numbers } = timelineOf(made);
    await read(5);
    const before = numbers();
    made.backend.weather = 'broken';
    await read(120);
    expect(timeline.error).not.to.equal(null);
    expect(numbers()).to.deep.equal(before);
    made.backend.weather = 'fine';
    await read(120);
    expect(timeline.error).to.equal(null);
    expect(numbers()[0]).to.equal(1);
  });
});
