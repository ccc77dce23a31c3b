import type { Contract } from '@workroom/core';
import { issuerId } from '../billing-details.ts';
import type { Store } from '../store/store.ts';
import { type Document, documentsOf } from './document.ts';

/** All documents of a contract, in the order of their numbers. */
export async function readDocuments(
  store: Pick<Store, 'documents' | 'people'>,
  { id, currency, client, freelancer, policy }: Pick<Contract, 'id' | 'currency' | 'client' | 'freelancer' | 'policy'>,
): Promise<readonly Document[]> {
  const [events, movements, versions, kept] = await Promise.all([
    store.documents.events(id),
    store.documents.movements(id),
    store.people.versions([client.id, freelancer.id, issuerId]),
    store.documents.kept(id),
  ]);
  return documentsOf({
    contract: { id, currency, client, freelancer, policy },
    events,
    movements,
    versions,
    kept: new Map(kept.map(({ documentId, words }) => [documentId, words])),
  });
}
