import type { Command, ContractId, PaymentId } from '@workroom/core';
import type { ContractCharge, ProviderDispute, ProviderMovement } from '../payments/provider.ts';
import { Problem } from '../problem.ts';
import { withTimeLimit } from '../timer.ts';
import type { CommandContext } from './context.ts';
import { commitCommand } from './run-command.ts';

// Rules 52 and 54: reads the disputes and movements of one charge from the provider, and records new ones. The core
// ignores known ones, so reading twice or late changes nothing.

/** The provider's state of a charge. */
export interface ChargeNews {
  readonly disputes: readonly ProviderDispute[];
  readonly movements: readonly ProviderMovement[];
  /** The number of the contract's last event when the provider was asked. */
  readonly seq: number;
}

/** How many times the contract may change during the request before this gives up until the next webhook. */
const maxTries = 10;

/**
 * Records new disputes and movements of a charge.
 *
 * @param news the provider's state of the charge; it is read again if missing or too old @returns the number of
 * commands that recorded something @throws the provider's error if it cannot be reached; Problem `conflict` if the
 * contract keeps changing
 */
export async function recordChargeNews(
  context: CommandContext,
  contractId: ContractId,
  chargeId: PaymentId,
  news?: ChargeNews,
): Promise<number> {
  const { provider } = context;
  if (provider.readDisputes === undefined && provider.movementsOf === undefined) return 0;
  let recorded = 0;
  const onRecorded = () => {
    recorded += 1;
  };
  for (let left = maxTries; ; left -= 1) {
    try {
      await recordOnce(context, contractId, chargeId, news, onRecorded);
      return recorded;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'conflict' || left === 1) throw error;
    }
  }
}

/** @throws Problem `conflict` if the contract has changed since: the state may be older, or include later payments */
async function recordOnce(
  context: CommandContext,
  contractId: ContractId,
  chargeId: PaymentId,
  news: ChargeNews | undefined,
  onRecorded: () => void,
): Promise<void> {
  const { store, systemNowMs, runner } = context;
  // With every payment, because a movement is matched by key or reference, however old it is.
  const books = await store.books(contractId, systemNowMs());
  const charge = books?.contract.payments.find(({ id, kind }) => id === chargeId && kind === 'charge');
  if (books === null || charge?.status !== 'succeeded') return;
  const { currency, payments } = books.contract;
  let { seq } = books.contract;
  const asked: ContractCharge = { key: chargeId, reference: charge.reference, contractId, currency };
  const { disputes, movements } = news?.seq === seq ? news : await ask(context, asked);
  const record = async (command: Command, needed: readonly PaymentId[]) => {
    const { result, leased } = await commitCommand(context, {
      contractId,
      command,
      actor: 'system',
      precondition: null,
      seq,
      idempotency: null,
      payments: [chargeId, ...needed],
    });
    if (leased.length > 0) await runner.attempt(contractId, leased);
    if (result instanceof Problem) throw result;
    if (result.contract.seq !== seq) onRecorded();
    seq = result.contract.seq;
  };
  for (const dispute of disputes) await record(disputeCommand(chargeId, currency, dispute), []);
  const isOurs = ({ key, reference }: ProviderMovement) =>
    payments.some((payment) => payment.id === key || (payment.reference !== null && payment.reference === reference));
  for (const movement of movements.filter((each) => !isOurs(each))) {
    const transfer = payments.find(
      ({ kind, reference }) => kind === 'transfer' && reference !== null && reference === movement.transfer,
    );
    const { reference, kind, amount, at } = movement;
    const moved = { reference, kind, amount, currency: movement.currency, at, transferId: transfer?.id ?? null };
    const command = { type: 'record_external', paymentId: chargeId, movement: moved } as const;
    await record(command, transfer === undefined ? [] : [transfer.id]);
  }
}

async function ask(
  { provider, timer, runner }: CommandContext,
  charge: ContractCharge,
): Promise<Pick<ChargeNews, 'disputes' | 'movements'>> {
  const limit = runner.timing.callTimeoutMs;
  return {
    disputes: await withTimeLimit(timer, limit, async (signal) => provider.readDisputes?.(charge, signal) ?? []),
    movements: await withTimeLimit(timer, limit, async (signal) => provider.movementsOf?.(charge, signal) ?? []),
  };
}

/** A dispute in another currency than the charge's cannot be booked: it waits for the marketplace's staff. */
function disputeCommand(paymentId: PaymentId, currency: string, dispute: ProviderDispute): Command {
  const { currency: theirs, reference, amount, openedAt, ...reported } = dispute;
  if (theirs === currency) {
    return { type: 'report_chargeback', paymentId, dispute: { ...reported, reference, amount, openedAt } };
  }
  const movement = { reference, kind: 'chargeback', amount, currency: theirs, at: openedAt, transferId: null } as const;
  return { type: 'record_external', paymentId, movement };
}
