import type { PaymentProvider } from '../payments/provider.ts';
import { createPaymentRunner, type PaymentRunner, type PaymentRunnerOptions } from '../payments/runner.ts';
import type { PaymentTiming } from '../payments/timing.ts';
import type { CommandContext } from './context.ts';
import { createContractMemory } from './contract-memory.ts';
import { createContractQueue } from './contract-queue.ts';
import { settlePayment } from './settle-payment.ts';

export interface CommandParts
  extends Pick<CommandContext, 'store' | 'provider' | 'authorize' | 'now' | 'systemNowMs' | 'newId' | 'timer'>,
    Pick<PaymentRunnerOptions, 'random'> {
  /** The provider for the payment runner, with a span for each call. */
  readonly tracedProvider: PaymentProvider;
  readonly timing: Partial<PaymentTiming> | undefined;
  readonly onError: (error: unknown, about: { readonly doing: string }) => void;
}

export interface Commands {
  readonly commands: CommandContext;
  readonly runner: PaymentRunner;
  /** Records the outcome of a payment, and attempts the payments that it requests. */
  readonly recordOutcome: (...outcome: Parameters<PaymentRunnerOptions['settle']>) => Promise<void>;
}

/**
 * Creates the command context and the payment runner together: commands attempt payments, and the outcomes of payments
 * are commands.
 */
export function createCommands(parts: CommandParts): Commands {
  const { provider, tracedProvider, authorize, now, systemNowMs, newId, random, timer, timing, onError } = parts;
  const memory = createContractMemory(systemNowMs);
  const store = memory.over(parts.store);
  const settle: PaymentRunnerOptions['settle'] = (...outcome) => settlePayment(commands, ...outcome);
  const runner = createPaymentRunner({
    provider: tracedProvider,
    store,
    settle,
    nowMs: systemNowMs,
    random,
    timer,
    onError,
    ...(timing === undefined ? {} : { timing }),
  });
  const commands: CommandContext = {
    store,
    provider,
    asksProvider: true,
    runner,
    authorize,
    queue: createContractQueue(),
    memory,
    now,
    systemNowMs,
    newId,
    timer,
    onError: (error, doing) => onError(error, { doing }),
  };
  return {
    commands,
    runner,
    async recordOutcome(contractId, paymentId, outcome) {
      const { leased } = await settle(contractId, paymentId, outcome);
      await runner.attempt(contractId, leased);
    },
  };
}
