import 'axe-core';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from 'chai';
import type { WorkroomElement } from '../foundation/workroom-element.ts';
import { atRest } from './at-rest.ts';
import { type ElementState, showState } from './states.ts';

// axe-core is not a browser module; it defines a global.
const { axe } = window as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } };

const rules = {
  // These rules concern the page.
  'page-has-heading-one': { enabled: false },
  'document-title': { enabled: false },
  // WCAG 2.2, which axe checks only on request.
  'target-size': { enabled: true },
} satisfies RunOptions['rules'];

/** The rules that depend on the colour scheme. */
const ofColours = ['color-contrast', 'link-in-text-block'];
const asked = {
  light: { rules },
  // The other rules give the same result in both.
  dark: { runOnly: { type: 'rule', values: ofColours } },
} satisfies Record<string, RunOptions>;

/** The largest text spacing that WCAG 1.4.12 requires. */
const spacedText = { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' };

type States = readonly ElementState<never>[];

export function showInPage(tag: string, state: ElementState<never>, style: Partial<CSSStyleDeclaration> = {}) {
  const main = document.createElement('main');
  Object.assign(main.style, style);
  document.documentElement.lang = 'en';
  document.body.style.background = 'Canvas';
  document.body.append(main);
  return showState(tag, state as ElementState<WorkroomElement>, main);
}

/** Checks that axe finds no violation in the current page. */
export async function expectNoFaults(scheme: 'light' | 'dark' = 'light'): Promise<void> {
  await atRest();
  const { violations } = await axe.run(document, { ...asked[scheme], resultTypes: ['violations'] });
  const said = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join('; ')}`,
  );
  expect(said).to.deep.equal([]);
}

/** Checks that axe finds no violation in any state; in dark mode, only colours are checked. */
export function testAccessibility(tag: string, states: States, scheme: 'light' | 'dark'): void {
  describe(`${tag}, ${scheme}`, () => {
    afterEach(() => document.body.replaceChildren());
    for (const state of states) {
      it(`${state.name} has no axe violation`, async () => {
        document.documentElement.style.colorScheme = scheme;
        await showInPage(tag, state);
        await expectNoFaults(scheme);
      });
    }
  });
}

/**
 * Checks that nothing overflows the element, so that nobody scrolls sideways (WCAG 1.4.10), also with wide text
 * spacing.
 */
export function testFit(tag: string, states: States, widths: readonly number[], { spaced = true } = {}): void {
  const all = [
    ...widths.map((width) => ({ width, what: `${width} px`, spacing: {} })),
    ...(spaced ? [{ width: 320, what: '320 px with spaced text', spacing: spacedText }] : []),
  ];
  for (const { width, what, spacing } of all) {
    describe(`${tag} at ${what}`, () => {
      afterEach(() => document.body.replaceChildren());
      for (const state of states) {
        it(`${state.name} fits`, async () => {
          const { element } = await showInPage(tag, state, { inlineSize: `${width}px`, ...spacing });
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
