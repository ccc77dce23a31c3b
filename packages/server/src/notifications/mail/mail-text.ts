import {
  type EventReader,
  type EventType,
  withHiddenHosts,
  withoutDirectionControls,
  withoutDirectionOverrides,
} from '@workroom/core';
import { html, raw } from 'hono/html';

/** The text of a mail in its three forms. */
export interface MailText {
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The data for a template, in the reader's language. */
export interface MailData {
  readonly type: EventType;
  /** The reader's side of the contract; `null` if they have left it. */
  readonly side: EventReader | null;
  readonly reader: string;
  /** The language of the texts, as a BCP 47 tag. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** The title of the notification. */
  readonly title: string;
  readonly body: string;
  readonly contractTitle: string;
  /** A page of the marketplace. */
  readonly link: string;
  /** The reader's documents of the event: receipts, payout statements, invoices and credit notes. */
  readonly documents: readonly MailDocument[];
  readonly sender: string;
  /** The head of the contract's chain at the event (rule 41), also in a header of the mail. */
  readonly head: { readonly seq: number; readonly hash: string };
  /** A page of the marketplace where the contract's record can be checked. */
  readonly verifyLink: string;
  /** The texts around the notification. */
  readonly words: MailWords;
}

export interface MailDocument {
  /** `Receipt 01J…-0003` */
  readonly label: string;
  /** A page of the marketplace. */
  readonly link: string;
}

export interface MailWords {
  /** `Hello Dana,` */
  readonly hello: string;
  /** The label of the button. */
  readonly action: string;
  /** The text before the plain link. */
  readonly orOpen: string;
  /** The text after a misleading link: `leads to evil.example`. */
  readonly leadsTo: (host: string) => string;
  /** Why the reader gets the mail. */
  readonly why: string;
  /** The entry of the contract's record that the mail is about. */
  readonly record: string;
  /** The label of the link to check it. */
  readonly verify: string;
}

/**
 * A mail about an event. It contains people's text (titles, names, messages), so everything is escaped. It has no
 * pictures and loads nothing, so it looks the same if those are blocked.
 */
export function mailText(data: MailData): MailText {
  const { link } = data;
  const title = withoutDirectionOverrides(data.title);
  const contractTitle = withoutDirectionControls(data.contractTitle);
  const sender = withoutDirectionControls(data.sender);
  // Mail programs turn addresses into links, and some addresses are misleading.
  const body = withHiddenHosts(withoutDirectionOverrides(data.body), data.words.leadsTo);
  const hello = oneLine(withoutDirectionOverrides(data.words.hello));
  const why = withoutDirectionOverrides(data.words.why);
  const { action, orOpen, record, verify } = data.words;
  return {
    subject: oneLine(title.includes(contractTitle) ? title : `${title} · ${contractTitle}`),
    text: [
      hello,
      title,
      body,
      `${action}:\n${link}`,
      ...data.documents.map((document) => `${document.label}:\n${document.link}`),
      `${why}\n${sender}`,
      `${record}\n${verify}: ${data.verifyLink}`,
    ].join('\n\n'),
    html: String(html`<!doctype html>
<html lang="${data.locale}" dir="${data.direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><style>${raw(dark)}</style><title>${oneLine(title)}</title></head>
<body class="page" style="${styles.body}">
<div role="main" class="card" style="${styles.card}">
<p style="${styles.paragraph}"><bdi>${hello}</bdi></p>
<h1 dir="auto" style="${styles.title}">${title}</h1>
<p style="${styles.paragraph}"><bdi>${lines(body)}</bdi></p>
<p style="margin:24px 0"><a href="${link}" class="action" style="${styles.button}">${action}</a></p>
<p style="${styles.small}">${orOpen} <a href="${link}" style="${styles.link}">${link}</a></p>
${data.documents.map((document) => html`<p style="${styles.small}"><a href="${document.link}" style="${styles.link}">${document.label}</a></p>\n`)}<hr style="border:0;border-top:1px solid #d7d7d2;margin:24px 0">
<p style="${styles.small}"><bdi>${why}</bdi><br>${sender}</p>
<p style="${styles.small}">${record} · <a href="${data.verifyLink}" style="${styles.link}">${verify}</a></p>
</div>
</body>
</html>
`),
  };
}

// For programs that support style sheets; others invert the colours automatically.
const dark = `@media (prefers-color-scheme:dark){.page{background:#131312!important;color:#ececea!important}.card{background:#1d1d1b!important;border-color:#3a3a37!important}p{color:#c9c9c4!important}h1{color:#ececea!important}a{color:#7cc9b9!important}.action{background:#7cc9b9!important;color:#10231f!important}}`;

// Inline, because many mail programs drop style sheets.
const styles = {
  body: 'margin:0;padding:24px;background:#f6f6f3;color:#1c1c1a;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif',
  card: 'max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e4e4df;border-radius:8px',
  title: 'font-size:20px;line-height:1.3;margin:0 0 12px;overflow-wrap:anywhere',
  paragraph: 'margin:0 0 16px;overflow-wrap:anywhere',
  small: 'margin:0 0 12px;font-size:13px;color:#5c5c57;overflow-wrap:anywhere',
  button:
    'display:inline-block;padding:10px 18px;background:#1d5c50;color:#ffffff;text-decoration:none;border-radius:6px;font-weight:600',
  link: 'color:#1d5c50',
} as const;

function lines(text: string) {
  return text.split('\n').map((line, index) => (index === 0 ? html`${line}` : html`${raw('<br>')}${line}`));
}

/** A line break in a header would start another header. */
function oneLine(text: string): string {
  return [...text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()].slice(0, 200).join('');
}
