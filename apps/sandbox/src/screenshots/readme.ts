// The screenshots in README.md: npm run pnpm -- --filter @workroom/sandbox pictures
import { join } from 'node:path';
import { launchChromium } from '@workroom/toolchain/launch-chromium';
import { signInAs } from '../testing/browser.ts';
import { startSandboxProcess, temporaryFolder } from '../testing/sandbox-process.ts';

const images = join(import.meta.dirname, '../../../../docs/images');

using data = temporaryFolder();
const sandbox = await startSandboxProcess({ WORKROOM_DATA_DIR: data.path });
const browser = await launchChromium();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await signInAs(browser, sandbox.url, 'dana', {
      colorScheme,
      viewport: { width: 1200, height: 1000 },
      deviceScaleFactor: 1.5,
    });
    await page.getByRole('link', { name: 'Brand identity' }).click();
    await page.getByText('The marketplace created').waitFor();
    await page.screenshot({ path: join(images, `workroom-${colorScheme}.png`), animations: 'disabled' });
  }
} finally {
  await browser.close();
  await sandbox.stop();
}
