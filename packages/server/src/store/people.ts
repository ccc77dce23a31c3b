import type { Instant } from '@workroom/core';
import { and, asc, between, desc, eq, gt, isNull, lt, ne, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type BillingDetails, issuerId } from '../billing-details.ts';
import { type StoreContext, unnamed } from './database.ts';
import { anyOf, given, textArray } from './parameters.ts';
import { isStorable, storableJson } from './storable-text.ts';

export interface BillingVersion extends BillingDetails {
  /** From 1 without a gap. */
  readonly version: number;
  /** The time from which it is current, until the next version. */
  readonly from: Instant;
}

/** Billing details, language and time zone of people (rules 60 and 70), by version. */
export interface PeopleStore {
  /** The newest version of each of these people, if they have one. */
  current(personIds: readonly string[]): Promise<ReadonlyMap<string, BillingVersion>>;
  /** All versions of these people, oldest first. */
  versions(personIds: readonly string[]): Promise<ReadonlyMap<string, readonly BillingVersion[]>>;
  /** Adds a version. `false` if another process has just added that one. */
  add(personId: string, version: BillingVersion): Promise<boolean>;
  /**
   * Deletes versions that were replaced at `before` or earlier, and that no document needs any more: contracts of
   * that time have ended by then.
   */
  forgetVersions(before: Instant): Promise<void>;
  /** Deletes every version of a person. */
  erase(personId: string): Promise<void>;
}

export function peopleOver({ db, tables, read, write }: StoreContext): PeopleStore {
  const { billingDetails, contract, contractParty } = tables;
  const { personId, version } = billingDetails;
  const current = db
    .selectDistinctOn([personId])
    .from(billingDetails)
    .where(anyOf(personId, 'personIds'))
    .orderBy(asc(personId), desc(version))
    .prepare(unnamed);
  const versions = db
    .select()
    .from(billingDetails)
    .where(anyOf(personId, 'personIds'))
    .orderBy(asc(personId), asc(version))
    .prepare(unnamed);
  const add = db
    .insert(billingDetails)
    .values({
      personId: sql.placeholder('personId'),
      version: sql.placeholder('version'),
      fromMs: sql.placeholder('from'),
      legalName: given('legalName', 'text'),
      address: given('address', 'text'),
      taxId: given('taxId', 'text'),
      email: given('email', 'text'),
      locale: given('locale', 'text'),
      timeZone: given('timeZone', 'text'),
    })
    .onConflictDoNothing()
    .returning({ version })
    .prepare(unnamed);
  const erase = db
    .delete(billingDetails)
    .where(eq(personId, sql.placeholder('personId')))
    .prepare(unnamed);

  // The marketplace's own details are not personal data.
  const next = alias(billingDetails, 'next_version');
  const before = sql.placeholder('before');
  const needing = db
    .select({ one: sql`1` })
    .from(contractParty)
    .innerJoin(contract, eq(contract.id, contractParty.contractId))
    .where(
      and(
        eq(contractParty.personId, next.personId),
        lt(contract.createdAtMs, next.fromMs),
        or(isNull(contract.endedAtMs), gt(contract.endedAtMs, before)),
      ),
    );
  const over = db
    .select({ personId: next.personId, version: sql`${next.version} - 1` })
    .from(next)
    .where(
      and(
        sql`${next.version} > 1`,
        between(next.fromMs, sql`0`, before),
        ne(next.personId, issuerId),
        notExists(needing),
      ),
    );
  const forgetVersions = db.delete(billingDetails).where(sql`(${personId}, ${version}) in ${over}`).prepare(unnamed);

  const asked = (personIds: readonly string[]) => ({
    personIds: textArray([...new Set(personIds)].filter(isStorable)),
  });
  return {
    async current(personIds) {
      if (personIds.length === 0) return new Map();
      const rows = await read(current, asked(personIds));
      return new Map(rows.map((row) => [row.personId, toVersion(row)]));
    },
    async versions(personIds) {
      const rows = await read(versions, asked(personIds));
      return new Map([...Map.groupBy(rows, (row) => row.personId)].map(([id, own]) => [id, own.map(toVersion)]));
    },
    async add(person, details) {
      const values = { personId: person, ...details };
      storableJson(values);
      return (await write(add, values)).length > 0;
    },
    async forgetVersions(asOf) {
      await write(forgetVersions, { before: asOf });
    },
    async erase(person) {
      await write(erase, { personId: person });
    },
  };
}

function toVersion({
  personId: _,
  fromMs,
  ...details
}: StoreContext['tables']['billingDetails']['$inferSelect']): BillingVersion {
  return { ...details, from: fromMs };
}
