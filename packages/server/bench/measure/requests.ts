import { type Output, schemas } from '@workroom/core/api';
import { request } from './load.ts';
import type { Seeded } from './seed.ts';

/** The i-th contract of one of the people with a token, cyclically. */
function place({ people, contracts }: Seeded, i: number): number {
  const known = Math.min(people, 64);
  const each = Math.floor(contracts / people);
  return (i % known) + people * (Math.floor(i / known) % each);
}

/** Endless requests of one kind, over the contracts of a seeded database in turn. */
function inTurn(seeded: Seeded, make: (contract: string, token: string, i: number) => string): () => string {
  let next = 0;
  return () => {
    const i = next;
    next += 1;
    const n = place(seeded, i);
    return make(seeded.contractId(n), seeded.clientToken(n), i);
  };
}

export const messages = (seeded: Seeded) =>
  inTurn(seeded, (contract, token, i) =>
    request(
      'POST',
      `/workroom/contracts/${contract}/messages`,
      { authorization: `Bearer ${token}`, 'idempotency-key': `message-${i}`, prefer: 'return=minimal' },
      { text: 'A message on the work.' },
    ),
  );

const get = (seeded: Seeded, path: (contract: string) => string) =>
  inTurn(seeded, (contract, token) =>
    request('GET', `/workroom${path(contract)}`, { authorization: `Bearer ${token}` }),
  );

export const contractReads = (seeded: Seeded) => get(seeded, (contract) => `/contracts/${contract}`);
export const listPages = (seeded: Seeded) => get(seeded, () => '/contracts?limit=20');
export const timelinePages = (seeded: Seeded) => get(seeded, (contract) => `/contracts/${contract}/timeline?limit=20`);

export const quotes = (seeded: Seeded) =>
  get(
    seeded,
    (contract) => `/contracts/${contract}/quote?command=release&milestoneId=${seeded.milestoneId}&bonus=5000`,
  );
/** @param rest of the path after `documents` */
export const documentReads = (seeded: Seeded, rest: string) =>
  get(seeded, (contract) => `/contracts/${contract}/documents${rest}`);
export const statements = (seeded: Seeded, format: 'json' | 'csv') =>
  get(seeded, () => `/statement?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&format=${format}`);

/** The client’s, which are the same on every contract. */
export async function documentsOf(seeded: Seeded, port: number): Promise<Output<'DocumentList'>['data']> {
  const answer = await fetch(`http://127.0.0.1:${port}/workroom/contracts/${seeded.contractId(0)}/documents`, {
    headers: { authorization: `Bearer ${seeded.clientToken(0)}` },
  });
  return schemas.DocumentList.parse(await answer.json()).data;
}
