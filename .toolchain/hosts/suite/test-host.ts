import { afterAll, beforeAll, describe } from 'vitest';
import { setup } from '../fixtures/setup.ts';
import type { Host, HostTraits } from './client.ts';
import { commands } from './commands.ts';
import { pages } from './pages.ts';
import { streams } from './streams.ts';
import { wire } from './wire.ts';

/**
 * What every host must do, whatever runs it: the handler behaves alike in all of them, with the prefix
 * it is mounted under taken off by the host or not.
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
