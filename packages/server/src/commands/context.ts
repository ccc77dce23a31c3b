import {
  type Amount,
  type CommandId,
  type ContractId,
  type Currency,
  type Environment,
  type Instant,
  isAmount,
  type NewId,
} from '@workroom/core';
import type { PaymentProvider } from '../payments/provider.ts';
import type { PaymentRunner } from '../payments/runner.ts';
import { randomSalt } from '../random.ts';
import type { Store } from '../store/store.ts';
import type { Timer } from '../timer.ts';
import type { Authorize } from './authorize.ts';
import type { ContractMemory } from './contract-memory.ts';
import type { ContractQueue } from './contract-queue.ts';

/** The dependencies of commands. */
export interface CommandContext {
  readonly store: Store;
  readonly provider: PaymentProvider;
  /** Whether the provider may be called before a commit: not while a transaction of the host is open. */
  readonly asksProvider: boolean;
  readonly runner: Pick<PaymentRunner, 'schedule' | 'attempt' | 'timing'>;
  /** The host's authorization hook; `null` if there is none. */
  readonly authorize: Authorize | null;
  readonly queue: ContractQueue<ContractId>;
  readonly memory: ContractMemory;
  /** The clock of the contracts. */
  readonly now: () => Instant;
  readonly systemNowMs: () => number;
  readonly newId: NewId;
  readonly timer: Timer;
  /** Called for errors after a command has succeeded. */
  readonly onError: (error: unknown, doing: string) => void;
}

/**
 * The environment of one attempt of a command; `now` is read once, so that deadlines and the command see the same
 * instant.
 */
export function environmentOf(
  { provider, newId }: CommandContext,
  currency: Currency,
  now: Instant,
  attempted: Attempted,
): Environment {
  return {
    now,
    newId,
    ...attempted,
    minimumCharge: minimumChargeOf(provider, currency),
    paymentsAreReported: provider.isReported === true,
  };
}

/** The parts that all attempts of a command share, so that each is recognised if its answer was lost. */
export interface Attempted {
  readonly commandId: CommandId;
  readonly salt: string;
}

export function newAttempted({ newId }: Pick<CommandContext, 'newId'>): Attempted {
  return { commandId: newId('command'), salt: randomSalt() };
}

/** The amount, in minor units, of which the provider moves multiples only. A contract keeps it. */
export function amountStepAt({ name, amountStep }: PaymentProvider, currency: Currency): number {
  const step = amountStep?.(currency) ?? 1;
  if (Number.isSafeInteger(step) && step > 0) return step;
  throw new TypeError(
    `The payment provider "${name}" answers ${step} to amountStep("${currency}"). Answer a whole number of the currency’s smallest unit, 1 or more.`,
  );
}

function minimumChargeOf(provider: PaymentProvider, currency: Currency): Amount {
  const asked = provider.minimumCharge(currency);
  if (isAmount(asked)) return asked;
  throw new TypeError(
    `The payment provider "${provider.name}" answers ${asked} to minimumCharge("${currency}"). Answer a whole number of the currency’s smallest unit, 0 or more.`,
  );
}
