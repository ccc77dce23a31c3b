import type { WireAction, WireContract } from '@workroom/core/api';

/** What an action is about. */
export interface ActionSubject {
  readonly milestoneId?: string | null;
  readonly paymentId?: string | null;
  readonly proposalId?: string | null;
  readonly approvalId?: string | null;
  readonly returnId?: string | null;
}

/** Each contract's actions by what they are and are about: two hundred milestones ask for them at every drawing. */
const indexes = new WeakMap<WireContract, ReadonlyMap<string, WireAction>>();

/** The action as the server lists it: open, closed with a reason, or not there at all. */
export function actionOn(
  { contract }: { readonly contract: WireContract },
  name: WireAction['name'],
  on: ActionSubject = {},
): WireAction | undefined {
  const index = indexes.get(contract) ?? new Map(contract.actions.map((each) => [keyOf(each.name, each), each]));
  indexes.set(contract, index);
  return index.get(keyOf(name, on));
}

function keyOf(
  name: WireAction['name'],
  { milestoneId = null, paymentId = null, proposalId = null, approvalId = null, returnId = null }: ActionSubject,
): string {
  return `${name} ${milestoneId} ${paymentId} ${proposalId} ${approvalId} ${returnId}`;
}
