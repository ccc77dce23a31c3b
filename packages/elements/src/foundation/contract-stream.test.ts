import { createClient } from '@workroom/client';
import { expect } from 'chai';
import { type ContractFixture, contractFixture, dana, lee } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { type Connection, connect } from './connection.ts';
import { ContractStream } from './contract-stream.ts';
import { contractOf, LiveContract } from './live-contract.ts';

before(() => Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden }));
after(() => Reflect.deleteProperty(document, 'hidden'));
let hidden = false;
const stops: (() => void)[] = [];
beforeEach(() => {
  hidden = false;
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Seven contracts on one server, with the number of reads of each. */
function marketplace() {
  const made = contractFixture();
  const { backend } = made;
  backend.hasStreams = true;
  const plan = { client: dana, freelancer: lee, milestones: [{ title: 'Work', amount: 10_000 }] };
  const ids = [
    made.contractId,
    ...Array.from({ length: 6 }, (_, index) => backend.create({ title: `${index}`, ...plan })),
  ];
  const opened: string[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const { pathname, search } = new URL(String(input));
    if (pathname.endsWith('/stream')) opened.push(decodeURIComponent(search));
    return backend.fetch(input, init);
  };
  return { ...made, ids, opened, fetch };
}

function join({ backend, fetch }: Pick<ContractFixture, 'backend'> & { fetch: typeof globalThis.fetch }): Connection {
  // A new function each time, so that each counts as another person.
  const connection = connect(
    { baseUrl: backend.baseUrl, fetch, fetchSession: async () => `session:${dana.id}` },
    { personChanged: () => {}, signInChanged: () => {} },
  );
  if (connection === null) throw new Error('no base URL');
  stops.push(connection.release);
  return connection;
}

function show(connection: Connection, id: string): LiveContract {
  const live = contractOf(connection, id);
  stops.push(live.listen(() => {}));
  return live;
}

describe('the stream of a page', () => {
  it('is shared by all contracts on the page, and each gets its own events', async () => {
    const made = marketplace();
    const connection = join(made);
    const lives = made.ids.map((id) => show(connection, id));
    await until(() => made.backend.streams === 1 && made.opened.at(-1)?.split(',').length === 7);
    for (const [index, id] of made.ids.entries()) {
      made.backend.act(id, { type: 'edit_contract', title: `New ${index}` }, dana);
    }
    await until(() => lives.every(({ contract }, index) => contract?.title === `New ${index}`));
    expect(made.backend.streams).to.equal(1);
  });

  it('is not reopened for an element about a contract that it includes already', async () => {
    const made = marketplace();
    const connection = join(made);
    show(connection, made.contractId);
    await until(() => made.backend.streams === 1);
    const before = made.opened.length;
    show(connection, made.contractId);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(made.opened).to.have.length(before);
  });

  it('is limited to two per origin for any number of people; a further person polls until one is free', async () => {
    const made = marketplace();
    const people = [join(made), join(made), join(made)];
    const [first, second, third] = people.map((connection) => show(connection, made.contractId));
    await until(() => made.backend.streams === 2);
    await until(() => [first, second, third].every((live) => live?.contract !== null));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(made.backend.streams).to.equal(2);
    stops[3]?.();
    await until(() => made.opened.length === 3 && made.backend.streams === 2);
    made.backend.act(made.contractId, { type: 'edit_contract', title: 'Seen by the third' }, dana);
    await until(() => third?.contract?.title === 'Seen by the third');
  });

  it('is closed while the page is hidden, and misses no event', async () => {
    const made = marketplace();
    const live = show(join(made), made.contractId);
    await until(() => made.backend.streams === 1);
    hidden = true;
    document.dispatchEvent(new Event('visibilitychange'));
    await until(() => made.backend.streams === 0);
    made.backend.act(made.contractId, { type: 'edit_contract', title: 'Meanwhile' }, dana);
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await until(() => made.backend.streams === 1 && live.contract?.title === 'Meanwhile');
  });

  it('is replaced by polling if the server has none', async () => {
    const made = marketplace();
    made.backend.hasStreams = false;
    const client = createClient({
      baseUrl: made.backend.baseUrl,
      fetch: made.fetch,
      session: made.backend.sessionOf(dana),
    });
    const live = new LiveContract(
      { client, stream: async () => new ContractStream(client, made.backend.baseUrl) },
      made.contractId,
    );
    stops.push(live.listen(() => {}));
    await until(() => made.opened.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(made.opened).to.have.length(1);
    expect(live.error).to.equal(null);
  });
});
