import type { Command, SubjectOf } from './command.ts';
import type { Contract, Milestone } from './contract.ts';
import { findMilestone, findPayment } from './draft.ts';
import type { Payment } from './payment-record.ts';
import { stepOf } from './process.ts';

/** The objects that a command is about; `undefined` if it names an unknown milestone. */
export function subjectOf(contract: Contract, command: Command): SubjectOf | undefined {
  const { on } = stepOf(command.type);
  const proposal = 'proposalId' in command ? contract.proposals.find(({ id }) => id === command.proposalId) : null;
  const payment = 'paymentId' in command ? findPayment(contract, command.paymentId) : null;
  const approval = 'approvalId' in command ? contract.approvals.find(({ id }) => id === command.approvalId) : null;
  const returned = 'returnId' in command ? contract.returns.find(({ id }) => id === command.returnId) : null;
  const id = milestoneIdOf(contract, command, payment ?? null);
  const milestone = id === null ? null : findMilestone(contract, id);
  // If a command on the contract has the milestone as a value, the command's own rules report it.
  if (milestone === undefined && on === 'milestone') return undefined;
  return {
    milestone: milestone ?? null,
    proposal: proposal ?? null,
    payment: payment ?? null,
    approval: approval ?? null,
    returned: returned ?? null,
  };
}

function milestoneIdOf(contract: Contract, command: Command, payment: Payment | null): Milestone['id'] | null {
  switch (stepOf(command.type).on) {
    case 'refund_request':
      return contract.refundRequest?.milestoneId ?? null;
    case 'dispute':
      return contract.dispute?.milestoneId ?? null;
    case 'payment':
      return payment?.milestoneId ?? null;
    default:
      return 'milestoneId' in command ? (command.milestoneId ?? null) : null;
  }
}
