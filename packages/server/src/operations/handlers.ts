import type { OperationName, operations } from '@workroom/core/api';
import { listAccessLog } from './access-log.ts';
import { type OperationAnswer, plain } from './answer.ts';
import type { OperationContext } from './context.ts';
import { createContract } from './create-contract.ts';
import { getDocument, listDocuments } from './documents.ts';
import { sendEvidence } from './evidence-sent.ts';
import { exportContract } from './export-contract.ts';
import { listEvents, listLedger } from './feed.ts';
import { listNotifications, readNotifications } from './notifications.ts';
import { listPayments, reportPayment } from './payments.ts';
import { getPerson, setPerson } from './people.ts';
import { getQuote } from './quote.ts';
import { getContract, getLedger, getTimeline, getTotals, listContracts } from './reads.ts';
import type { CheckedFor } from './request.ts';
import { createSession, erasePerson, reconcile, revokeSessions, sweep } from './service.ts';
import { getStatement } from './statement.ts';
import { createUpload, getFile, removeUpload } from './uploads.ts';
import {
  createWebhookEndpoint,
  editWebhookEndpoint,
  getWebhookEndpoint,
  listDeliveries,
  listWebhookEndpoints,
  removeWebhookEndpoint,
  resendDelivery,
  rotateWebhookSecret,
  testWebhookEndpoint,
} from './webhook-endpoints.ts';

type Operations = typeof operations;

/** Operations that are not core commands, not streams, and need authentication. */
export type HandledName = {
  readonly [Name in OperationName]: Operations[Name] extends
    | { readonly command: string }
    | { readonly stream: true }
    | { readonly rawBody: true }
    | { readonly who: readonly ['anyone'] }
    ? never
    : Name;
}[OperationName];

export type Handler<Name extends OperationName> = (
  context: OperationContext,
  checked: CheckedFor<Name>,
) => Promise<OperationAnswer>;

/** The handler of each operation. A missing handler does not compile. */
export const handlers: { readonly [Name in HandledName]: Handler<Name> } = {
  createContract,
  getContract,
  getQuote: answering(getQuote),
  listContracts: answering(listContracts),
  getTimeline: answering(getTimeline),
  getLedger,
  exportContract,
  listDocuments: answering(listDocuments),
  getDocument,
  getTotals: answering(getTotals),
  getStatement,
  listLedger,
  listEvents: answering(listEvents),
  listAccessLog: answering(listAccessLog),
  listNotifications: answering(listNotifications),
  readNotifications: answering(readNotifications),
  createWebhookEndpoint: answering(createWebhookEndpoint),
  listWebhookEndpoints: answering(listWebhookEndpoints),
  getWebhookEndpoint: answering(getWebhookEndpoint),
  editWebhookEndpoint: answering(editWebhookEndpoint),
  removeWebhookEndpoint: answering(removeWebhookEndpoint),
  rotateWebhookSecret: answering(rotateWebhookSecret),
  testWebhookEndpoint: answering(testWebhookEndpoint),
  listDeliveries: answering(listDeliveries),
  resendDelivery: answering(resendDelivery),
  reportPayment,
  sendEvidence,
  listPayments: answering(listPayments),
  createUpload: answering(createUpload),
  removeUpload: answering(removeUpload),
  getFile: answering(getFile),
  createSession: answering(createSession),
  revokeSessions: answering(revokeSessions),
  getPerson: answering(getPerson),
  setPerson: answering(setPerson),
  erasePerson: answering(erasePerson),
  sweep: answering(sweep),
  sweepByGet: answering(sweep),
  reconcile: answering(reconcile),
};

/** A handler whose result is the whole body. */
function answering<Checked extends { readonly status: number }>(
  body: (context: OperationContext, checked: Checked) => Promise<unknown>,
): (context: OperationContext, checked: Checked) => Promise<OperationAnswer> {
  return async (context, checked) => plain(await body(context, checked), checked.status);
}
