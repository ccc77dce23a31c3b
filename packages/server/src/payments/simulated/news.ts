import type { ContractId, PaymentId, PaymentOutcome } from '@workroom/core';
import type { WebhookRequest } from '../provider.ts';
import { findMethod } from './methods.ts';
import type { SimulatedCharge } from './record.ts';
import { type SimulatedNews, type SimulatedWebhooks, signedChargeNews, signedWebhook } from './webhook.ts';

type Receive = (webhook: WebhookRequest) => Promise<unknown>;

/**
 * Sends webhooks to the receiver in the options. Without one, sends changes of charges to the Workrooms of this
 * process.
 */
export function createNews(webhooks: SimulatedWebhooks | undefined) {
  let receivers: readonly Receive[] = [];
  let ownSecret: string | null = null;
  function secret(): string {
    ownSecret ??= webhooks?.secret ?? crypto.randomUUID();
    return ownSecret;
  }

  async function deliver(receive: Receive, webhook: WebhookRequest): Promise<void> {
    try {
      await receive(webhook);
    } catch {
      // As with any provider, the change itself is read later.
    }
  }

  return {
    secret,

    async ofOperation(
      contractId: ContractId,
      { status }: PaymentOutcome,
      key: PaymentId,
      method: string,
    ): Promise<void> {
      if (webhooks === undefined) return;
      const manners = findMethod(method)?.webhooks;
      const statuses: SimulatedNews['status'][] = [status];
      if (manners === 'twice') statuses.push(status);
      if (manners === 'out_of_order') statuses.push('pending');
      for (const each of statuses) {
        await deliver(webhooks.deliver, signedWebhook(webhooks.secret, { contractId, key, status: each }));
      }
    },

    /** A dispute, or a change in the dashboard. */
    async ofCharge({ contractId, key, method, news }: SimulatedCharge): Promise<void> {
      const times = findMethod(method)?.webhooks === 'twice' ? 2 : 1;
      for (let time = 0; time < times; time += 1) {
        for (const receive of webhooks === undefined ? receivers : [webhooks.deliver]) {
          await deliver(receive, signedChargeNews(secret(), { contractId, key, number: news }));
        }
      }
    },

    deliverTo(receive: Receive): () => void {
      receivers = [...receivers, receive];
      return () => {
        receivers = receivers.filter((each) => each !== receive);
      };
    },
  };
}

export type News = ReturnType<typeof createNews>;
