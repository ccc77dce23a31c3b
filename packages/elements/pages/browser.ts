import type { Browser, Page } from 'playwright-core';
import { bundle } from '../build/bundle.ts';
import { ownPolicy } from '../build/cdn.ts';

export { launchChromium as launch } from '@workroom/toolchain/launch-chromium';

/** A page that records violations of its policy, errors, and log messages. */
export async function watchedPage(browser: Browser): Promise<{ page: Page; violations: string[]; errors: string[] }> {
  const page = await browser.newPage();
  const violations: string[] = [];
  const errors: string[] = [];
  await page.exposeFunction('violated', (text: string) => violations.push(text));
  await page.addInitScript(() => {
    const read = (event: SecurityPolicyViolationEvent) =>
      `${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`;
    document.addEventListener('securitypolicyviolation', (event) => {
      Reflect.apply(Reflect.get(globalThis, 'violated'), undefined, [read(event)]);
    });
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, violations, errors };
}

/** The path in dist/cdn. */
export async function cdnFile(source: string, version?: string): Promise<string> {
  const renumbered = {
    name: 'renumbered',
    transform: (code: string, id: string) =>
      version !== undefined && id.endsWith('/foundation/version.ts') ? code.replace(/'[\d.]+'/, `'${version}'`) : null,
  };
  const [chunk] = await bundle({ entries: { file: source }, inOneFile: true, plugins: [renumbered, ownPolicy()] });
  return chunk?.code ?? '';
}

/** A page's own script, bundled with Lit and its framework, like its author would do. */
export async function pageScript(source: string): Promise<string> {
  const [chunk] = await bundle({ entries: { file: source }, inOneFile: true, mode: 'development' });
  return chunk?.code ?? '';
}
