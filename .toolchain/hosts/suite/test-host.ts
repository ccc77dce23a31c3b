import { afterAll, beforeAll, describe } from 'vitest';
import { setup } from '../fixtures/setup.ts';
import type { Host, HostTraits } from './client.ts';
import { commands } from './commands.ts';
import { pages } from './pages.ts';
import { streams } from './streams.ts';
import { wire } from './wire.ts';

/**
 * Tests that every host must pass: the handler behaves the same in all of them, whether or not the host removes the
 * prefix.
 *
 * @param start starts a host as `fixtures/setup.ts` describes it
 */
export function testHost(name: string, start: () => Promise<Host>, traits: HostTraits = {}): void {
  describe(name, () => {
    let host: Host | undefined;
    const hostUrl = () => host?.url ?? '';
    beforeAll(async () => {
      host = await start();
    }, 240_000);
    afterAll(() => host?.stop());

    describe.each([
      ['at its base path', setup.basePath],
      ['below a prefix that the host takes off', setup.strippedPath],
    ])('%s', (_, path) => {
      const base = () => hostUrl() + path;
      commands(base, hostUrl);
      wire(base);
      pages(base);
      streams(base, traits);
    });
  });
}
