import { readFile } from 'node:fs/promises';
import type { ContractId } from '@workroom/core';
import { verifyEvidence } from '../../evidence/verify.ts';
import { verifyChain } from '../../store/hash-chain.ts';
import type { StoredEvent } from '../../store/store.ts';
import type { WorkroomStore } from '../../store/store-over.ts';
import { type DatabaseChoice, withStore } from './open.ts';
import { type ExitCode, progress, type Terminal, UsageProblem } from './terminal.ts';

/** An exported evidence file: needs neither a network nor a database. */
export async function verifyFile(
  { out }: Terminal,
  { file, knownHead, json }: { readonly file: string; readonly knownHead?: string; readonly json?: boolean },
): Promise<ExitCode> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageProblem(error.code === 'ENOENT' ? `There is no file ${file}.` : `${file}: ${error.message}`);
  });
  const verdict = await verifyEvidence(text, knownHead === undefined ? {} : { knownHead });
  if (json) out(JSON.stringify(verdict));
  else if (verdict.holds) {
    out(`${verdict.contractId}: ${verdict.events} events, each as it was written. Head ${verdict.head}`);
    if (knownHead === undefined) {
      out('A whole history can be made anew: compare with a head from a webhook or mail of the time, by --known-head.');
    }
  } else out(`Not as it was written. ${verdict.problem}`);
  return verdict.holds ? 0 : 1;
}

interface Broken {
  readonly contractId: ContractId;
  /** Number of the first event that does not fit. */
  readonly entry: number;
}

/** The chain of every contract of a database. */
export function verifyDatabase(
  terminal: Terminal,
  given: DatabaseChoice & { readonly json?: boolean },
): Promise<ExitCode> {
  if (given.database === undefined) {
    throw new UsageProblem('Verify what? Name an exported file, or say --database postgres://…');
  }
  return withStore(given, async (store): Promise<ExitCode> => {
    const told = progress(terminal, 'contracts checked', 1_000);
    const broken: Broken[] = [];
    let contracts = 0;
    let cursor: string | undefined;
    do {
      const page = await store.listContracts({ personId: null, sort: 'oldest', limit: 100, cursor });
      for (const contractId of page.data) {
        const entry = await firstBroken(store, contractId);
        if (entry !== null) {
          broken.push({ contractId, entry });
          terminal.note(`${contractId}: event ${entry} is not as it was written`);
        }
        contracts += 1;
        told(contracts);
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    if (given.json) terminal.out(JSON.stringify({ contracts, broken }));
    else if (broken.length === 0) terminal.out(`${contracts} contracts, every event as it was written.`);
    else terminal.out(`${broken.length} of ${contracts} contracts are not as they were written.`);
    return broken.length === 0 ? 0 : 1;
  });
}

const pageSize = 500;

async function firstBroken(store: WorkroomStore, contractId: ContractId): Promise<number | null> {
  const loaded = (await store.load([{ id: contractId }])).get(contractId);
  const events: StoredEvent[] = [];
  for (let page: readonly StoredEvent[] = []; events.length === 0 || page.length === pageSize; ) {
    page = await store.timeline(contractId, events.at(-1)?.event.seq ?? 0, pageSize);
    if (page.length === 0) break;
    events.push(...page);
  }
  // A history cut short fits its own hashes: the contract's row says where it ends.
  const cut = loaded !== undefined && loaded.head !== events.at(loaded.contract.seq - 1)?.hash;
  return verifyChain(contractId, events, await store.movements(contractId)) ?? (cut ? events.length + 1 : null);
}
