import 'axe-core';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { atRest } from '../testing/at-rest.ts';
import { showState } from '../testing/states.ts';
import { roomDialogStates, roomStates } from './states.ts';

// axe-core is no module for browsers; there it makes itself a global.
const { axe } = window as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } };

export function place(width?: number): HTMLElement {
  const main = document.createElement('main');
  if (width !== undefined) main.style.inlineSize = `${width}px`;
  document.documentElement.lang = 'en';
  document.body.style.background = 'Canvas';
  document.body.append(main);
  return main;
}

/** axe finds no fault in any state of the room. */
export function testScheme(scheme: 'light' | 'dark'): void {
  describe(`the room, ${scheme}`, () => {
    for (const state of [...roomStates, ...roomDialogStates]) {
      it(`${state.name} has no fault that axe finds`, async function () {
        this.timeout(10_000);
        document.documentElement.style.colorScheme = scheme;
        await showState('milestone-workroom', state, place());
        await atRest();
        const { violations } = await axe.run(document, {
          rules: { 'page-has-heading-one': { enabled: false }, 'document-title': { enabled: false } },
          resultTypes: ['violations'],
        });
        expect(
          violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join('; ')}`,
          ),
        ).to.deep.equal([]);
      });
    }
  });
}
