import type { Command, ContractId, MilestoneId, Person } from '@workroom/core';
import { loadAllParts } from '../foundation/lazy-part.ts';
import type { WorkroomElement } from '../foundation/workroom-element.ts';
import { InPageBackend, type InPageBackendOptions } from './in-page-backend.ts';
import { until } from './until.ts';

export const dana: Person = { id: 'u1', name: 'Dana Whitfield' };
export const lee: Person = { id: 'u2', name: 'Lee Okafor' };
export const maya: Person = { id: 'u3', name: 'Maya Lindqvist' };
/** A member of the marketplace’s staff. */
export const rae: Person = { id: 'op1', name: 'Rae Coleman' };

/** A contract in an in-page backend, with functions that act on it as each side. */
export interface ContractFixture {
  readonly backend: InPageBackend;
  readonly contractId: ContractId;
  readonly milestone: (index: number) => MilestoneId;
  readonly client: (command: Command) => void;
  readonly freelancer: (command: Command) => void;
  /** The marketplace's own server, and the mediator that it appoints. */
  readonly server: (command: Command) => void;
  readonly mediator: (command: Command) => void;
  readonly operator: (command: Command) => void;
}

export interface Plan {
  readonly title: string;
  readonly currency?: string;
  readonly status?: 'offered' | 'active';
  readonly milestones: readonly { title: string; description?: string; amount: number; dueOn?: string }[];
}

export const brandIdentity: Plan = {
  title: 'Brand identity',
  milestones: [
    {
      title: 'Moodboard and directions',
      description:
        'Three directions, each as one page: colours, type, and two applications.\nOne round of changes is included.',
      amount: 50_000,
      dueOn: '2026-12-01',
    },
    { title: 'Logo', description: 'The mark as SVG, in one and two colours.', amount: 90_000, dueOn: '2026-12-18' },
    { title: 'Guidelines', amount: 60_000 },
  ],
};

export function contractFixture(plan: Plan = brandIdentity, options: InPageBackendOptions = {}): ContractFixture {
  const backend = new InPageBackend(options);
  const contractId = backend.create({ ...plan, client: dana, freelancer: lee });
  return {
    backend,
    contractId,
    milestone: (index) => {
      const found = backend.contract(contractId).milestones[index];
      if (found === undefined) throw new Error(`no milestone ${index}`);
      return found.id;
    },
    client: (command) => backend.act(contractId, command, dana),
    freelancer: (command) => backend.act(contractId, command, lee),
    server: (command) => backend.act(contractId, command, 'server'),
    mediator: (command) => backend.act(contractId, command, maya),
    operator: (command) => backend.act(contractId, command, { person: rae, operator: true }),
  };
}

/** One state of an element, for the gallery and for the tests of all states. */
export interface ElementState<Element extends WorkroomElement = WorkroomElement> {
  readonly name: string;
  readonly viewer: 'client' | 'freelancer' | 'mediator' | 'operator';
  /** Creates a contract in this state. */
  readonly given: () => ContractFixture;
  /** The viewer's actions in the element after it has loaded. */
  readonly when?: (element: Element, fixture: ContractFixture) => void | Promise<void>;
  readonly attributes?: Readonly<Record<string, string>>;
  /** The element gets no contract id. */
  readonly withoutContract?: true;
}

/** Puts an element in a state into a parent and waits until it shows it. */
export async function showState<Element extends WorkroomElement>(
  tag: string,
  state: ElementState<Element>,
  parent: HTMLElement,
): Promise<{ element: Element; fixture: ContractFixture }> {
  // Load the lazy parts first, so that no test waits for one.
  await loadAllParts();
  const made = state.given();
  const element = document.createElement(tag) as Element;
  const { baseUrl, fetch } = made.backend;
  const fetchSession = made.backend.sessionOf(
    { client: dana, freelancer: lee, mediator: maya, operator: rae }[state.viewer],
    state.viewer === 'operator',
  );
  const contractId = state.withoutContract === true ? undefined : made.contractId;
  Object.assign(element, { contractId, baseUrl, fetch, fetchSession });
  for (const [name, value] of Object.entries(state.attributes ?? {})) element.setAttribute(name, value);
  parent.append(element);
  // A list of contracts has no single contract, so it does not fire `workroom-ready`.
  if (
    'contractId' in element.constructor.prototype &&
    contractId !== undefined &&
    made.backend.weather === 'fine' &&
    !made.backend.isHeld
  ) {
    await new Promise((resolve) => element.addEventListener('workroom-ready', resolve, { once: true }));
    // Its language may still be loading.
    await until(() => element.shadowRoot?.querySelector('[part=skeleton]') === null);
  }
  await element.updateComplete;
  await state.when?.(element, made);
  await element.updateComplete;
  // A quote may still be loading.
  if (!made.backend.isHeld) await until(() => element.shadowRoot?.querySelector('.bill.old') === null);
  return { element, fixture: made };
}
