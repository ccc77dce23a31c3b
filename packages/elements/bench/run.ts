// Compares the workroom with the same content in plain HTML and in a library's elements, on a slow processor: pnpm
// --filter @workroom/elements bench
import type { Browser } from 'playwright-core';
import { bundle } from '../build/bundle.ts';
import { launch } from '../pages/browser.ts';
import { type LargeContract, largeContract } from './large-contract.ts';
import type { Drawn } from './screens/measure.ts';

const rounds = 7;
const slowdown = 4;
const screens = ['plain', 'library', 'workroom'] as const;
type Screen = (typeof screens)[number];

type Measured = Drawn & { readonly skeleton: number };

async function measure(browser: Browser, script: string, large: LargeContract): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  try {
    await page.route('**/*', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' }),
    );
    await page.goto('http://bench.test/');
    await page.addScriptTag({ type: 'module', content: script });
    await page.waitForFunction(() => typeof window.drawScreen === 'function');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const skeleton = await page.evaluate(() => window.drawSkeleton());
    await page.evaluate(() => document.body.replaceChildren());
    const screen = await page.evaluate((data) => window.drawScreen(data), large);
    return { skeleton, ...screen };
  } finally {
    await page.close();
  }
}

const median = (values: readonly number[]) => values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;

const large = await largeContract();
const scripts = new Map<Screen, string>();
for (const screen of screens) {
  const [chunk] = await bundle({ entries: { [screen]: `bench/screens/${screen}.ts` }, inOneFile: true });
  scripts.set(screen, chunk?.code ?? '');
}
const browser = await launch();
try {
  const measured = new Map<Screen, Measured[]>(screens.map((screen) => [screen, []]));
  // In turns, so that a busy moment of the machine affects all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const screen of screens) measured.get(screen)?.push(await measure(browser, scripts.get(screen) ?? '', large));
  }
  const what = ['skeleton', 'usable', 'whole'] as const;
  const medianOf = (screen: Screen, each: (typeof what)[number]) =>
    median((measured.get(screen) ?? []).map((one) => one[each]));
  console.log(
    `${large.contract.milestones.length} milestones, ${large.events.length} events, ${slowdown}× slower processor, median of ${rounds}`,
  );
  for (const screen of screens) {
    const figures = what.map((each) => {
      const own = medianOf(screen, each);
      return `${each} ${own.toFixed(0)} ms (workroom ${(medianOf('workroom', each) / own).toFixed(2)}×)`;
    });
    console.log(`${screen}: ${figures.join(', ')}`);
  }
} finally {
  await browser.close();
}
