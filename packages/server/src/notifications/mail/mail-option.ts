import type { ContractId, EventType, MilestoneId, Person } from '@workroom/core';
import type { MailFacts, MailText } from './mail-text.ts';

/** Which e-mails are sent to people, and how. */
export interface MailOption {
  /**
   * Sends a mail. When it throws, the mail is retried for three days.
   *
   * @example nodemailerSender({ transport: process.env.SMTP_URL, from: 'Market <no-reply@market.example>' })   // of `@workroom/server/node`
   */
  readonly send: SendMail;

  /** Where a person of yours gets mail; `null` for who wants none. */
  readonly addressOf: (person: Person) => Promise<string | null> | string | null;

  /**
   * Which events are told by mail. Nobody gets one about what they did themselves.
   *
   * @example 'all'
   * @example ['milestone.submitted', 'review.reminder', 'milestone.released', 'refund.requested']
   */
  readonly events: readonly EventType[] | 'all';

  /**
   * Where a mail leads: a page of the marketplace.
   *
   * @example ({ contractId }) => `https://market.example/contracts/${contractId}`
   */
  readonly links: (target: MailTarget) => string;

  /** Who writes. @default 'Workroom' */
  readonly sender?: string | undefined;

  /** Your own words and design instead of ours. @default mailText */
  readonly template?: ((facts: MailFacts) => MailText) | undefined;
}

export interface MailTarget {
  /** `review-and-pay` where the reader is to decide about the work. */
  readonly to: 'contract' | 'review-and-pay';
  readonly contractId: ContractId;
  readonly milestoneId: MilestoneId | null;
}

export interface Mail extends MailText {
  readonly to: { readonly name: string; readonly address: string };
  /** The same whenever the mail is sent again: mailboxes show it once. For the `Message-ID` header, without brackets. */
  readonly messageId: string;
  readonly contractId: ContractId;
  readonly type: EventType;
}

export type SendMail = (mail: Mail) => Promise<unknown>;
