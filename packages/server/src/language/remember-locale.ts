import type { Instant } from '@workroom/core';
import type { ReaderLocale } from '@workroom/core/messages';
import { noDetails } from '../billing-details.ts';
import { setDetails } from '../documents/set-details.ts';
import type { PeopleStore } from '../store/people.ts';

/** A person, with the language and time zone that the host knows. */
export interface LocalePerson extends Partial<ReaderLocale> {
  readonly id: string;
}

/**
 * Stores the language and time zone that the host sends for a person (rule 70).
 *
 * @param replaces whether it replaces known values: a session does, because the person is present; a contract does not
 */
export async function rememberLocale(
  people: Pick<PeopleStore, 'current' | 'add'>,
  { id, locale, timeZone }: LocalePerson,
  { now, replaces }: { readonly now: Instant; readonly replaces: boolean },
): Promise<void> {
  if (locale === undefined && timeZone === undefined) return;
  const last = (await people.current([id])).get(id) ?? noDetails;
  const { legalName, address, taxId, email } = last;
  const details = {
    legalName,
    address,
    taxId,
    email,
    locale: (replaces ? (locale ?? last.locale) : (last.locale ?? locale)) ?? null,
    timeZone: (replaces ? (timeZone ?? last.timeZone) : (last.timeZone ?? timeZone)) ?? null,
  };
  await setDetails(people, id, details, now);
}
