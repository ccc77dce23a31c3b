import { type Client, createClient } from '@workroom/client';
import { DAY_MS, type Instant, later } from '@workroom/core';
import type { WireContract } from '@workroom/core/api';
import type { Workroom } from '@workroom/server';
import { personWith } from '../people.ts';
import type { SandboxClock } from '../server/sandbox-clock.ts';
import { type DemoContract, type DemoStep, demoContracts, mediator } from './contracts.ts';

export interface SeedOptions {
  readonly workroom: Workroom;
  readonly clock: SandboxClock;
  readonly secretKey: string;
  /** When the story ends. */
  readonly today: Instant;
  readonly log: (line: string) => void;
}

/** Marks a demo contract whose story was told to its end, so that a later start leaves it alone. */
const told = { state: 'told' } as const;

/**
 * Tells the demo's story through the HTTP API, as its people would. Every step has an idempotency key of
 * its own, so that a start which was cut short goes on where it stopped.
 */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const { workroom, secretKey, log } = options;
  const server = clientOf(workroom, async () => secretKey);
  const existing = await demoContractsIn(server);
  const missing = demoContracts.filter(({ key }) => existing.get(key)?.metadata.state !== told.state);
  for (const [index, demo] of missing.entries()) {
    log(`Telling demo contract ${index + 1} of ${missing.length}: ${demo.body.title} …`);
    await tell(options, server, demo, existing.get(demo.key));
  }
}

async function tell(
  { workroom, clock, today }: SeedOptions,
  server: Client,
  demo: DemoContract,
  begun: WireContract | undefined,
): Promise<void> {
  const key = (step: string) => ({ idempotencyKey: `demo-${demo.key}-${step}` });
  const moveTo = (daysAgo: number) => clock.moveTo(later(today, -daysAgo * DAY_MS));

  moveTo(demo.daysAgo);
  let contract = begun ?? (await server.createContract({ ...demo.body, metadata: { demo: demo.key } }, key('create')));
  const { id: contractId } = contract;
  await server.appointMediator({ contractId, mediator }, key('mediator'));
  if (demo.members) await server.setMembers({ contractId, ...demo.members }, key('members'));
  for (const [index, step] of demo.steps.entries()) {
    moveTo(step.daysAgo);
    contract = await server.getContract({ contractId });
    await take(personClient(workroom, step.as), contract, step, {
      ...key(`step-${index}`),
      ifMatch: contract.version,
    });
  }
  await server.editContract({ contractId, metadata: { demo: demo.key, ...told } }, key('told'));
}

function take(
  person: Client,
  { id: contractId, milestones }: WireContract,
  step: DemoStep,
  options: { readonly idempotencyKey: string; readonly ifMatch: number },
): Promise<WireContract> {
  const at = (index: number) => ({ contractId, milestoneId: milestones[index]?.id ?? '' });
  if ('fund' in step) return person.fund({ ...at(step.fund), paymentMethod: 'pm_ok' }, options);
  if ('submit' in step) return person.submit({ ...at(step.submit), ...step.body }, options);
  if ('requestChanges' in step) return person.requestChanges({ ...at(step.requestChanges), ...step.body }, options);
  if ('release' in step) return person.release({ ...at(step.release), ...step.body }, options);
  return person.postMessage({ contractId, text: step.message }, options);
}

/** The demo's contracts that are there already, by key. */
async function demoContractsIn(server: Client): Promise<ReadonlyMap<string, WireContract>> {
  const found = new Map<string, WireContract>();
  for (const { key, body } of demoContracts) {
    const { data } = await server.listContracts({ q: body.title, sort: 'oldest', limit: 100 });
    for (const { id } of data) {
      const contract = await server.getContract({ contractId: id });
      if (contract.metadata.demo === key) found.set(key, contract);
    }
  }
  return found;
}

function personClient(workroom: Workroom, id: string): Client {
  const person = personWith(id);
  if (person === null) throw new Error(`The demo names ${id}, whom the sandbox does not know.`);
  const user = { id: person.id, name: person.name };
  return clientOf(workroom, async () => (await workroom.sessions.create({ user })).token);
}

function clientOf(workroom: Workroom, session: () => Promise<string>): Client {
  return createClient({
    baseUrl: 'http://sandbox.invalid/workroom',
    session,
    fetch: async (input, init) => workroom.fetch(new Request(input, init)),
  });
}
