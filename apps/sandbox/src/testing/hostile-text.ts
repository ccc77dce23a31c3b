import type { Page } from 'playwright-core';

/** Text that runs if it is rendered as markup, and reports its field. */
export function hostile(field: string): string {
  return `${field}<img src=x onerror="hacked='${field}'"><script>hacked=1</script>"'><svg onload=hacked=1>`;
}

/** The part that is visible everywhere: quotes are escaped in JSON, and long text is cut. */
export function beginningOf(field: string): string {
  return `${field}<img src=x onerror=`;
}

/** The same without slashes, for file names. */
export function hostileFileName(field: string): string {
  return `${field}<img src=x onerror=hacked=1>.txt`;
}

export interface Shown {
  /** All text, including shadow trees and fields. */
  readonly text: string;
  /** Elements that hostile text became. */
  readonly markup: readonly string[];
  /** Whether a script in a text has run. */
  readonly hacked: boolean;
}

/** The visible and hidden text of the current page. */
export async function shownOn(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const markup: string[] = [];
    const texts: string[] = [];
    const visit = (root: Document | ShadowRoot) => {
      // The document itself has no text content.
      texts.push((root instanceof Document ? root.documentElement : root).textContent ?? '');
      for (const element of root.querySelectorAll('*')) {
        const runs = [...element.attributes].some(({ name }) => name.startsWith('on'));
        const leads = /^\s*(javascript|data|vbscript):/i.test(element.getAttribute('href') ?? '');
        const isScript = element.localName === 'script' && !/^\s*[{[]/.test(element.textContent ?? '');
        const isForeign =
          runs ||
          leads ||
          element.matches('img[src="x"]') ||
          (isScript && (element.textContent ?? '').includes('hacked'));
        if (isForeign) markup.push(element.outerHTML.slice(0, 200));
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) texts.push(element.value);
        for (const { name, value } of element.attributes) if (/^(aria-label|title|alt)$/.test(name)) texts.push(value);
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(document);
    return { text: texts.join('\n'), markup, hacked: 'hacked' in globalThis };
  });
}
