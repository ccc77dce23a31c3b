import { balances, type Movement } from '@workroom/core';
import { schemas } from '@workroom/core/api';
import { canonicalJson, chainLink, chainStart } from '../store/hash-chain.ts';
import { type Evidence, sourceOf } from './evidence.ts';
import { embeddedEvidence, evidenceHtml } from './html.ts';

/** What checking an export found. */
export type Verdict =
  | { readonly holds: true; readonly contractId: string; readonly events: number; readonly head: string }
  /** `entry` is the number of the first event that does not fit; `null` when it is not an event that is wrong. */
  | { readonly holds: false; readonly entry: number | null; readonly problem: string };

/**
 * Checks an exported evidence file, JSON or HTML, without a network or a database: that no event and no
 * movement was changed, added, left out or moved, and that what stands beside them follows from them. An HTML
 * page is made again from the document inside, and must be the same: people read the page.
 *
 * A whole chain can be made anew by whoever makes the file. `knownHead`, from a webhook or a mail of the
 * time, rules that out for everything up to it.
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
  return { holds: true, contractId: evidence.contract.id, events: events.length, head: evidence.head };
}

/** The number of the first line of the page that its document does not make; `null` when it makes all of them. */
async function firstLineThatDiffers(file: string, evidence: Evidence): Promise<number | null> {
  let expected = '';
  for await (const piece of evidenceHtml(sourceOf(evidence))) expected += piece;
  const withoutReturns = (text: string) => text.replaceAll('\r\n', '\n');
  const [found, made] = [withoutReturns(file), withoutReturns(expected)];
  if (found === made) return null;
  const lines = made.split('\n');
  return found.split('\n').findIndex((line, place) => line !== lines[place]) + 1 || lines.length;
}

const pageDiffers = (line: number): string =>
  `The document inside is as it was written, but the page around it is not the one that it makes: they differ from line ${line} on. The page was changed, or another version of Workroom made it. Believe the document, not the page: export it again, or as JSON.`;

/** The document, or why there is none. */
function read(json: string): Evidence | string {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    return 'This is no evidence file: it is neither the JSON nor the HTML that an export answers.';
  }
  const parsed = schemas.Evidence.safeParse(document);
  // As it stands in the file: the schema puts members in an order of its own, and a page shows them in that of the file.
  if (parsed.success) return document as Evidence;
  const [issue] = parsed.error.issues;
  return `This is no evidence file of this version: ${issue?.message ?? 'it has another form'} at /${issue?.path.join('/') ?? ''}.`;
}

function firstBroken({ contract, events, movements }: Evidence): Verdict | null {
  const byEvent = Map.groupBy(movements, ({ eventId }) => eventId);
  let previous = chainStart;
  for (const [index, { hash, ...event }] of events.entries()) {
    const entry = index + 1;
    if (event.seq !== entry)
      return wrong(entry, `Event ${entry} is missing: event ${event.seq} (${event.type}) stands in its place.`);
    if (event.contractId !== contract.id) return wrong(entry, `Event ${entry} belongs to another contract.`);
    const expected = chainLink({ previous, event, movements: byEvent.get(event.id) ?? [] });
    if (hash !== expected) {
      return wrong(
        entry,
        `Event ${entry} (${event.type}, recorded ${event.recordedAt}) does not fit its hash: it, its movements, or the event before it was changed.`,
      );
    }
    previous = hash;
  }
  return null;
}

/** What is not hashed itself must follow from what is. */
function besideThem({ contract, events, movements, balances: told, head }: Evidence): string | null {
  const [created] = events;
  if (created?.type !== 'contract.created') return 'The history does not begin with the creation of the contract.';
  if (head !== events.at(-1)?.hash) return '`head` is not the hash of the last event.';
  const { currency, client, freelancer } = created.data;
  const parties = [contract.currency, contract.client, contract.freelancer];
  if (canonicalJson(parties) !== canonicalJson([currency, client, freelancer]))
    return 'The contract’s currency or parties are not those that it was created with.';
  const renamed = events.findLast(({ type, data }) => type === 'contract.edited' && data.title !== undefined);
  if (contract.title !== (renamed ?? created).data.title)
    return 'The contract’s title is not the one it was given last.';
  if (contract.createdAt !== created.recordedAt) return 'The contract was not created when the file says.';
  // The edge: the schema has checked them.
  const reckoned = balances(movements as unknown as readonly Movement[]);
  const accounts = new Set([...reckoned.keys(), ...Object.keys(told)]);
  for (const account of accounts)
    if ((reckoned.get(account as Movement['debit']) ?? 0) !== (told[account] ?? 0))
      return `The balance of ${account} is not what the movements add up to.`;
  return null;
}

function wrong(entry: number | null, problem: string): Verdict {
  return { holds: false, entry, problem };
}
