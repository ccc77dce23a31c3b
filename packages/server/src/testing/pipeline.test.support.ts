import {
  type Actor,
  amount,
  type Command,
  type Contract,
  type ContractId,
  defaultPolicy,
  type FeeShorthand,
  feeRows,
  type Instant,
  idSource,
  type PaymentId,
  type Policy,
} from '@workroom/core';
import { applyBatch } from '../commands/apply-batch.ts';
import { createCommands } from '../commands/create-commands.ts';
import { runCreation } from '../commands/create-contract.ts';
import { commitCommand, runCommand } from '../commands/run-command.ts';
import { createSweep, type SweepOptions, type SweepResult } from '../jobs/sweep.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import type { PaymentRunner } from '../payments/runner.ts';
import type { LeasedPayment } from '../payments/schedule.ts';
import { Problem } from '../problem.ts';
import type { Books, Store } from '../store/store.ts';
import type { Timer } from '../timer.ts';

export interface PipelineOptions {
  readonly store: Store;
  readonly provider: PaymentProvider;
  /** The clock of the contracts. */
  readonly now: () => Instant;
  /** System time. */
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly timer: Timer;
}

/** The commands, payments and sweeps of one server process, without HTTP. */
export interface Pipeline {
  readonly runner: PaymentRunner;
  /** Errors that were reported and not thrown. */
  readonly errors: { readonly error: unknown; readonly doing: string }[];
  create(
    milestones: readonly number[],
    policy?: Partial<Omit<Policy, 'fees'>> & { readonly fees?: FeeShorthand },
  ): Promise<ContractId>;
  /** Decides, commits and attempts the payments, like a request. @throws Problem if the command is refused */
  run(contractId: ContractId, command: Command, actor: Actor): Promise<void>;
  /**
   * The same up to the commit, as if the process died right after it.
   *
   * @returns the payments that this process had leased @throws Problem if the command is refused
   */
  commit(contractId: ContractId, command: Command, actor: Actor): Promise<readonly LeasedPayment[]>;
  /** The contract with all of its payments, and its ledger. */
  books(contractId: ContractId): Promise<Books>;
  contract(contractId: ContractId): Promise<Contract>;
  applyDeadlines(contractIds: readonly ContractId[]): ReturnType<SweepOptions['applyDeadlines']>;
  /** A sweeper of its own, as in another process. */
  newSweep(changes?: Partial<SweepOptions>): () => Promise<SweepResult>;
}

const ada = { id: 'ada', name: 'Ada' };
const bob = { id: 'bob', name: 'Bob' };
export const client: Actor = { person: ada };
export const freelancer: Actor = { person: bob };

export function openPipeline({ store, provider, now, nowMs, random, timer }: PipelineOptions): Pipeline {
  const errors: Pipeline['errors'] = [];
  const onError = (error: unknown, { doing }: { readonly doing: string }) => void errors.push({ error, doing });
  const { commands, runner } = createCommands({
    store,
    provider,
    tracedProvider: provider,
    authorize: null,
    now,
    systemNowMs: nowMs,
    newId: idSource(nowMs, random),
    random,
    timer,
    timing: undefined,
    onError,
  });
  const request = (contractId: ContractId, command: Command, actor: Actor) => ({
    contractId,
    command,
    actor,
    precondition: null,
    idempotency: null,
    payments: 'paymentId' in command ? [command.paymentId as PaymentId] : [],
  });
  const applyDeadlines: Pipeline['applyDeadlines'] = (contractIds) => applyBatch(commands, contractIds);

  async function books(contractId: ContractId) {
    const found = await store.books(contractId, nowMs());
    if (found === null) throw new Error(`no contract ${contractId}`);
    return found;
  }

  return {
    runner,
    errors,
    async create(milestones, { fees = {}, ...policy } = {}) {
      const input = {
        title: 'Logo',
        currency: 'USD' as const,
        client: ada,
        freelancer: bob,
        status: 'active' as const,
        metadata: {},
        milestones: milestones.map((worth, index) => ({ title: `Part ${index + 1}`, amount: amount(worth) })),
        policy: { ...defaultPolicy, ...policy, fees: feeRows(fees) },
      };
      const { contract } = await runCreation(commands, { input, idempotency: null });
      return contract.id;
    },
    async run(contractId, command, actor) {
      await runCommand(commands, request(contractId, command, actor));
    },
    async commit(contractId, command, actor) {
      const { result, leased } = await commitCommand(commands, request(contractId, command, actor));
      if (result instanceof Problem) throw result;
      return leased;
    },
    books,
    contract: async (contractId) => (await books(contractId)).contract,
    applyDeadlines,
    newSweep: (changes) =>
      createSweep({ store: commands.store, runner, applyDeadlines, now, nowMs, onError, ...changes }),
  };
}
