import type { Transporter } from 'nodemailer';
import type { SendMail } from '../notifications/mail/mail-option.ts';

export interface NodemailerOptions {
  /** An SMTP URL, or the options of nodemailer's `createTransport`. @example 'smtps://user:password@smtp.example' */
  readonly transport: string | Readonly<Record<string, unknown>>;
  /** @example 'Market <no-reply@market.example>' */
  readonly from: string;
}

/**
 * Sends mail with the nodemailer that the host has installed: `npm install nodemailer`.
 *
 * @example
 * mail: { send: nodemailerSender({ transport: process.env.SMTP_URL, from: 'Market <no-reply@market.example>' }), … }
 */
export function nodemailerSender({ transport, from }: NodemailerOptions): SendMail {
  let opening: Promise<Transporter> | undefined;
  return async ({ to, subject, text, html, messageId, headers }) => {
    opening ??= open(transport);
    const transporter = await opening;
    await transporter.sendMail({
      from,
      to: { name: to.name, address: to.address },
      subject,
      text,
      html,
      messageId: `<${messageId}>`,
      // RFC 3834: prevents automatic replies.
      headers: { ...headers, 'auto-submitted': 'auto-generated' },
      // Our mails never include a file or a URL to fetch.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
}

async function open(transport: NodemailerOptions['transport']): Promise<Transporter> {
  const { createTransport } = await import('nodemailer').catch((error: unknown) => {
    throw new Error('Sending mail needs the package "nodemailer". Run "npm install nodemailer".', { cause: error });
  });
  return typeof transport === 'string' ? createTransport(transport) : createTransport({ ...transport });
}
