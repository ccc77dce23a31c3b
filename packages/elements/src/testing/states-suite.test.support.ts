import 'axe-core';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from 'chai';
import type { WorkroomElement } from '../foundation/workroom-element.ts';
import { atRest } from './at-rest.ts';
import { type AnyState, shelfOf } from './shelves.ts';
import { showState } from './states.ts';

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

/** Shows a state in a page whose only content it is. */
export async function showInPage(
  tag: string,
  state: AnyState,
): Promise<{ readonly element: WorkroomElement; readonly main: HTMLElement }> {
  const main = document.createElement('main');
  document.documentElement.lang = 'en';
  document.body.style.background = 'Canvas';
  document.body.append(main);
  const { element } = await showState(tag, state, main);
  return { element, main };
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

/**
 * Checks each state of an element, in one showing of it:
 *
 * - Every visible box has a part for designers.
 * - Nothing overflows the element at the given widths (CSS pixels), so that nobody scrolls sideways (WCAG 1.4.10), and
 *   at 320 with wide text spacing. A dialog covers the page, so states with an open one are not resized.
 * - axe finds no violation; in dark mode, only colours are checked.
 */
export function testStates(tag: string, widths: readonly number[]): void {
  const { states, alone } = shelfOf(tag);
  const layouts = [
    ...widths.map((width) => ({ width, title: `fits into ${width} px`, spacing: {} })),
    { width: 320, title: 'fits into 320 px with spaced text', spacing: spacedText },
  ];
  for (const state of [...states, ...alone]) {
    describe(`${tag}, ${state.name}`, () => {
      let element: WorkroomElement;
      let main: HTMLElement;
      before(async () => {
        ({ element, main } = await showInPage(tag, state));
      });
      after(() => {
        document.documentElement.style.colorScheme = '';
        document.body.replaceChildren();
      });
      afterEach(() => main.removeAttribute('style'));

      it('every visible box has a part', async () => {
        main.style.inlineSize = '1100px';
        await element.updateComplete;
        expect(boxesWithoutPart(element)).to.deep.equal([]);
      });
      for (const { width, title, spacing } of states.includes(state) ? layouts : []) {
        it(title, async () => {
          Object.assign(main.style, { inlineSize: `${width}px`, ...spacing });
          await element.updateComplete;
          expect(boxesBeyond(element)).to.deep.equal([]);
        });
      }
      for (const scheme of ['light', 'dark'] as const) {
        it(`has no axe violation, ${scheme}`, async () => {
          document.documentElement.style.colorScheme = scheme;
          await expectNoFaults(scheme);
        });
      }
    });
  }
}

const allIn = (element: WorkroomElement) => [...(element.shadowRoot?.querySelectorAll('*') ?? [])];

/** The start of each box that reaches beyond the element's left or right edge. */
function boxesBeyond(element: WorkroomElement): readonly string[] {
  const limit = element.getBoundingClientRect();
  return allIn(element)
    .filter((each) => {
      const box = each.getBoundingClientRect();
      return box.width > 1 && (box.right > limit.right + 1 || box.left < limit.left - 1);
    })
    .map((each) => each.outerHTML.slice(0, 80));
}

function boxesWithoutPart(element: WorkroomElement): readonly string[] {
  const without = allIn(element).filter(
    (box) => !(box instanceof SVGElement) && !box.hasAttribute('part') && isDrawn(box),
  );
  return without.map((box) => `${box.localName}${[...box.classList].map((name) => `.${name}`).join('')}`);
}

/** Whether the box itself is visible: its background, a border, a shadow. */
function isDrawn(box: Element): boolean {
  const style = getComputedStyle(box);
  const { width, height } = box.getBoundingClientRect();
  if (width <= 1 || height <= 1 || style.visibility === 'hidden') return false;
  const edges = ['Top', 'Right', 'Bottom', 'Left'] as const;
  const hasEdge = edges.some(
    (edge) =>
      Number.parseFloat(style[`border${edge}Width`]) > 0 &&
      style[`border${edge}Style`] !== 'none' &&
      !isClear(style[`border${edge}Color`]),
  );
  return hasEdge || !isClear(style.backgroundColor) || style.boxShadow !== 'none';
}

const isClear = (colour: string) => colour === 'transparent' || /(,|\/)\s*0\)$/.test(colour);
