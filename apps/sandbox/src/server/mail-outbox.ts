import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Mail, SendMail } from '@workroom/server';

export interface SentMail extends Mail {
  /** By the sandbox's clock. */
  readonly at: string;
}

/** Where the sandbox's mails go instead of out into the world. */
export interface MailOutbox {
  readonly send: SendMail;
  /** Newest first. */
  list(): readonly SentMail[];
  find(messageId: string): SentMail | null;
}

/** More than anybody looks through. */
const kept = 200;

/** @param file a line of JSON for each mail, so that a restart forgets none */
export function openMailOutbox(file: string, now: () => number): MailOutbox {
  const mails = readMails(file);
  if (mails.length > kept) {
    mails.splice(0, mails.length - kept);
    writeFileSync(file, mails.map(line).join(''));
  }
  return {
    async send(mail) {
      // A mail that comes again is the same mail, as a mailbox would see it.
      if (mails.some(({ messageId }) => messageId === mail.messageId)) return;
      const sent = { ...mail, at: new Date(now()).toISOString() };
      appendFileSync(file, line(sent));
      mails.push(sent);
      if (mails.length > kept) mails.shift();
    },
    list: () => mails.toReversed(),
    find: (messageId) => mails.find((mail) => mail.messageId === messageId) ?? null,
  };
}

function line(mail: SentMail): string {
  return `${JSON.stringify(mail)}\n`;
}

/** A line that a kill cut short is left out. */
function readMails(file: string): SentMail[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        return [JSON.parse(text) as SentMail];
      } catch {
        return [];
      }
    });
}
