import { openShell } from './shell.ts';

interface MailLine {
  readonly id: string;
  readonly at: string;
  readonly to: string;
  readonly subject: string;
}

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

async function show(): Promise<void> {
  const list = document.querySelector('#mails');
  const none = document.querySelector<HTMLElement>('#no-mails');
  if (list === null || none === null) return;
  const answer = await fetch('/sandbox/mails');
  if (!answer.ok) return;
  const mails = (await answer.json()) as readonly MailLine[];
  list.replaceChildren(...mails.map(row));
  none.hidden = mails.length > 0;
}

function row({ id, at, to, subject }: MailLine): HTMLElement {
  const link = Object.assign(document.createElement('a'), {
    href: `/sandbox/mails/${encodeURIComponent(id)}`,
    textContent: subject,
  });
  const when = Object.assign(document.createElement('time'), { dateTime: at, textContent: time.format(new Date(at)) });
  const about = document.createElement('span');
  about.className = 'muted';
  about.append(`to ${to}, `, when);
  const item = document.createElement('li');
  item.append(link, about);
  return item;
}

await openShell(show);
await show();
