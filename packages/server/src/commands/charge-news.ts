import type { Command, ContractId, PaymentId } from '@workroom/core';
import type { ContractCharge, ProviderDispute, ProviderMovement } from '../payments/provider.ts';
import { withTimeLimit } from '../timer.ts';
import type { CommandContext } from './context.ts';
import { runCommand } from './run-command.ts';

// Rules 52 and 54: what the provider says of one charge now, its disputes and all that moved on it, is recorded where it is
// new. The core knows what is known already, so that reading twice, or late, changes nothing.

/** What the provider says of a charge. */
export interface ChargeNews {
  readonly disputes: readonly ProviderDispute[];
  readonly movements: readonly ProviderMovement[];
  /** The number of the contract's last event when the provider was asked. */
  readonly seq: number;
}

/**
 * Records what is new of a charge at the provider.
 *
 * @param told what the provider said; it is asked where that is left out, or too old
 * @returns how many commands recorded something
 * @throws what the provider throws when it cannot be asked
 */
export async function recordChargeNews(
  context: CommandContext,
  contractId: ContractId,
  chargeId: PaymentId,
  told?: ChargeNews,
): Promise<number> {
  const { provider, store, systemNowMs, timer, runner } = context;
  if (provider.readDisputes === undefined && provider.movementsOf === undefined) return 0;
  // With every payment: a movement is matched by its key or its reference, however old it is.
  const books = await store.books(contractId, systemNowMs());
  const charge = books?.contract.payments.find(({ id, kind }) => id === chargeId && kind === 'charge');
  if (books === null || charge?.status !== 'succeeded') return 0;
  const { currency, payments } = books.contract;
  const asked: ContractCharge = { key: chargeId, reference: charge.reference, contractId, currency };
  const limit = runner.timing.callTimeoutMs;
  const { seq } = books.contract;
  const ask = async (): Promise<ChargeNews> => ({
    seq,
    disputes: await withTimeLimit(timer, limit, async (signal) => provider.readDisputes?.(asked, signal) ?? []),
    movements: await withTimeLimit(timer, limit, async (signal) => provider.movementsOf?.(asked, signal) ?? []),
  });
  // What was recorded since may be newer than what was told.
  const { disputes, movements } = told?.seq === seq ? told : await ask();
  let recorded = 0;
  const record = async (command: Command, needed: readonly PaymentId[]) => {
    const before = (await store.load([{ id: contractId }])).get(contractId)?.contract.seq;
    const { contract } = await runCommand(context, {
      contractId,
      command,
      actor: 'system',
      precondition: null,
      idempotency: null,
      payments: [chargeId, ...needed],
    });
    if (contract.seq !== before) recorded += 1;
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
  return recorded;
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
