// Text that people wrote, shown so that it does not pass for something else.

/**
 * The characters that set the direction of the text after them (Unicode Standard Annex #9, sections 2.1 to 2.4):
 * `invoice<U+202E>fdp.exe` is shown as `invoiceexe.pdf`. The marks of section 2.6 stay: they change no other text.
 */
const directionControls = /[\u202A-\u202E\u2066-\u2069]/g;

/** For a line that stands among other text: a title, a name, a file's name. */
export function withoutDirectionControls(text: string): string {
  return text.replace(directionControls, '');
}

/** The same for a text with isolates of ours in it: those stay as long as each one ends. */
export function withoutDirectionOverrides(text: string): string {
  const kept = text.replace(/[\u202A-\u202E]/g, '');
  let depth = 0;
  for (const control of kept.match(/[\u2066-\u2069]/g) ?? []) {
    depth += control === '\u2069' ? -1 : 1;
    if (depth < 0) break;
  }
  return depth === 0 ? kept : withoutDirectionControls(kept);
}

/** Where there is no `<bdi>`: text that leaves the direction of what stands beside it alone. */
export function isolated(text: string): string {
  return `\u2068${withoutDirectionControls(text)}\u2069`;
}

/**
 * The host that a link leads to, to be shown beside it: `https://paypal.com@evil.example/` leads to `evil.example`.
 * Letters beyond ASCII are shown in Punycode, so that none passes for another.
 *
 * @returns `null` for what is no web address
 */
export function linkHost(url: string): string | null {
  const parsed = webAddress(url);
  return parsed === null ? null : parsed.host;
}

/** Whether a name or a password stands before the host, where a reader takes it for the host. */
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

/** The web's own, which every host has; core is compiled without the types of any. */
declare const URL: { new (url: string): WebAddress; canParse(url: string): boolean };

function webAddress(url: string): WebAddress | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed : null;
}
