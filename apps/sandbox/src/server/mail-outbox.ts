import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Mail, SendMail } from '@workroom/server';

export interface SentMail extends Mail {
  /** In sandbox time. */
  readonly at: string;
}

/** Stores the sandbox's emails instead of sending them. */
export interface MailOutbox {
  readonly send: SendMail;
  /** Newest first. */
  list(): readonly SentMail[];
  find(messageId: string): SentMail | null;
}

/** The number of stored emails. */
const kept = 200;

/** @param file JSON Lines, one email each; survives a restart */
export function openMailOutbox(file: string, now: () => number): MailOutbox {
  const mails = readMails(file);
  if (mails.length > kept) {
    mails.splice(0, mails.length - kept);
    writeFileSync(file, mails.map(line).join(''));
  }
  return {
    async send(mail) {
      // A repeated delivery has the same message id.
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

/** Skips a last line that a crash cut short. */
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
