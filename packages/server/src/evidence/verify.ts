import { balances, type Movement, type Person } from '@workroom/core';
import { schemas } from '@workroom/core/api';
import { wordsIn } from '../language/readers.ts';
import { asCommitted, asErased, type ChainFormat, readable } from '../store/commitments.ts';
import { brokenWord, canonicalJson, chainLink, chainStart, isOnTrust } from '../store/hash-chain.ts';
import { type EvidenceFile, sourceOf } from './evidence.ts';
import { embeddedEvidence, evidenceHtml, readerOfPage } from './html.ts';

/** The result of checking an export. */
export type Verdict =
  | {
      readonly holds: true;
      readonly contractId: string;
      readonly events: number;
      readonly head: string;
      /** The number of erased words. Their commitments are still verified. */
      readonly erased: number;
      /** Numbers of events of format 1 with erased words, which cannot be verified. */
      readonly onTrust: readonly number[];
    }
  /** `entry` is the number of the first wrong event; `null` if the error is not in an event. */
  | { readonly holds: false; readonly entry: number | null; readonly problem: string };

/**
 * Checks an exported evidence file, JSON or HTML, without a network or a database: no event and no movement may be
 * changed, added, left out or moved, and everything else must follow from them. An HTML page is rendered again from the
 * JSON inside and must be identical, because people read the page.
 *
 * The author of a file could forge a whole chain. A `knownHead` from an earlier webhook or mail rules this out for
 * everything up to it.
 */
export async function verifyEvidence(
  file: string,
  { knownHead }: { readonly knownHead?: string } = {},
): Promise<Verdict> {
  const embedded = embeddedEvidence(file);
  const evidence = read(embedded ?? file);
  if (typeof evidence === 'string') return wrong(null, evidence);
  const { events, movements } = evidence;
  const broken = firstBroken(evidence);
  if (broken !== null) return broken;
  const known = new Set(events.map(({ id }) => id));
  const stray = movements.find(({ eventId }) => !known.has(eventId));
  if (stray !== undefined)
    return wrong(
      null,
      `The movement ${stray.id} belongs to no event of this file: it was added, or its event was left out.`,
    );
  const aside = besideThem(evidence);
  if (aside !== null) return wrong(null, aside);
  if (knownHead !== undefined && !events.some(({ hash }) => hash === knownHead)) {
    return wrong(null, 'The known head is not among these events: the history was rewritten, or cut before it.');
  }
  const changedLine = embedded === null ? null : await firstLineThatDiffers(file, evidence);
  if (changedLine !== null) return wrong(null, pageDiffers(changedLine));
  return {
    holds: true,
    contractId: evidence.contract.id,
    events: events.length,
    head: evidence.head,
    erased: events.reduce((sum, event) => sum + erasedIn([event.actor, event.data]), 0),
    onTrust: events.filter(isOnTrust).map(({ seq }) => seq),
  };
}

/** The number of the first line of the page that differs from the rendered document; `null` if there is none. */
async function firstLineThatDiffers(file: string, evidence: EvidenceFile): Promise<number | null> {
  let expected = '';
  const reader = readerOfPage(file) ?? { locale: 'en', timeZone: 'UTC' };
  const words = await wordsIn(reader.locale, reader);
  for await (const piece of evidenceHtml(sourceOf(evidence), words)) expected += piece;
  const withoutReturns = (text: string) => text.replaceAll('\r\n', '\n');
  const [found, made] = [withoutReturns(file), withoutReturns(expected)];
  if (found === made) return null;
  const lines = made.split('\n');
  return found.split('\n').findIndex((line, place) => line !== lines[place]) + 1 || lines.length;
}

const pageDiffers = (line: number): string =>
  `The document inside is as it was written, but the page around it is not the one that it makes: they differ from line ${line} on. The page was changed, or another version of Workroom made it. Believe the document, not the page: export it again, or as JSON.`;

/** From before words were commitments. */
const FirstEvidence = schemas.Evidence.extend({
  format: schemas.Evidence.shape.howToCheck,
  events: schemas.EvidenceEvent.omit({ format: true }).array(),
});

/** The document, or the reason why there is none. */
function read(json: string): EvidenceFile | string {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    return 'This is no evidence file: it is neither the JSON nor the HTML that an export answers.';
  }
  const isFirst = (document as Partial<EvidenceFile> | null)?.format === 'workroom-evidence/1';
  const parsed = (isFirst ? FirstEvidence : schemas.Evidence).safeParse(document);
  // Unparsed, because the schema reorders fields, and a page shows them in the order of the file.
  if (parsed.success) return document as EvidenceFile;
  const [issue] = parsed.error.issues;
  return `This is no evidence file of this version: ${issue?.message ?? 'it has another form'} at /${issue?.path.join('/') ?? ''}.`;
}

function firstBroken({ contract, events, movements }: EvidenceFile): Verdict | null {
  const byEvent = Map.groupBy(movements, ({ eventId }) => eventId);
  let previous = chainStart;
  let newest: ChainFormat = 1;
  for (const [index, { hash, format = 1, ...event }] of events.entries()) {
    const entry = index + 1;
    if (event.seq !== entry)
      return wrong(entry, `Event ${entry} is missing: event ${event.seq} (${event.type}) stands in its place.`);
    if (event.contractId !== contract.id) return wrong(entry, `Event ${entry} belongs to another contract.`);
    if (format < newest) return wrong(entry, `Event ${entry} is of an older format than the event before it.`);
    newest = format;
    const chained = { format, actor: event.actor, data: event.data };
    const word = brokenWord(chained);
    if (word !== null) return wrong(entry, `A text in event ${entry} (${event.type}) does not fit its commitment.`);
    const expected = chainLink({ format, previous, event, movements: byEvent.get(event.id) ?? [] });
    if (hash !== expected && !isOnTrust(chained)) {
      return wrong(
        entry,
        `Event ${entry} (${event.type}, recorded ${event.recordedAt}) does not fit its hash: it, its movements, or the event before it was changed.`,
      );
    }
    previous = hash;
  }
  return null;
}

/** Data that is not hashed must follow from hashed data. */
function besideThem({ contract, events: hashed, movements, balances: stated, head }: EvidenceFile): string | null {
  const events = hashed.map((event) => ({ ...event, ...(readable(event) as Pick<typeof event, 'actor' | 'data'>) }));
  const [created] = events;
  if (created?.type !== 'contract.created') return 'The history does not begin with the creation of the contract.';
  if (head !== events.at(-1)?.hash) return '`head` is not the hash of the last event.';
  const { currency, client, freelancer } = created.data as {
    readonly currency: string;
    readonly client: Person;
    readonly freelancer: Person;
  };
  const parties = [contract.currency, contract.client.id, contract.freelancer.id];
  const names = namesIn(events);
  const isNamed = ({ id, name }: Person) => names.has(canonicalJson([id, name]));
  if (
    canonicalJson(parties) !== canonicalJson([currency, client.id, freelancer.id]) ||
    ![contract.client, contract.freelancer].every(isNamed)
  )
    return 'The contract’s currency or parties are not those that it was created with.';
  const renamed = events.findLast(({ type, data }) => type === 'contract.edited' && data.title !== undefined);
  if (contract.title !== (renamed ?? created).data.title)
    return 'The contract’s title is not the one it was given last.';
  if (contract.createdAt !== created.recordedAt) return 'The contract was not created when the file says.';
  // The edge: the schema has checked them.
  const reckoned = balances(movements as unknown as readonly Movement[]);
  const accounts = new Set([...reckoned.keys(), ...Object.keys(stated)]);
  for (const account of accounts)
    if ((reckoned.get(account as Movement['debit']) ?? 0) !== (stated[account] ?? 0))
      return `The balance of ${account} is not what the movements add up to.`;
  return null;
}

/** Every name of a person, because people change their names. */
function namesIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return found;
  const { id, name } = value as { readonly id?: unknown; readonly name?: unknown };
  if (typeof id === 'string' && typeof name === 'string') found.add(canonicalJson([id, name]));
  for (const each of Object.values(value)) namesIn(each, found);
  return found;
}

function erasedIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (asErased(value) !== null) return 1;
  if (asCommitted(value) !== null) return 'erasedAt' in value ? 1 : 0;
  return Object.values(value).reduce((sum: number, each) => sum + erasedIn(each), 0);
}

function wrong(entry: number | null, problem: string): Verdict {
  return { holds: false, entry, problem };
}
