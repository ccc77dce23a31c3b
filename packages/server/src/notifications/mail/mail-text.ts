import { type EventReader, type EventType, withHiddenHosts, withoutDirectionControls } from '@workroom/core';
import { callToAction } from './call-to-action.ts';

/** What a mail says, in the three forms it has. */
export interface MailText {
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** All that a template has to go by. */
export interface MailData {
  readonly type: EventType;
  /** In what capacity the reader stands on the contract; `null` for who has left it. */
  readonly side: EventReader | null;
  readonly reader: string;
  /** What happened, as the notification says it. */
  readonly title: string;
  readonly body: string;
  readonly contractTitle: string;
  /** A page of the marketplace. */
  readonly link: string;
  readonly sender: string;
  /** Of the contract's chain when the event was written (rule 41). */
  readonly head: { readonly seq: number; readonly hash: string };
}

/**
 * A mail about an event. Its words are people's own in part (titles, names, messages): everything is escaped. It has no
 * picture and loads nothing, so that it reads the same where those are blocked.
 */
export function mailText(data: MailData): MailText {
  const { link, head } = data;
  const reader = withoutDirectionControls(data.reader);
  const title = withoutDirectionControls(data.title);
  const contractTitle = withoutDirectionControls(data.contractTitle);
  const sender = withoutDirectionControls(data.sender);
  // Mail programs make links of addresses, and some lead elsewhere than they seem to.
  const body = withHiddenHosts(withoutDirectionControls(data.body));
  const action = callToAction(data.type, data.side);
  const why = `You get this because you take part in “${contractTitle}”.`;
  const proof = `History of the contract up to this: entry ${head.seq}, ${head.hash}. Keep this mail: nobody can rewrite what came before it unnoticed.`;
  return {
    subject: oneLine(title.includes(contractTitle) ? title : `${title} · ${contractTitle}`),
    text: [`Hello ${oneLine(reader)},`, title, body, `${action}:\n${link}`, `${why}\n${sender}`, proof].join('\n\n'),
    html: page(oneLine(title), [
      paragraph(`Hello <bdi>${escaped(oneLine(reader))}</bdi>,`),
      `<h1 dir="auto" style="${styles.title}">${escaped(title)}</h1>`,
      paragraph(`<bdi>${escaped(body).replaceAll('\n', '<br>')}</bdi>`),
      `<p style="margin:24px 0"><a href="${escaped(link)}" style="${styles.button}">${escaped(action)}</a></p>`,
      paragraph(
        `Or open this address: <a href="${escaped(link)}" style="${styles.link}">${escaped(link)}</a>`,
        styles.small,
      ),
      `<hr style="border:0;border-top:1px solid #d7d7d2;margin:24px 0">`,
      paragraph(`<bdi>${escaped(why)}</bdi><br>${escaped(sender)}`, styles.small),
      paragraph(escaped(proof), styles.small),
    ]),
  };
}

// Inline, since mail programs drop style sheets; dark ones invert these colours by themselves.
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

function page(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>
<body style="${styles.body}">
<div role="main" style="${styles.card}">
${parts.join('\n')}
</div>
</body>
</html>
`;
}

function paragraph(html: string, style: string = styles.paragraph): string {
  return `<p style="${style}">${html}</p>`;
}

/** For text and for values in double quotes. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A line break in a header would begin another header. */
function oneLine(text: string): string {
  return [...text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()].slice(0, 200).join('');
}
