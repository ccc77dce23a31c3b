import type { ContractId, DocumentId, EventType, MilestoneId, Person } from '@workroom/core';
import type { MailData, MailText } from './mail-text.ts';

/** Which e-mails are sent to people, and how. */
export interface MailOption {
  /**
   * Sends a mail. When it throws, the mail is retried for three days.
   *
   * @example nodemailerSender({ transport: process.env.SMTP_URL, from: 'Market <no-reply@market.example>' })   // of `@workroom/server/node`
   */
  readonly send: SendMail;

  /** The e-mail address of a person; `null` sends them no mail. */
  readonly addressOf: (person: Person) => Promise<string | null> | string | null;

  /**
   * Which events are mailed. People get no mail about what they did themselves.
   *
   * @example 'all'
   * @example ['milestone.submitted', 'review.reminder', 'milestone.released', 'refund.requested']
   */
  readonly events: readonly EventType[] | 'all';

  /**
   * The page of the marketplace that a mail links to, as an absolute address.
   *
   * @example ({ contractId }) => `https://market.example/contracts/${contractId}`
   */
  readonly links: (target: MailTarget) => string;

  /** The name in the text of the mail. @default 'Workroom' */
  readonly sender?: string | undefined;

  /** Your own text and design. @default mailText */
  readonly template?: ((data: MailData) => MailText) | undefined;
}

export interface MailTarget {
  /**
   * `review-and-pay`: the reader must decide about the work. `document`: one of the reader's documents (rule 59).
   * `verify`: the page to download the contract's record and check it against the header of the mail (rule 41). If you
   * have no such page, return the page of the contract.
   */
  readonly to: 'contract' | 'review-and-pay' | 'document' | 'verify';
  readonly contractId: ContractId;
  readonly milestoneId: MilestoneId | null;
  /**
   * With `document`. The page should show the response of
   * `GET /contracts/{contractId}/documents/{documentId}?format=html`.
   */
  readonly documentId: DocumentId | null;
}

export interface Mail extends MailText {
  readonly to: { readonly name: string; readonly address: string };
  /**
   * The same for every attempt, so that mailboxes show the mail once. For the `Message-ID` header, without brackets.
   */
  readonly messageId: string;
  readonly contractId: ContractId;
  readonly type: EventType;
  /**
   * Headers to send. `X-Workroom-Chain-Head: entry=7; sha256=…` is the head of the contract's hash chain at the event, so that
   * a recipient who keeps the email can detect a rewritten history (rule 41).
   */
  readonly headers: Readonly<Record<string, string>>;
}

export type SendMail = (mail: Mail) => Promise<unknown>;
