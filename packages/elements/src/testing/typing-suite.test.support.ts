import { expect } from 'chai';
import type { WorkroomElement } from '../foundation/workroom-element.ts';
import { type ContractFixture, type ElementState, showState } from './states.ts';
import { until } from './until.ts';

type Element = WorkroomElement & { refresh(): Promise<void> };
type Field = HTMLInputElement | HTMLTextAreaElement;

/** Events that may interrupt a person who is writing. */
const interruptions: readonly (readonly [string, (element: Element, fixture: ContractFixture) => Promise<void>])[] = [
  [
    'the other side writes',
    async (element, { client, freelancer }) => {
      // Both write, because the viewer may be either of them or the mediator.
      client({ type: 'post_message', text: 'One more thing.' });
      freelancer({ type: 'post_message', text: 'And another.' });
      await element.refresh();
    },
  ],
  [
    'the session is over',
    async (element, { backend }) => {
      backend.weather = 'signed_out';
      await element.refresh();
      await element.updateComplete;
      backend.weather = 'fine';
      await element.refresh();
    },
  ],
  [
    'the page moves the element',
    async (element) => {
      const { parentElement } = element;
      const ready = new Promise((resolve) => element.addEventListener('workroom-ready', resolve, { once: true }));
      element.remove();
      parentElement?.append(element);
      await ready;
    },
  ],
];

/** Checks that typed text and the caret position survive every event. */
export function testTyping(tag: string, states: readonly ElementState<never>[]): void {
  describe(`text typed into ${tag}`, () => {
    afterEach(() => document.body.replaceChildren());
    for (const state of states) {
      it(`${state.name}: is kept`, async () => {
        const main = document.createElement('main');
        document.body.append(main);
        const { element, fixture } = await showState(
          tag,
          state as ElementState<WorkroomElement> as ElementState<Element>,
          main,
        );
        await fill(element);
        const before = written(element);
        expect(before.isOpen || before.fields.length > 0, 'there is nothing to keep').to.equal(true);
        for (const [what, interrupt] of interruptions) {
          await interrupt(element, fixture);
          await element.updateComplete;
          expect(written(element), what).to.deep.equal(before);
        }
      });
    }
  });
}

function fields(element: Element): readonly Field[] {
  const all = element.shadowRoot?.querySelectorAll<Field>(
    'input:not([type=file], [type=radio], [type=checkbox]), textarea',
  );
  return [...(all ?? [])].filter((field) => field.checkVisibility());
}

/** Types another text into every field, one after another; some add more fields. */
async function fill(element: Element): Promise<void> {
  const done = new Set<string>();
  for (let next = fields(element)[0]; next !== undefined; next = fields(element).find(({ id }) => !done.has(id))) {
    done.add(next.id);
    next.value = { number: '3', date: '2026-12-24', url: 'https://example.com/work' }[next.type] ?? textFor(next);
    next.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await element.updateComplete;
  }
  await attach(element);
}

async function attach(element: Element): Promise<void> {
  const input = element.shadowRoot?.querySelector<HTMLInputElement>('dialog input[type=file]');
  if (!input) return;
  const chosen = new DataTransfer();
  chosen.items.add(new File(['mark'], 'mark.svg', { type: 'image/svg+xml' }));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change'));
  await until(() => written(element).files.length > 0);
}

function textFor({ inputMode, id }: Field): string {
  return inputMode === 'decimal' ? '123' : `Typed into ${id}`;
}

function written(element: Element) {
  const files = element.shadowRoot?.querySelectorAll<HTMLElement>('dialog [part=files] li');
  const chosen = element.shadowRoot?.querySelectorAll<HTMLInputElement>('input:checked');
  return {
    isOpen: element.shadowRoot?.querySelector('dialog:modal') != null,
    fields: fields(element).map(({ id, value }) => `${id}: ${value}`),
    chosen: [...(chosen ?? [])].map(({ name, value }) => `${name}: ${value}`),
    files: [...(files ?? [])].map((file) => file.firstChild?.textContent),
  };
}
