import type { PaymentId } from '@workroom/core';
import { type SimulatedCharge, type SimulatedDraw, type SimulatedEntryBody, simulatedEntry } from './record.ts';
import type { SimulatedStorage } from './storage.ts';

/** Another writer may interfere, but so many conflicts in a row mean that the storage is broken. */
const maxTries = 1_000;

/** Charges by key in a storage; each is changed atomically. */
export function chargeBook(storage: SimulatedStorage) {
  async function read(key: string): Promise<{ body: SimulatedEntryBody; revision: number } | null> {
    const entry = await storage.read(key);
    return entry && { body: simulatedEntry.parse(JSON.parse(entry.text)), revision: entry.revision };
  }

  function create(key: string, body: SimulatedEntryBody): Promise<boolean> {
    return storage.write(key, JSON.stringify(body), 0);
  }

  async function lookup(key: PaymentId): Promise<SimulatedCharge | 'called_off' | null> {
    const body = (await read(key))?.body;
    if (body?.kind === 'called_off') return 'called_off';
    return body?.kind === 'charge' ? body : null;
  }

  async function find(key: PaymentId): Promise<SimulatedCharge | null> {
    const found = await lookup(key);
    return found === 'called_off' ? null : found;
  }

  return {
    lookup,
    find,

    async findByDraw(key: PaymentId): Promise<SimulatedCharge | null> {
      const body = (await read(key))?.body;
      return body !== undefined && 'charge' in body ? find(body.charge) : null;
    },

    /** Adds a charge unless its key exists, and returns the stored one. */
    async add(charge: SimulatedCharge): Promise<{ charge: SimulatedCharge; isNew: boolean } | 'called_off'> {
      if (await create(charge.key, charge)) return { charge, isNew: true };
      const standing = await lookup(charge.key);
      if (standing === null) throw new Error(`${charge.key} was used for a payout or refund before.`);
      return standing === 'called_off' ? standing : { charge: standing, isNew: false };
    },

    /** Records that a charge must never happen; `false` if the key is already known. */
    async callOff(key: PaymentId): Promise<boolean> {
      if (await create(key, { kind: 'called_off' })) return true;
      return (await lookup(key)) === 'called_off';
    },

    /** Stores the pointer to a draw before the draw itself; a pointer without its draw is ignored. */
    async point(key: PaymentId, kind: SimulatedDraw['kind'], charge: PaymentId): Promise<void> {
      await create(key, { kind, charge });
    },

    /** Changes a charge atomically; `null` leaves it unchanged. Returns the charge afterwards. */
    async change(key: PaymentId, next: (charge: SimulatedCharge) => SimulatedCharge | null): Promise<SimulatedCharge> {
      for (let tries = 0; tries < maxTries; tries += 1) {
        const standing = await read(key);
        if (standing?.body.kind !== 'charge') throw new Error(`The simulated provider knows no charge ${key}.`);
        const changed = next(standing.body);
        if (changed === null) return standing.body;
        if (await storage.write(key, JSON.stringify(changed), standing.revision)) return changed;
      }
      throw new Error(`The books of the simulated provider could not be written for ${key}.`);
    },

    async all(): Promise<readonly SimulatedCharge[]> {
      const charges: SimulatedCharge[] = [];
      for (const key of [...(await storage.keys())].sort()) {
        const body = (await read(key))?.body;
        if (body?.kind === 'charge') charges.push(body);
      }
      return charges;
    },
  };
}
