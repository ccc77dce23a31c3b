import 'axe-core';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from 'chai';
import '../define/review-and-pay.ts';
import { atRest } from '../testing/at-rest.ts';
import { showState } from '../testing/states.ts';
import { reviewDialogState, reviewStates } from './states.ts';

// axe-core is no module for browsers; there it makes itself a global.
const { axe } = window as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } };

afterEach(() => document.body.replaceChildren());

for (const scheme of ['light', 'dark']) {
  describe(`every state, ${scheme}`, () => {
    for (const state of [...reviewStates, reviewDialogState]) {
      it(`${state.name} has no fault that axe finds`, async function () {
        this.timeout(10_000);
        document.documentElement.style.colorScheme = scheme;
        document.documentElement.lang = 'en';
        document.body.style.background = 'Canvas';
        const main = document.createElement('main');
        document.body.append(main);
        await showState('review-and-pay', state, main);
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

for (const width of [280, 320]) {
  describe(`at ${width} px`, () => {
    for (const state of reviewStates) {
      it(`${state.name} fits`, async () => {
        const main = document.createElement('main');
        main.style.inlineSize = `${width}px`;
        document.body.append(main);
        const { element } = await showState('review-and-pay', state, main);
        const limit = element.getBoundingClientRect();
        const beyond = [...(element.shadowRoot?.querySelectorAll('*') ?? [])].filter((each) => {
          const box = each.getBoundingClientRect();
          return box.width > 1 && (box.right > limit.right + 1 || box.left < limit.left - 1);
        });
        expect(beyond.map((each) => each.outerHTML.slice(0, 80))).to.deep.equal([]);
      });
    }
  });
}
