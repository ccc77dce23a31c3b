import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Amount, minus, type PaymentId, plus } from '@workroom/core';
import { type SimulatedPerson, simulatedEntry } from './record.ts';
import type { SimulatedStorage } from './storage.ts';

const maxTries = 1_000;

/**
 * The amount that reversals can take from each freelancer. Without an entry there is always enough. Once a balance is
 * set, only that can be taken, because later transfers go to their bank at once.
 */
export function personBook(storage: SimulatedStorage) {
  async function change(
    personId: string,
    next: (person: SimulatedPerson | null) => SimulatedPerson | null,
  ): Promise<SimulatedPerson | null> {
    const key = `person_${bytesToHex(sha256(utf8ToBytes(personId)))}`;
    for (let tries = 0; tries < maxTries; tries += 1) {
      const standing = await storage.read(key);
      const body = standing && simulatedEntry.parse(JSON.parse(standing.text));
      const person = body?.kind === 'person' ? body : null;
      const changed = next(person);
      if (changed === null) return person;
      if (await storage.write(key, JSON.stringify(changed), standing?.revision ?? 0)) return changed;
    }
    throw new Error(`The books of the simulated provider could not be written for ${personId}.`);
  }

  return {
    setBalance: (personId: string, balance: Amount) =>
      change(personId, (person) => ({ kind: 'person', taken: {}, ...person, balance })),

    /** Takes the amount of a reversal, once per key; `false` if the balance is too low. */
    async take(personId: string, key: PaymentId, asked: Amount): Promise<boolean> {
      const person = await change(personId, (standing) => {
        if (standing === null || standing.taken[key] !== undefined || standing.balance < asked) return null;
        return { ...standing, balance: minus(standing.balance, asked), taken: { ...standing.taken, [key]: asked } };
      });
      return person === null || person.taken[key] !== undefined;
    },

    /** Gives back the amount of a reversal that was refused after all. */
    giveBack: (personId: string, key: PaymentId) =>
      change(personId, (standing) => {
        const taken = standing?.taken[key];
        if (standing === null || taken === undefined) return null;
        const { [key]: _, ...rest } = standing.taken;
        return { ...standing, balance: plus(standing.balance, taken), taken: rest };
      }),
  };
}
