import {
  type Contract,
  type ContractEvent,
  documentSubjects,
  formatInstant,
  type Movement,
  stampsOf,
} from '@workroom/core';
import type { Output } from '@workroom/core/api';

type WireDocument = Output<'Document'>;

/** The documents that an event creates, without their lines. */
export function documentsOf(
  contract: Contract,
  event: ContractEvent,
  movements: readonly Movement[],
): readonly WireDocument[] {
  const own = movements.filter(({ seq }) => seq === event.seq);
  const subjects = documentSubjects(event, own);
  const details = { legalName: null, address: null, taxId: null, email: null };
  return stampsOf(event).map(({ documentId, number, type, to }): WireDocument => {
    const purpose = 'purpose' in event.data ? event.data.purpose : 'release';
    return {
      id: documentId,
      number,
      type,
      to,
      purpose: purpose satisfies WireDocument['purpose'],
      contractId: contract.id,
      issuedAt: formatInstant(event.occurredAt),
      locale: 'en',
      currency: contract.currency,
      issuer: null,
      recipient: { ...contract[to], ...details },
      lines: [],
      total: subjects.find((subject) => subject.type === type && subject.to === to)?.total ?? 0,
      paymentId: 'paymentId' in event.data ? event.data.paymentId : null,
      eventIds: [event.id],
    };
  });
}

/** The documents of the reader's side, or one of them as a page. */
export function documentsFor(all: readonly WireDocument[], side: string | null, id?: string): Response | null {
  const shown = all.filter(({ to }) => to === side || (side !== 'client' && side !== 'freelancer'));
  if (id === undefined) return Response.json({ data: shown, nextCursor: null });
  const document = shown.find((each) => each.id === id);
  if (document === undefined) return null;
  const page = `<!doctype html><title>${document.number}</title><h1>${document.type} ${document.number}</h1>`;
  return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}
