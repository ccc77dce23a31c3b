import { afterEach, expect, test, vi } from 'vitest';
import { wantedBrowsers } from './browsers.mjs';

afterEach(() => vi.unstubAllEnvs());

test('tests run in every browser unless some are named', () => {
  vi.stubEnv('WORKROOM_BROWSERS', '');
  expect(wantedBrowsers()).toEqual(['chromium', 'firefox', 'webkit']);
  vi.stubEnv('WORKROOM_BROWSERS', 'webkit, chromium');
  expect(wantedBrowsers()).toEqual(['chromium', 'webkit']);
});

test('an unknown browser is refused', () => {
  vi.stubEnv('WORKROOM_BROWSERS', 'safari');
  expect(() => wantedBrowsers()).toThrow('safari');
});
