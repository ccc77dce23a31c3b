import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../testing/browser.ts';
import { type SandboxProcess, startSandboxProcess, temporaryFolder } from '../testing/sandbox-process.ts';

const data = temporaryFolder();
let sandbox: SandboxProcess;
let browser: Browser;

beforeAll(async () => {
  sandbox = await startSandboxProcess({ WORKROOM_DATA_DIR: data.path, WORKROOM_EMPTY: '1' });
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
  data[Symbol.dispose]();
});

test('the API reference shows the operations, and asks no other host for anything', { timeout: 60_000 }, async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${sandbox.url}/workroom/docs`);
  await page.getByText('Release all or part of what is held').first().waitFor();
  await page.getByText('Fund the milestone, or an agreed increase: carried funds first').first().waitFor();
  expect(asked.filter((url) => !url.startsWith(`${sandbox.url}/workroom/`) && !url.startsWith('data:'))).toEqual([]);
  expect(errors).toEqual([]);
});
