// Safe display of text that people wrote.

/**
 * The characters that set the direction of the text after them (Unicode Standard Annex #9, sections 2.1 to 2.4):
 * `invoice<U+202E>fdp.exe` is shown as `invoiceexe.pdf`. The marks of section 2.6 are kept, because they do not affect
 * other text.
 */
const directionControls = /[\u202A-\u202E\u2066-\u2069]/g;

/** For a line beside other text: a title, a name, a file name. */
export function withoutDirectionControls(text: string): string {
  return text.replace(directionControls, '');
}

/** The same for a text that contains our own isolates, which are kept if each one ends. */
export function withoutDirectionOverrides(text: string): string {
  const kept = text.replace(/[\u202A-\u202E]/g, '');
  let depth = 0;
  for (const control of kept.match(/[\u2066-\u2069]/g) ?? []) {
    depth += control === '\u2069' ? -1 : 1;
    if (depth < 0) break;
  }
  return depth === 0 ? kept : withoutDirectionControls(kept);
}

/** Isolates a text without `<bdi>`, so that it does not change the direction of the text around it. */
export function isolated(text: string): string {
  return `\u2068${withoutDirectionControls(text)}\u2069`;
}

/**
 * The host of a link, to show beside it: `https://paypal.com@evil.example/` leads to `evil.example`. Letters outside
 * ASCII are shown in Punycode, so that none imitates another.
 *
 * @returns `null` if it is not a web address
 */
export function linkHost(url: string): string | null {
  const parsed = webAddress(url);
  return parsed === null ? null : parsed.host;
}

/** Whether the URL has a user name or password before the host, which a reader could take for the host. */
export function hasCredentials(url: string): boolean {
  const parsed = webAddress(url);
  return parsed !== null && (parsed.username !== '' || parsed.password !== '');
}

/**
 * Text with the host after each link that hides it: `https://paypal.com@evil.example/ (leads to evil.example)`.
 *
 * @param leadsTo says it in the reader's language
 */
export function withHiddenHosts(text: string, leadsTo = (host: string) => `leads to ${host}`): string {
  return text.replace(/https?:[^\s<>"']+/gi, (url) =>
    hasCredentials(url) ? `${url} (${leadsTo(linkHost(url) ?? '')})` : url,
  );
}

interface WebAddress {
  readonly protocol: string;
  readonly host: string;
  readonly username: string;
  readonly password: string;
}

/** Web standard globals that every runtime has; core is compiled without their types. */
declare const URL: { new (url: string): WebAddress; canParse(url: string): boolean };

function webAddress(url: string): WebAddress | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed : null;
}
