import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@workroom/client';
import { launchChromium } from '@workroom/toolchain/launch-chromium';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { blocksFor, placeOf } from './blocks.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

const elements = join(import.meta.dirname, 'node_modules/@workroom/elements');
const cdn = join(elements, 'dist/cdn');
const published: {
  readonly version: string;
  readonly files: Readonly<Record<string, { readonly integrity: string }>>;
} = JSON.parse(readFileSync(join(cdn, 'integrity.json'), 'utf8'));
const dana = { id: 'dana', name: 'Dana Whitlock' };

let sandbox: Sandbox;
let browser: Browser;
let contractId: string;
let milestoneId: string;
let token: string;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), launchChromium()]);
  const server = createClient({ baseUrl: `${sandbox.url}/workroom`, session: async () => 'wk_sandbox' });
  const contract = await server.createContract({
    title: 'Brand identity',
    currency: 'USD',
    status: 'active',
    client: dana,
    freelancer: { id: 'lee', name: 'Lee Okafor' },
    milestones: [{ title: 'Logo', amount: 50_000 }],
  });
  contractId = contract.id;
  milestoneId = contract.milestones[0]?.id ?? '';
  ({ token } = await server.createSession({ user: dana }));
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

let page: Page;
let faults: string[];
beforeEach(async () => {
  faults = [];
  page = await browser.newPage();
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) faults.push(message.text());
  });
  await page.route('**/session', (route) => route.fulfill({ json: { token } }));
  await page.route('https://cdn.example/**', (route) => {
    const file = new URL(route.request().url()).pathname.split('/dist/cdn/')[1] ?? '';
    const headers = { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' };
    return route.fulfill({ headers, body: readFileSync(join(cdn, file), 'utf8') });
  });
});
afterEach(() => page.close());

const inLanguage = (language: string) =>
  blocksFor('page')
    .filter((block) => block.language === language)
    .map((block) => [placeOf(block), block] as const);

test.each(inLanguage('html'))('%s renders its elements', async (_, { code }) => {
  const markup = filledIn(code);
  const brings = markup.includes('https://cdn.example/');
  const own = await bundled(scriptsIn(markup).join('\n') || "import '@workroom/elements/define';");
  const withoutScripts = brings ? markup : markup.replaceAll(/<script type="module">.*?<\/script>/gs, '');
  // A block that only shows how to load the elements contains none.
  const used = /<(milestone-workroom|contract-list|review-and-pay|activity-timeline)\b/.test(markup);
  const body = used ? withoutScripts : `${withoutScripts}${contractPage}`;
  await open(withProvider(body), brings ? '' : own);
  await drawn();
  expect(faults).toEqual([]);
});

test.each(inLanguage('js'))('%s runs on a page with a contract', async (_, { code }) => {
  const script = `const room = document.querySelector('milestone-workroom');
const provider = document.querySelector('workroom-provider');
const pickCard = async () => ({ id: 'pm_ok' });
`;
  const imports = [...code.matchAll(/^import .*$/gm)].map(([line]) => line).join('\n');
  const rest = code.replaceAll(/^import .*$/gm, '');
  // The operators' element is on its own page, without the others.
  const bringsThem = /@workroom\/elements\/define(?!\/workroom-operations)/.test(code);
  const define = bringsThem ? '' : "import '@workroom/elements/define';";
  await open(withProvider(contractPage), await bundled(`${define}${imports}\n${script}${rest}`));
  await drawn();
  if (code.includes('workroom-fund-request')) {
    await page.getByRole('button', { name: 'Fund milestone' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Fund milestone' }).click();
    await page.getByText('Active & funded').first().waitFor();
  }
  expect(faults).toEqual([]);
});

test.each(inLanguage('css'))('%s has only valid rules and declarations', async (_, { code }) => {
  await open(
    withProvider(`<style>${code}</style>${contractPage}`),
    await bundled("import '@workroom/elements/define';"),
  );
  await drawn();
  const understood = await page.evaluate(() =>
    [...(document.styleSheets[0]?.cssRules ?? [])].map((rule) => ({
      selector: (rule as CSSStyleRule).selectorText,
      names: [...(rule as CSSStyleRule).style],
    })),
  );
  const written = [...code.matchAll(/^([^\s{][^{]*) \{(.*?)^\}/gms)].map(([, selector = '', body = '']) => ({
    selector,
    names: [...body.matchAll(/^ *([\w-]+):/gm)].map(([, name]) => name),
  }));
  expect(understood.map(({ selector }) => selector)).toEqual(written.map(({ selector }) => selector));
  for (const [index, { names }] of written.entries()) {
    // A shorthand counts as its longhand properties.
    for (const name of names) expect(understood[index]?.names.join(' '), name).toContain(name);
  }
  const known = readFileSync(join(elements, 'dist/custom-elements.json'), 'utf8');
  const names = [...code.matchAll(/--workroom-[\w-]+/g)].map(([name]) => name);
  // The second name of a part is a state, for example of a milestone.
  const parts = [...code.matchAll(/::part\((\S+)[^)]*\)/g)].map(([, part]) => part);
  expect(names.filter((name) => !known.includes(`"${name}"`))).toEqual([]);
  expect(parts.filter((name) => !known.includes(`"${name}"`))).toEqual([]);
});

const contractPage = '<milestone-workroom contract-id="ctr_…"></milestone-workroom>';

function withProvider(body: string): string {
  if (body.includes('<workroom-provider')) return body;
  return `<workroom-provider base-url="/workroom" session-endpoint="/session">${body}</workroom-provider>`;
}

/** Values that a reader replaces: the contract and the version. */
function filledIn(code: string): string {
  const file = /dist\/cdn\/([\w.-]+\.js)/.exec(code.replaceAll('1.0.0', published.version))?.[1] ?? '';
  return code.replaceAll('1.0.0', published.version).replace('sha384-…', published.files[file]?.integrity ?? '');
}

function scriptsIn(markup: string): string[] {
  return [...markup.matchAll(/<script type="module">(.*?)<\/script>/gs)].map(([, script = '']) => script);
}

async function bundled(contents: string): Promise<string> {
  const stdin = { contents, resolveDir: import.meta.dirname, loader: 'js' as const };
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    format: 'esm',
    write: false,
    outdir: 'out',
    logLevel: 'silent',
  });
  const css = outputFiles.find(({ path }) => path.endsWith('.css'))?.text;
  const script = outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '';
  return css === undefined
    ? script
    : `document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(css)} }));${script}`;
}

async function open(body: string, script: string): Promise<void> {
  const filled = body
    .replaceAll(/contract-id="(ctr_)?…"/g, `contract-id="${contractId}"`)
    .replaceAll(/milestone-id="(ms_)?…"/g, `milestone-id="${milestoneId}"`);
  const html = `<!doctype html><html lang="en"><body>${filled}<script type="module" src="/texts/page.js"></script></body></html>`;
  await page.route('**/texts/page.js', (route) => route.fulfill({ body: script, contentType: 'text/javascript' }));
  await page.route('**/texts/page', (route) => route.fulfill({ body: html, contentType: 'text/html' }));
  await page.goto(`${sandbox.url}/texts/page`);
}

/** Waits until every element has loaded its data. */
async function drawn(): Promise<void> {
  const tags = ['milestone-workroom', 'review-and-pay', 'activity-timeline', 'contract-list', 'acme-review'];
  await page.waitForFunction((names) => {
    const all = [...document.querySelectorAll(names.join(','))];
    return all.length > 0 && all.every((each) => (each.shadowRoot?.textContent ?? '').trim().length > 20);
  }, tags);
}
