import { formatInstant, instant } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { maxTries } from '../commands/tries.ts';
import { urlProblem } from '../notifications/public-address.ts';
import { messageOf, testMessage, type WebhookMessage } from '../notifications/webhook-reader.ts';
import { newWebhookSecret, signingSecrets } from '../notifications/webhook-signature.ts';
import { Problem } from '../problem.ts';
import type { Delivery, WebhookEndpoint, WebhookSecret } from '../store/outbox.ts';
import type { OperationContext } from './context.ts';
import { idIn } from './parameters.ts';
import type { Checked, CheckedFor } from './request.ts';

/** Every endpoint costs work on every event. */
const mostEndpoints = 50;

export async function createWebhookEndpoint(
  context: OperationContext,
  { body }: CheckedFor<'createWebhookEndpoint'>,
): Promise<Output<'WebhookEndpointWithSecret'>> {
  const { url, description, types } = body;
  const { store, newId, systemNowMs } = context.commands;
  assertUrl(context, url);
  const id = newId('webhookEndpoint');
  const secret = newWebhookSecret();
  const endpoint: WebhookEndpoint = {
    id,
    url,
    description,
    types,
    secrets: [{ secret: await context.webhooks.seal.seal(id, secret), endsAtMs: null }],
    enabled: true,
    disabledReason: null,
    failingSinceMs: null,
    createdAtMs: systemNowMs(),
  };
  if (!(await store.webhooks.addEndpoint(endpoint, mostEndpoints))) {
    throw new Problem('conflict', {
      detail: `There are ${mostEndpoints} endpoints, or others were added at the same moment. Remove one that is not needed, then try again.`,
    });
  }
  return { ...present(endpoint), secret };
}

export async function listWebhookEndpoints({ commands }: OperationContext): Promise<Output<'WebhookEndpointList'>> {
  return { data: (await commands.store.webhooks.endpoints()).map(present) };
}

export async function getWebhookEndpoint(
  context: OperationContext,
  checked: CheckedFor<'getWebhookEndpoint'>,
): Promise<Output<'WebhookEndpoint'>> {
  return present(await found(context, checked));
}

export async function editWebhookEndpoint(
  context: OperationContext,
  checked: CheckedFor<'editWebhookEndpoint'>,
): Promise<Output<'WebhookEndpoint'>> {
  const { url, description, types, enabled } = checked.body;
  if (url !== undefined) assertUrl(context, url);
  const { store, systemNowMs } = context.commands;
  const disabledReason = enabled ? null : 'It was disabled manually.';
  const change = {
    url,
    description,
    types,
    enabled: enabled === undefined ? undefined : { value: enabled, disabledReason, forgetsFailures: true },
  };
  const after = await store.webhooks.editEndpoint(endpointIdIn(checked), change, systemNowMs());
  if (after === null) throw new Problem('not_found');
  context.webhooks.wake();
  return present(after);
}

export async function removeWebhookEndpoint(
  context: OperationContext,
  checked: CheckedFor<'removeWebhookEndpoint'>,
): Promise<Output<'WebhookEndpoint'>> {
  const endpoint = await found(context, checked);
  await context.commands.store.webhooks.removeEndpoint(endpoint.id);
  return present(endpoint);
}

export async function rotateWebhookSecret(
  context: OperationContext,
  checked: CheckedFor<'rotateWebhookSecret'>,
): Promise<Output<'WebhookEndpointWithSecret'>> {
  const { keepOldSeconds } = checked.body;
  const secret = newWebhookSecret();
  for (let left = maxTries; left > 0; left -= 1) {
    const before = await found(context, checked);
    const secrets = await withNewest(context, before, secret, keepOldSeconds);
    const replaced = await context.commands.store.webhooks.replaceSecrets(before.id, before.secrets, secrets);
    if (replaced) return { ...present(before), secret };
  }
  throw new Problem('conflict', { detail: 'The secret was changed at the same moment. Try again.' });
}

/** The new secret first, followed by older ones until they expire. */
async function withNewest(
  { commands, webhooks }: OperationContext,
  { id, secrets }: WebhookEndpoint,
  secret: string,
  keepOldSeconds: number,
): Promise<readonly WebhookSecret[]> {
  const nowMs = commands.systemNowMs();
  const endsAtMs = nowMs + keepOldSeconds * 1_000;
  const old = signingSecrets(secrets, nowMs).map((each) => ({
    ...each,
    endsAtMs: Math.min(each.endsAtMs ?? endsAtMs, endsAtMs),
  }));
  return [{ secret: await webhooks.seal.seal(id, secret), endsAtMs: null }, ...old];
}

export async function testWebhookEndpoint(
  context: OperationContext,
  checked: CheckedFor<'testWebhookEndpoint'>,
): Promise<Output<'Delivery'>> {
  const endpoint = await found(context, checked);
  const { newId, systemNowMs } = context.commands;
  const message = testMessage(newId('event'), systemNowMs());
  return presentDelivery(await context.webhooks.dispatcher.send(endpoint, message, 'last'));
}

export async function listDeliveries(
  context: OperationContext,
  checked: CheckedFor<'listDeliveries'>,
): Promise<Output<'DeliveryList'>> {
  const { id: endpointId } = await found(context, checked);
  const { status, limit, cursor } = checked.query;
  const page = await context.commands.store.webhooks.deliveries({ endpointId, status, limit, cursor });
  return { data: page.data.map(presentDelivery), nextCursor: page.nextCursor };
}

/** Sends now, ahead of the queue. A delivery that is being retried is still retried; receivers drop duplicates. */
export async function resendDelivery(
  context: OperationContext,
  checked: CheckedFor<'resendDelivery'>,
): Promise<Output<'Delivery'>> {
  const endpoint = await found(context, checked);
  const id = idIn('delivery', checked.parameters);
  const delivery = await context.commands.store.webhooks.delivery(endpoint.id, id);
  if (delivery === null) throw new Problem('not_found');
  const message = await messageAgain(context, delivery);
  const retry = delivery.status === 'pending' ? 'again' : 'last';
  return presentDelivery(await context.webhooks.dispatcher.send(endpoint, message, retry));
}

async function messageAgain({ commands }: OperationContext, delivery: Delivery): Promise<WebhookMessage> {
  const { contractId, seq, messageId, firstAttemptAtMs } = delivery;
  if (contractId === null || seq === null) return testMessage(messageId, firstAttemptAtMs);
  const [stored] = await commands.store.timeline(contractId, seq - 1, 1);
  const contract = (await commands.store.load([{ id: contractId }])).get(contractId);
  if (stored === undefined || contract === undefined) throw new Problem('not_found');
  return messageOf({ contractId, head: { seq: contract.contract.seq, hash: contract.head } }, stored);
}

function endpointIdIn({ parameters }: Checked): WebhookEndpoint['id'] {
  return idIn('webhookEndpoint', parameters);
}

async function found({ commands }: OperationContext, checked: Checked): Promise<WebhookEndpoint> {
  const endpoint = await commands.store.webhooks.endpoint(endpointIdIn(checked));
  if (endpoint === null) throw new Problem('not_found');
  return endpoint;
}

function assertUrl({ webhooks }: OperationContext, url: string): void {
  const message = urlProblem(url, webhooks.allowPrivate);
  if (message !== null) {
    throw new Problem('invalid_request', { errors: [{ pointer: '/url', code: 'url_not_allowed', message }] });
  }
}

function present({
  id,
  url,
  description,
  types,
  enabled,
  disabledReason,
  failingSinceMs,
  createdAtMs,
}: WebhookEndpoint): Output<'WebhookEndpoint'> {
  return {
    id,
    url,
    description,
    types: types === null ? null : [...types],
    enabled,
    disabledReason,
    failingSince: failingSinceMs === null ? null : formatInstant(instant(failingSinceMs)),
    createdAt: formatInstant(instant(createdAtMs)),
  };
}

function presentDelivery({ firstAttemptAtMs, lastAttemptAtMs, ...same }: Delivery): Output<'Delivery'> {
  return {
    ...same,
    firstAttemptAt: formatInstant(instant(firstAttemptAtMs)),
    lastAttemptAt: formatInstant(instant(lastAttemptAtMs)),
  };
}
