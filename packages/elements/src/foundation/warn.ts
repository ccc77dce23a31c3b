import { isDevelopment } from '#mode';

const said = new Set<string>();

/** Tells a page's author of a value that means nothing, once, and only while they develop; the element goes on without it. */
export function warnOnce(element: Element, name: string, value: unknown, isKnown: boolean, expected: string): void {
  if (!isDevelopment || isKnown || value === undefined || value === null || value === '') return;
  const text = `<${element.localName} ${name}="${value}"> means nothing here: expected ${expected}.`;
  if (said.has(text)) return;
  said.add(text);
  console.warn(text);
}
