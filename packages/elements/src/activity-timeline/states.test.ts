import 'axe-core';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from 'chai';
import '../define/activity-timeline.ts';
import '../define/contract-list.ts';
import { listDialogStates, listStates } from '../contract-list/states.ts';
import type { WorkroomElement } from '../foundation/workroom-element.ts';
import { type ElementState, showState } from '../testing/states.ts';
import { timelineDialogStates, timelineStates } from './states.ts';

// axe-core is no module for browsers; there it makes itself a global.
const { axe } = window as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } };

interface Shelf {
  readonly tag: string;
  readonly states: readonly ElementState<never>[];
  readonly alone: readonly ElementState<never>[];
}
const shelves: readonly Shelf[] = [
  { tag: 'activity-timeline', states: timelineStates, alone: timelineDialogStates },
  { tag: 'contract-list', states: listStates, alone: listDialogStates },
];

function show(tag: string, state: ElementState<never>, width?: number) {
  const main = document.createElement('main');
  if (width !== undefined) main.style.inlineSize = `${width}px`;
  document.documentElement.lang = 'en';
  document.body.style.background = 'Canvas';
  document.body.append(main);
  return showState(tag, state as ElementState<WorkroomElement>, main);
}

afterEach(() => document.body.replaceChildren());

for (const { tag, states, alone } of shelves) {
  for (const scheme of ['light', 'dark']) {
    describe(`${tag}, ${scheme}`, () => {
      for (const state of [...states, ...alone]) {
        it(`${state.name} has no fault that axe finds`, async function () {
          this.timeout(10_000);
          document.documentElement.style.colorScheme = scheme;
          await show(tag, state);
          await Promise.all(
            document
              .getAnimations()
              .map((animation) =>
                animation.effect?.getTiming().iterations === Number.POSITIVE_INFINITY ? null : animation.finished,
              ),
          );
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

  for (const width of [280, 320, 700]) {
    describe(`${tag} at ${width} px`, () => {
      for (const state of states) {
        it(`${state.name} fits`, async () => {
          const { element } = await show(tag, state, width);
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
}
