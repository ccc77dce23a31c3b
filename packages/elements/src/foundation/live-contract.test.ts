import { createClient } from '@workroom/client';
import { expect } from 'chai';
import { contractFixture, dana } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { requestChanges } from './commands.ts';
import { ContractStream } from './contract-stream.ts';
import { LiveContract } from './live-contract.ts';
import { pressOf } from './press.ts';

const day = 86_400_000;

/** A submission whose review ends shortly. */
function nearlyOver(leftMs: number) {
  const made = contractFixture();
  made.client({ type: 'fund', milestoneId: made.milestone(0) });
  made.freelancer({ type: 'submit', milestoneId: made.milestone(0), message: 'Done.' });
  made.backend.advance(14 * day - leftMs);
  const { backend, contractId } = made;
  const client = createClient({
    baseUrl: backend.baseUrl,
    fetch: backend.fetch,
    session: backend.sessionOf(dana),
    retryDelaysMs: [],
  });
  return {
    ...made,
    live: new LiveContract({ client, stream: async () => new ContractStream(client, backend.baseUrl) }, contractId),
  };
}

/** Tests may run in a tab in the background. */
before(() => Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden }));
after(() => Reflect.deleteProperty(document, 'hidden'));
let hidden = false;
beforeEach(() => {
  hidden = false;
});

describe('a live contract', () => {
  it('rule 17: is reloaded at the instant when a deadline changes it', async () => {
    const { live, backend } = nearlyOver(100);
    const stop = live.listen(() => {});
    await until(() => live.contract?.milestones[0]?.state === 'submitted');
    backend.advance(100);
    await until(() => live.contract?.milestones[0]?.state === 'paid');
    stop();
  });

  it('keeps its data and shows an error if it cannot be read', async () => {
    const { live, backend } = nearlyOver(day);
    const stop = live.listen(() => {});
    await until(() => live.contract !== null);
    backend.weather = 'offline';
    await live.refresh();
    expect(live.contract?.title).to.equal('Brand identity');
    expect(live.error).to.be.an('error');
    backend.weather = 'fine';
    await live.refresh();
    expect(live.error).to.equal(null);
    stop();
  });

  it('checks who is signed in when the reader comes back', async () => {
    const { backend, contractId } = nearlyOver(day);
    const session = backend.sessionOf(dana);
    const reasons: string[] = [];
    const client = createClient({
      baseUrl: backend.baseUrl,
      // The tokens of this server contain no dates.
      fetch: async (input, init) =>
        backend.fetch(new Request(input, { ...init, headers: { authorization: `Bearer ${await session()}` } })),
      session: async ({ reason }) => {
        reasons.push(reason);
        return `head.${btoa(JSON.stringify({ iat: 0, exp: 100 }))}.signature`;
      },
    });
    const live = new LiveContract(
      { client, stream: async () => new ContractStream(client, backend.baseUrl) },
      contractId,
    );
    const stop = live.listen(() => {});
    await until(() => live.contract !== null);
    expect(reasons).to.deep.equal(['start']);
    window.dispatchEvent(new Event('focus'));
    await live.refresh();
    expect(reasons).to.deep.equal(['start', 'returned']);
    stop();
  });

  it('is not reloaded while the page is hidden', async () => {
    const { live, backend } = nearlyOver(20);
    const stop = live.listen(() => {});
    await until(() => live.contract !== null);
    hidden = true;
    document.dispatchEvent(new Event('visibilitychange'));
    backend.advance(20);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(live.contract?.milestones[0]?.state).to.equal('submitted');
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await until(() => live.contract?.milestones[0]?.state === 'paid');
    stop();
  });

  it('an answer to an earlier request never replaces the result of a command', async () => {
    const { live, backend, contractId, milestone } = nearlyOver(day);
    const stop = live.listen(() => {});
    await until(() => live.contract !== null);
    const open = backend.hold();
    const reading = live.refresh();
    const input = { contractId, milestoneId: milestone(0), message: 'Blue.' };
    const running = live.send(
      pressOf({
        command: requestChanges,
        asked: input,
        input,
        shown: live.contract ?? { seq: 0, version: 0, viewer: 'client' },
      }),
    );
    open();
    await Promise.all([reading, running]);
    expect(live.contract?.milestones[0]?.state).to.equal('changes_requested');
    stop();
  });

  it('follows the events of the other side without polling', async () => {
    const made = nearlyOver(day);
    const { live, backend, milestone, client } = made;
    backend.hasStreams = true;
    const stop = live.listen(() => {});
    await until(() => live.contract !== null);
    client({ type: 'request_changes', milestoneId: milestone(0), message: 'Larger, please.' });
    await until(() => live.contract?.milestones[0]?.state === 'changes_requested');
    stop();
  });

  it('resumes an interrupted stream and misses no event', async () => {
    const { live, backend, milestone, client } = nearlyOver(day);
    backend.hasStreams = true;
    const stop = live.listen(() => {});
    await until(() => live.contract !== null);
    backend.breakStreams();
    client({ type: 'request_changes', milestoneId: milestone(0), message: 'Larger, please.' });
    await until(() => live.contract?.milestones[0]?.state === 'changes_requested');
    stop();
  });
});
