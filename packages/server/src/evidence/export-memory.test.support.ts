import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ContractId, Person } from '@workroom/core';
import { createWorkroom } from '../create-workroom.ts';
import { inParallel } from '../in-parallel.ts';
import { toNodeHandler } from '../node/to-node-handler.ts';
import { simulatedProvider } from '../payments/simulated/index.ts';

// A process of its own, with as little memory as its flags say: serves one contract with a long history, until it is told
// to end.

export interface Order {
  readonly client: Person;
  readonly freelancer: Person;
  readonly messages: number;
  readonly lettersEach: number;
}

export interface Served {
  readonly url: string;
  readonly contractId: ContractId;
  readonly token: string;
}

const { client, freelancer, messages, lettersEach } = JSON.parse(process.argv[2] ?? '') as Order;
const workroom = createWorkroom({
  database: 'memory://',
  payments: simulatedProvider({ now: () => Date.now() as never }),
  rateLimit: false,
  sweep: false,
  logger: () => {},
});
const { id: contractId } = await workroom.api.createContract({
  actor: 'server',
  body: { title: 'A long talk', currency: 'USD', client, freelancer, status: 'active', milestones: [] },
});
const line = 'All work and no play. ';
const text = line.repeat(Math.ceil(lettersEach / line.length)).slice(0, lettersEach);
await inParallel(Array.from({ length: messages }), 8, async () => {
  await workroom.api.postMessage({ actor: freelancer, contractId, body: { text } });
});

const server = createServer(toNodeHandler(workroom));
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as AddressInfo;
  const { token } = await workroom.sessions.create({ user: client });
  const served: Served = { url: `http://127.0.0.1:${port}/workroom`, contractId, token };
  process.send?.(served);
});
process.on('disconnect', () => process.exit(0));
