import { type Client, createClient, WorkroomProblem } from '@workroom/client';
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
  /** The end of the demo's history. */
  readonly today: Instant;
  readonly log: (line: string) => void;
}

/**
 * Creates the demo's history through the HTTP API, as its people would. The timeline shows the progress, so an
 * interrupted start continues where it stopped, and a later start changes nothing.
 */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const server = clientOf(options.workroom, async () => options.secretKey);
  for (const [index, demo] of demoContracts.entries()) {
    const begun = await findContract(server, demo);
    const events = begun === undefined ? [] : await eventTypes(server, begun.id);
    const stepsDone = events.filter((type) => stepEvents.has(type)).length;
    if (begun !== undefined && stepsDone >= demo.steps.length) continue;
    options.log(`Creating demo contract ${index + 1} of ${demoContracts.length}: ${demo.body.title} …`);
    try {
      await tell(options, server, demo, { begun, events, stepsDone });
    } catch (error) {
      if (!(error instanceof WorkroomProblem)) throw error;
      options.log(`It is incomplete, and continues at the next start. ${error.message}`);
    }
  }
}

/** Every step makes exactly one event of one of these types. */
const stepEvents: ReadonlySet<string> = new Set([
  'milestone.funding',
  'milestone.submitted',
  'milestone.changes_requested',
  'milestone.released',
  'message.posted',
]);

interface SoFar {
  readonly begun: WireContract | undefined;
  readonly events: readonly string[];
  readonly stepsDone: number;
}

async function tell(
  { workroom, clock, today }: SeedOptions,
  server: Client,
  { key, daysAgo, body, members, steps }: DemoContract,
  { begun, events, stepsDone }: SoFar,
): Promise<void> {
  const once = (step: string) => ({ idempotencyKey: `demo-${key}-${step}` });
  const moveTo = (days: number) => clock.moveTo(later(today, -Math.round(days * DAY_MS)));

  moveTo(daysAgo);
  const created = begun ?? (await server.createContract({ ...body, metadata: { demo: key } }, once('create')));
  const contractId = created.id;
  if (!events.includes('contract.mediator_appointed')) {
    await server.appointMediator({ contractId, mediator }, once('mediator'));
  }
  if (members && !events.includes('contract.members_changed')) {
    await server.setMembers({ contractId, ...members }, once('members'));
  }
  for (const [index, step] of steps.entries()) {
    if (index < stepsDone) continue;
    moveTo(step.daysAgo);
    const contract = await server.getContract({ contractId });
    const options = { ...once(`step-${index}`), ifMatch: contract.version };
    await take(personClient(workroom, step.as), contract, step, options);
  }
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

async function findContract(server: Client, { key, body }: DemoContract): Promise<WireContract | undefined> {
  const { data } = await server.listContracts({ q: body.title, sort: 'oldest', limit: 100 });
  for (const { id } of data) {
    const contract = await server.getContract({ contractId: id });
    if (contract.metadata.demo === key) return contract;
  }
  return undefined;
}

async function eventTypes(server: Client, contractId: string): Promise<string[]> {
  const { data } = await server.getTimeline({ contractId, limit: 200 });
  return data.map(({ type }) => type);
}

function personClient(workroom: Workroom, id: string): Client {
  const person = personWith(id);
  if (person === null) throw new Error(`The demo uses an unknown person: ${id}.`);
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
