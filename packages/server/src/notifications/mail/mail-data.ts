import { type Contract, type ContractEvent, type DocumentId, type DocumentStamp, kindOf, sideOf } from '@workroom/core';
import { isRightToLeft, noticeOf } from '@workroom/core/messages';
import type { ReaderWords } from '../../language/readers.ts';
import type { MailData } from './mail-text.ts';

export interface MailSubject {
  readonly contract: Contract;
  readonly event: ContractEvent;
  /** `null` for a person who has left the contract. */
  readonly reader: { readonly id: string; readonly name: string | null };
  readonly link: string;
  /** The page of one of the event's documents. */
  readonly linkTo: (documentId: DocumentId) => string;
  /** The page where the contract's record can be checked. */
  readonly verifyLink: string;
  readonly sender: string;
  readonly hash: string;
}

/** A mail's texts in the reader's language (rule 70). */
export function mailData(subject: MailSubject, words: ReaderWords): MailData {
  const { contract, event, reader, link, linkTo, verifyLink, sender, hash } = subject;
  const { id } = reader;
  const side = sideOf(contract, { person: { id, name: reader.name ?? '' } });
  const asParty = side === 'client' || side === 'freelancer' || side === 'mediator' ? side : null;
  const { title, text } = noticeOf(contract, event, { id }, words);
  const contractTitle = words.written(contract.title);
  const action = (asParty === null ? undefined : kindOf(event.type).mailAction?.[asParty]) ?? 'open';
  return {
    type: event.type,
    side: asParty,
    reader: reader.name ?? '',
    locale: words.locale,
    direction: isRightToLeft(words.locale) ? 'rtl' : 'ltr',
    title,
    body: text,
    contractTitle,
    link,
    documents: documentsOf(event)
      .filter(({ to }) => to === asParty)
      .map(({ documentId, number, type }) => ({
        label: words.text(`mail.document.${type}`, { number }),
        link: linkTo(documentId),
      })),
    sender,
    head: { seq: event.seq, hash },
    verifyLink,
    words: {
      hello: reader.name === null ? words.text('mail.helloUnnamed') : words.text('mail.hello', { name: reader.name }),
      action: words.text(`button.${action}`),
      orOpen: words.text('mail.orOpen'),
      leadsTo: (host) => words.text('evidence.leadsTo', { host }),
      why: words.text('mail.why', { contract: contractTitle }),
      record: words.text('mail.record', { seq: event.seq }),
      verify: words.text('mail.verify'),
    },
  };
}

function documentsOf({ data }: ContractEvent): readonly DocumentStamp[] {
  return 'documents' in data ? (data.documents ?? []) : [];
}
