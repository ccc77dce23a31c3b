import type { Instant } from '@workroom/core';
import { issuerId, noDetails } from '../billing-details.ts';
import type { PeopleStore } from '../store/people.ts';
import { setDetails } from './set-details.ts';

/** The marketplace's details on documents. */
export interface IssuerOption {
  readonly legalName: string;
  /** Printed lines, separated by line breaks. */
  readonly address?: string | undefined;
  readonly taxId?: string | undefined;
  readonly email?: string | undefined;
}

/**
 * Stores the marketplace's details if they differ from the stored ones.
 *
 * @returns a function to await before each request; after the first success it does nothing
 */
export function keepIssuer(
  people: Pick<PeopleStore, 'current' | 'add'>,
  issuer: IssuerOption | undefined,
  now: () => Instant,
): () => Promise<void> {
  let kept: Promise<void> | null = issuer === undefined ? Promise.resolve() : null;
  async function keep({ legalName, address, taxId, email }: IssuerOption): Promise<void> {
    const known = { legalName, address: address ?? null, taxId: taxId ?? null, email: email ?? null };
    await setDetails(people, issuerId, { ...noDetails, ...known }, now());
  }
  return () => {
    if (kept === null && issuer !== undefined) {
      kept = keep(issuer).catch((error: unknown) => {
        kept = null;
        throw error;
      });
    }
    return kept ?? Promise.resolve();
  };
}
