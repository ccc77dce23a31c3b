import type { MailOption, MailTarget } from '@workroom/server';
import { nodemailerSender } from '@workroom/server/node';
import { z } from 'zod';
import type { Settings } from './settings.ts';
import { askAboutUsers } from './users.ts';

const Address = z.object({ email: z.email().nullish() });

/** Mail from the settings; none without a mail server. */
export function mailOf(settings: Settings): MailOption | undefined {
  const { SMTP_URL, MAIL_FROM, MAIL_LINK, MAIL_REVIEW_LINK, MAIL_ADDRESSES_URL: url } = settings;
  if (SMTP_URL === undefined || MAIL_FROM === undefined || MAIL_LINK === undefined || url === undefined)
    return undefined;
  const about = askAboutUsers({ url, key: settings.MAIL_ADDRESSES_KEY, answer: Address });
  return {
    send: nodemailerSender({ transport: SMTP_URL, from: MAIL_FROM }),
    addressOf: async ({ id }) => (await about(id))?.email ?? null,
    events: settings.MAIL_EVENTS,
    links: (target) => filled(target, target.to === 'review-and-pay' ? (MAIL_REVIEW_LINK ?? MAIL_LINK) : MAIL_LINK),
    sender: MAIL_FROM.replace(/\s*<[^>]*>\s*$/, ''),
  };
}

function filled({ contractId, milestoneId }: MailTarget, template: string): string {
  return template.replaceAll('{contractId}', contractId).replaceAll('{milestoneId}', milestoneId ?? '');
}
