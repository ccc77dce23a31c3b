import { type Contract, sideOf } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import type { ReaderLocale } from '@workroom/core/messages';
import type { Document } from '../documents/document.ts';
import { documentHtml } from '../documents/document-html.ts';
import { localeFor, presentDocument } from '../documents/present-document.ts';
import { readDocuments } from '../documents/read-documents.ts';
import { Problem } from '../problem.ts';
import { type OperationAnswer, plain } from './answer.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import { idIn } from './parameters.ts';
import { visible } from './reads.ts';
import type { Checked, CheckedFor } from './request.ts';

/** In the order of their numbers. A page starts after the number in the cursor. */
export async function listDocuments(
  context: OperationContext,
  checked: CheckedFor<'listDocuments'>,
): Promise<Output<'DocumentList'>> {
  const { locale, limit, cursor } = checked.query;
  const all = await shownDocuments(context, checked);
  const localeOf = await localesFor(context, all);
  const rest = cursor === undefined ? all : all.slice(all.findIndex(({ documentId }) => documentId === cursor) + 1);
  const page = rest.slice(0, limit);
  return {
    data: page.map((document) => presentDocument(document, localeOf(document, locale).locale)),
    nextCursor: rest.length > page.length ? (page.at(-1)?.documentId ?? null) : null,
  };
}

export async function getDocument(
  context: OperationContext,
  checked: CheckedFor<'getDocument'>,
): Promise<OperationAnswer> {
  const { format, locale: asked, paper } = checked.query;
  const id = idIn('document', checked.parameters);
  const document = (await shownDocuments(context, checked)).find(({ documentId }) => documentId === id);
  if (document === undefined) throw new Problem('not_found');
  const { locale, timeZone } = (await localesFor(context, [document]))(document, asked);
  if (format === 'json') return plain(presentDocument(document, locale), checked.status);
  return {
    ...plain(undefined, checked.status),
    text: once(documentHtml(document, { locale, timeZone, paper })),
    file: { contentType: 'text/html; charset=utf-8', name: `${document.number}.html` },
  };
}

async function localesFor({ readers }: OperationContext, documents: readonly Document[]) {
  const now = await readers.localesOf([...new Set(documents.map(({ recipient }) => recipient.id))]);
  return (document: Document, asked: string | undefined): ReaderLocale =>
    localeFor(document, asked, now.get(document.recipient.id) ?? { locale: 'en', timeZone: 'UTC' });
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** A party's own documents; all documents for operators and the server. Those of the other side are hidden. */
async function shownDocuments(context: OperationContext, checked: Checked): Promise<readonly Document[]> {
  const contract = await visible(context, checked);
  const side = sideOf(contract, actorOf(checked.caller));
  if (side === 'mediator') {
    throw new Problem('forbidden_for_role', { detail: 'Documents are for the parties, not for the mediator.' });
  }
  const documents = await readDocuments(context.commands.store, contract satisfies Contract);
  const isParty = side === 'client' || side === 'freelancer';
  return isParty ? documents.filter(({ to }) => to === side) : documents;
}
