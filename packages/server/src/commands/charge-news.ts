import type { Command, ContractId, PaymentId } from '@workroom/core';
import type { ContractCharge, ProviderDispute, ProviderMovement } from '../payments/provider.ts';
import { Problem } from '../problem.ts';
import { withTimeLimit } from '../timer.ts';
import type { CommandContext } from './context.ts';
import { commitCommand } from './run-command.ts';

// Rules 52 and 54: what the provider says of one charge now, its disputes and all that moved on it, is recorded where it is
// new. The core knows what is known already, so that reading twice, or late, changes nothing.

/** What the provider says of a charge. */
export interface ChargeNews {
  readonly disputes: readonly ProviderDispute[];
  readonly movements: readonly ProviderMovement[];
  /** The number of the contract's last event when the provider was asked. */
  readonly seq: number;
}

/** How often the contract may change while the provider is asked, before that is left to the next news. */
const maxTries = 10;

/**
 * Records what is new of a charge at the provider.
 *
 * @param told what the provider said; it is asked where that is left out, or too old
 * @returns how many commands recorded something
 * @throws what the provider throws when it cannot be asked; Problem `conflict` on a contract that never rests
 */
export async function recordChargeNews(
  context: CommandContext,
  contractId: ContractId,
  chargeId: PaymentId,
  told?: ChargeNews,
): Promise<number> {
  const { provider } = context;
  if (provider.readDisputes === undefined && provider.movementsOf === undefined) return 0;
  let recorded = 0;
  const onRecorded = () => {
    recorded += 1;
  };
  for (let left = maxTries; ; left -= 1) {
    try {
      await recordOnce(context, contractId, chargeId, told, onRecorded);
      return recorded;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'conflict' || left === 1) throw error;
    }
  }
}

/** @throws Problem `conflict` when the contract has changed since: what was said may be older, or of payments made meanwhile */
async function recordOnce(
  context: CommandContext,
  contractId: ContractId,
  chargeId: PaymentId,
  told: ChargeNews | undefined,
  onRecorded: () => void,
): Promise<void> {
  const { store, systemNowMs, runner } = context;
  // With every payment: a movement is matched by its key or its reference, however old it is.
  const books = await store.books(contractId, systemNowMs());
  const charge = books?.contract.payments.find(({ id, kind }) => id === chargeId && kind === 'charge');
  if (books === null || charge?.status !== 'succeeded') return;
  const { currency, payments } = books.contract;
  let { seq } = books.contract;
  const asked: ContractCharge = { key: chargeId, reference: charge.reference, contractId, currency };
  const { disputes, movements } = told?.seq === seq ? told : await ask(context, asked);
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
  const { currency: theirs, reference, amount, openedAt, ...told } = dispute;
  if (theirs === currency) {
    return { type: 'report_chargeback', paymentId, dispute: { ...told, reference, amount, openedAt } };
  }
  const movement = { reference, kind: 'chargeback', amount, currency: theirs, at: openedAt, transferId: null } as const;
  return { type: 'record_external', paymentId, movement };
}
