import type { ContractId } from '@workroom/core';
import { type Operation, type Output, operations } from '@workroom/core/api';
import type { Workroom } from '@workroom/server';
import { client, freelancer } from '../market/people.ts';
import type { Answer, Call, Caller, OperationName } from '../market/requests.ts';
import type { Bank, ProviderAddress } from './outside.ts';

/** The data of an operation that a client and its server still know after a crash. */
export interface Prepared {
  readonly contractId: ContractId;
  readonly milestoneId: string;
  /** Another id that the operation names: of a refund request, an approval request, a chargeback or a payment. */
  readonly subject: string;
  /** What the client saw. */
  readonly version: number;
  /** The offset of the contract's time from the clock. */
  readonly aheadMs: number;
}

/** The server that a job runs on, and the tools that the job needs. */
export interface Site {
  readonly workroom: Pick<Workroom, 'sweep'>;
  readonly call: Call;
  readonly provider: ProviderAddress['kind'];
  readonly bank: Bank;
  advance(ms: number): void;
  /** Cuts or restores the connection to the provider. */
  cut(isCut: boolean): void;
  /** Whether the provider refuses payouts for certain. */
  refusePayouts(isRefused: boolean): void;
  /** Lets system time pass, as between a failed payment and the next attempt. */
  rest(): void;
}

export interface Deal {
  readonly contractId: ContractId;
  readonly milestoneId: string;
}

/** One request with one key, for any number of attempts. */
export async function send(
  site: Site,
  name: OperationName,
  caller: Caller,
  { contractId, milestoneId, ...more }: Deal & Partial<Prepared>,
  body?: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const { subject = '', version = await versionFor(site, name, caller, contractId) } = more;
  const answer = await site.call(name, caller, {
    parameters: {
      contractId,
      milestoneId,
      refundRequestId: subject,
      paymentId: subject,
      approvalId: subject,
      chargebackId: subject,
    },
    ...(body === undefined ? {} : { body }),
    key: `${name}-of-${contractId}`,
    ...(version === undefined ? {} : { version }),
  });
  if (answer.status >= 300) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
  return answer;
}

/** The version that a person sees before they act, for operations that need it. */
async function versionFor({ call }: Site, name: OperationName, caller: Caller, contractId: ContractId) {
  const operation: Operation = operations[name];
  if (operation.ifMatch !== 'required') return undefined;
  const answer = await call('getContract', caller, { parameters: { contractId } });
  return (answer.body as Output<'Contract'>).version;
}

/** The contract that a job is done on, active at once. */
export async function createDeal({ call }: Site): Promise<Deal> {
  const milestones = [10_000, 20_000].map((amount) => ({ title: 'A part', amount }));
  const body = { title: 'A deal', currency: 'USD', client, freelancer, status: 'active', milestones };
  const answer = await call('createContract', 'server', { body });
  const contract = answer.body as Output<'Contract'>;
  const [first] = contract.milestones;
  if (answer.status !== 201 || first === undefined) throw new Error(`createContract: ${JSON.stringify(contract)}`);
  return { contractId: contract.id, milestoneId: first.id };
}
