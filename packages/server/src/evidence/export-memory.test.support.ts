import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ContractId, Decision } from '@workroom/core';
import { createWorkroom } from '../create-workroom.ts';
import { toNodeHandler } from '../node/to-node-handler.ts';
import { simulatedProvider } from '../payments/simulated/index.ts';
import { openStore } from '../store/open-store.ts';
import type { StoredContract } from '../store/store.ts';
import { dana, dealsIn, lee } from '../store/testing/suite-deals.ts';

// A separate process with limited memory. It serves one contract with a long history until its parent ends.

export interface Order {
  /** The URL of a PostgreSQL, or `memory://`. */
  readonly database: string;
  readonly messages: number;
  readonly lettersEach: number;
}

export interface Served {
  readonly url: string;
  readonly contractId: ContractId;
  readonly token: string;
  readonly events: number;
}

const { database, messages, lettersEach } = JSON.parse(process.argv[2] ?? '') as Order;
const store = openStore({ database: database.startsWith('memory:') ? { dataDir: database } : database });
await store.migrate();
const deals = dealsIn(store);
const line = 'All work and no play. ';
const text = line.repeat(Math.ceil(lettersEach / line.length)).slice(0, lettersEach);

/** Many messages in one commit; one by one they would take minutes. */
function said(stored: StoredContract, count: number): Decision {
  let decision: Decision = {
    contract: stored.contract,
    events: [],
    movements: [],
    payments: [],
    salt: '00'.repeat(16),
  };
  for (let each = 0; each < count; each += 1) {
    const next = deals.decide({ ...stored, contract: decision.contract }, { type: 'post_message', text }, lee);
    decision = { ...next, events: [...decision.events, ...next.events] };
  }
  return decision;
}
let deal = await deals.create();
for (let left = messages; left > 0; left -= 100) deal = await deals.commit(deal, said(deal, Math.min(100, left)));

const workroom = createWorkroom({
  database: store,
  payments: simulatedProvider({ clock: { now: () => new Date(deals.now()) } }),
  rateLimit: false,
  sweep: false,
  logger: () => {},
});
const server = createServer(toNodeHandler(workroom));
// A test is busy for longer than the time after which Node closes an idle connection.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as AddressInfo;
  const { token } = await workroom.sessions.create({ user: dana.person });
  const { id: contractId, seq: events } = deal.contract;
  const served: Served = { url: `http://127.0.0.1:${port}/workroom`, contractId, token, events };
  process.send?.(served);
});
process.on('disconnect', () => process.exit(0));
