import { type BodyOf, type Output, operations } from '@workroom/core/api';
import { createWorkroom } from '@workroom/server';
import {
  memoryStorage,
  type PaymentProvider,
  type SimulatedProvider,
  simulatedProvider,
} from '@workroom/server/payments';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { client, freelancer } from '../market/people.ts';
import { type Answer, type Caller, callerOf, type OperationName, type Sent, secretKey } from '../market/requests.ts';

/** The largest amount that an operator may move alone, in US cents. */
const operatorsAlone = 900;

/** Two servers of one marketplace with one database and one payment provider. */
export interface TwoServers {
  readonly url: string;
  readonly store: Store;
  readonly provider: SimulatedProvider;
  readonly one: OneServer;
  readonly other: OneServer;
  /** Another server of the same marketplace, with other options. */
  server(changes: { readonly database?: Store; readonly payments?: PaymentProvider }): OneServer;
  /** Contract time, shared by all servers. */
  advance(ms: number): void;
  /** System time of all servers. */
  advanceSystem(ms: number): void;
  close(): Promise<void>;
}

export interface OneServer {
  readonly sweep: () => Promise<unknown>;
  /** Sends a request as a person who has just read the contract, with a new key unless one is given. */
  send(name: OperationName, caller: Caller, deal: Deal, sent?: Sent): Promise<Answer>;
  read(deal: Deal): Promise<Output<'Contract'>>;
}

export interface Deal {
  readonly contractId: Output<'Contract'>['id'];
  readonly milestoneId: string;
}

export async function openTwoServers(url: string): Promise<TwoServers> {
  let aheadMs = 0;
  let contractsAheadMs = 0;
  let keys = 0;
  const provider = simulatedProvider({ storage: memoryStorage() });
  const opened: { close(): Promise<void> }[] = [];

  function server({ database, payments = provider }: Parameters<TwoServers['server']>[0]): OneServer {
    const workroom = createWorkroom({
      database: database ?? { url, maxConnections: 4 },
      autoMigrate: false,
      payments,
      clock: { now: () => new Date(Date.now() + contractsAheadMs) },
      systemNow: () => Date.now() + aheadMs,
      policy: { operatorApprovalAbove: { USD: operatorsAlone } },
      sweep: false,
      secretKeys: [secretKey],
      sessionSecrets: ['the same for both servers, and at least 32 bytes'],
      rateLimit: false,
      logger: () => {},
    });
    opened.push(workroom);
    const call = callerOf(workroom);
    const read = async ({ contractId }: Deal) =>
      (await call('getContract', client, { parameters: { contractId } })).body as Output<'Contract'>;
    return {
      sweep: workroom.sweep,
      read,
      async send(name, caller, deal, sent = {}) {
        keys += 1;
        const key = `key-${keys}`;
        const version = sent.version ?? (await read(deal)).version;
        const parameters = { ...deal, ...sent.parameters };
        const body = operations[name].method === 'GET' ? {} : { body: {} };
        return call(name, caller, { ...body, key, ...sent, parameters, version });
      },
    };
  }

  const store = openStore({ database: { url, maxConnections: 2 } });
  await store.migrate();
  return {
    url,
    store,
    provider,
    one: server({}),
    other: server({}),
    server,
    advance(ms) {
      contractsAheadMs += ms;
    },
    advanceSystem(ms) {
      aheadMs += ms;
    },
    async close() {
      await Promise.all(opened.map((each) => each.close()));
      await store.close();
    },
  };
}

/** A contract with one milestone of 1,000 or the given amount, funded unless stated otherwise. */
export async function openDeal(
  { one, store }: TwoServers,
  isFunded = true,
  { amount = 1_000, ...terms }: { readonly amount?: number; readonly policy?: BodyOf<'createContract'>['policy'] } = {},
): Promise<Deal> {
  const milestones = [{ title: 'All of it', amount }];
  const body = { title: 'A deal', currency: 'USD', client, freelancer, status: 'active', milestones, ...terms };
  const nowhere = { contractId: 'ctr_none' as const, milestoneId: 'mst_none' };
  const made = (await one.send('createContract', 'server', nowhere, { body, version: 0 })).body as Output<'Contract'>;
  const [milestone] = made.milestones;
  if (milestone === undefined) throw new Error(`There is no milestone: ${JSON.stringify(made)}`);
  const deal = { contractId: made.id, milestoneId: milestone.id };
  if (isFunded) await one.send('fund', client, deal);
  if (!(await store.load([{ id: made.id }])).has(made.id)) throw new Error('The contract is not there.');
  return deal;
}

/** The status codes of the answers, sorted. */
export function statuses(answers: readonly Answer[]): readonly number[] {
  return answers.map(({ status }) => status).sort((a, b) => a - b);
}
