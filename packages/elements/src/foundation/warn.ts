import { isDevelopment } from '#mode';

const said = new Set<string>();

/** Warns the developer of the page, once, about a wrong set-up, which the person on the page cannot fix. */
export function tellOnce(text: string): void {
  if (said.has(text)) return;
  said.add(text);
  console.error(text);
}

/** Warns the page's author about an invalid value, once, in development builds; the element ignores the value. */
export function warnOnce(element: Element, name: string, value: unknown, isKnown: boolean, expected: string): void {
  if (!isDevelopment || isKnown || value === undefined || value === null || value === '') return;
  warn(`<${element.localName} ${name}="${value}"> means nothing here: expected ${expected}.`);
}

/**
 * Warns a page's author whose dark mode only sets a class: the elements follow `color-scheme`, like fields and scroll
 * bars.
 */
export function warnOfDarkClass(element: Element): void {
  if (!isDevelopment) return;
  const dark = element.closest('.dark, [data-theme="dark"], [data-bs-theme="dark"]');
  if (dark === null) return;
  const scheme = getComputedStyle(element).colorScheme;
  const followsReader = scheme.includes('light') && scheme.includes('dark');
  if (followsReader ? matchMedia('(prefers-color-scheme: dark)').matches : scheme.includes('dark')) return;
  warn(
    `<${element.localName}> is light inside a dark <${dark.localName}>: its color-scheme is “${scheme}”. Add “color-scheme: dark” to the rule that makes the page dark.`,
  );
}

function warn(text: string): void {
  if (said.has(text)) return;
  said.add(text);
  console.warn(text);
}
