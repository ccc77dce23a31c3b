import type { WireAction, WireContract } from '@workroom/core/api';

/** The subject of an action. */
export interface ActionSubject {
  readonly milestoneId?: string | null;
  readonly paymentId?: string | null;
  readonly proposalId?: string | null;
  readonly approvalId?: string | null;
  readonly returnId?: string | null;
}

/** Each contract's actions by command and subject, because two hundred milestones look them up in every rendering. */
const indexes = new WeakMap<WireContract, ReadonlyMap<string, WireAction>>();

/** The action from the server: available, unavailable with a reason, or absent. */
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
