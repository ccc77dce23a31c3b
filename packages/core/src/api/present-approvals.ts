import type { z } from 'zod';
import type { ApprovalRequest, ApprovalRule } from '../approval-request.ts';
import { isOpenRequest, silenceOn } from '../approvals.ts';
import type { Contract, Party, Side } from '../contract.ts';
import { formatInstant, formatOrNull } from '../instant.ts';
import type * as schemas from './schemas.ts';

type ContractAnswer = z.output<typeof schemas.ContractAnswer>;

/** The approval requests of the reader's side; the marketplace sees those of both sides. */
export function presentApprovals(
  contract: Contract,
  side: Side | null,
): Pick<ContractAnswer, 'approvals' | 'approvalRules'> {
  const isMarketplace = side === 'server' || side === 'system' || side === 'operator';
  const mayKnow = (of: ApprovalRequest['side']) => side === of || isMarketplace;
  const rules = (party: Party) => (mayKnow(party) ? contract.approvalRules[party].map(presentRule) : null);
  return {
    approvals: contract.approvals
      .filter((request) => mayKnow(request.side))
      .map((request) => presentApproval(contract, request)),
    approvalRules: { client: rules('client'), freelancer: rules('freelancer') },
  };
}

function presentRule({ command, above, of }: ApprovalRule) {
  return { command, ...(above === undefined ? {} : { above }), of };
}

function presentApproval(contract: Contract, request: ApprovalRequest): ContractAnswer['approvals'][number] {
  const silence = isOpenRequest(request) ? silenceOn(contract, request) : null;
  const { id, side, name, milestoneId, amount, command, askedBy, askedAt, approvedBy, needed, expiresAt, leftMs } =
    request;
  return {
    id,
    side,
    command: name,
    milestoneId,
    amount,
    body: command === null ? null : bodyOf(command),
    askedBy,
    askedAt: formatInstant(askedAt),
    approvedBy: [...approvedBy],
    needed,
    expiresAt: formatOrNull(expiresAt),
    leftMs: leftMs ?? null,
    state: request.state,
    reason: request.reason,
    meanwhile: silence === null ? null : { outcome: silence.outcome, at: formatInstant(silence.at) },
  };
}

/** The body of the operation. Values from its path are on the request. */
function bodyOf(command: NonNullable<ApprovalRequest['command']>): Record<string, unknown> {
  const { type: _, ...body } = command;
  return body;
}
