import { linkHost } from '@workroom/core';
import { html, nothing } from 'lit';
import { named } from './named-view.ts';

/** A link by a person, with its host shown, because a label can mislead. Only http and https. */
export function givenLink({
  url,
  label,
}: {
  readonly url: string;
  readonly label?: string | null | undefined;
}): unknown {
  const host = linkHost(url);
  if (host === null) return nothing;
  const link = html`<a part="link" href=${url} target="_blank" rel="noopener noreferrer nofollow">${named(label || url)}</a>`;
  const rest = url.replace(/^https?:\/\//i, '');
  if (!label && (rest === host || rest.startsWith(`${host}/`))) return link;
  return html`${link} <span class="fine" part="link-host">${named(host)}</span>`;
}
