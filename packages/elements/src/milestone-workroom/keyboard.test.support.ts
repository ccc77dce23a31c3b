import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { itemNamed } from '../testing/person.ts';
import { type ContractFixture, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';

let element: MilestoneWorkroom;
export const shown = (): MilestoneWorkroom => element;
export const press = (key: string): Promise<unknown> => sendKeys({ press: key });
export const write = (text: string): Promise<unknown> => sendKeys({ type: text });
export const focused = (): Element | null => element.shadowRoot?.activeElement ?? null;

/** Replaces the content of a field. */
export async function writeOver(text: string): Promise<void> {
  await sendKeys({ down: 'Control' });
  await press('a');
  await sendKeys({ up: 'Control' });
  await write(text);
}

/**
 * Presses Tab until the focused element matches, and checks that each stop is visible.
 * After the last stop of a dialog, a browser may move to its own toolbar and not come back.
 */
export async function tabTo(fits: (stop: Element) => boolean): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    if (stops > 0) await press('Tab');
    const stop = focused();
    if (stop === null) continue;
    if (stops > 0) expect(hasRing(stop), `the focus can be seen on ${stop.outerHTML.slice(0, 200)}`).to.equal(true);
    if (fits(stop)) return;
  }
  throw new Error('the keyboard does not get there');
}

/** Its own focus ring, or one around the choice or amount that contains it. */
function hasRing(stop: Element): boolean {
  // A background window draws none, and the browser's own rings are on the parts of a date.
  if (!document.hasFocus() || stop.matches('[type=date]')) return true;
  const boxes = [stop, stop.closest('label, .money-field')].filter((box) => box !== null);
  return boxes.some((box) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
  });
}

export const toId = (id: string): Promise<void> => tabTo((stop) => stop.id === id);
export const toButton = (label: string): Promise<void> =>
  tabTo((stop) => stop.localName === 'button' && stop.textContent?.trim() === label);
export const toLabel = (label: string): Promise<void> => tabTo((stop) => stop.getAttribute('aria-label') === label);
const isOpen = (): boolean => element.matches(':state(open)');
export const closed = (): Promise<unknown> => until(() => !isOpen());

export async function start(viewer: 'client' | 'freelancer' | 'mediator', given: () => ContractFixture) {
  const made = await showState<MilestoneWorkroom>('milestone-workroom', { name: '', viewer, given }, document.body);
  element = made.element;
  const { backend, contractId } = made.fixture;
  return { ...made.fixture, contract: () => backend.contract(contractId) };
}

export async function open(label: string): Promise<void> {
  const buttons = [...(element.shadowRoot?.querySelectorAll('button') ?? [])];
  if (buttons.some((button) => button.textContent?.trim() === label)) await toButton(label);
  else await toItem(label);
  await press('Enter');
  await until(isOpen);
}

/** To the menu item: `Move down` is in the first menu that has it. */
export async function toItem(label: string): Promise<void> {
  await until(() => element.shadowRoot?.querySelector('.more'));
  const menus = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.more') ?? [])];
  for (const { ariaLabel } of menus) {
    await toLabel(ariaLabel ?? '');
    await press('Enter');
    await until(() => focused()?.role === 'menuitem');
    if (itemNamed(element, label) === undefined) {
      await press('Escape');
      continue;
    }
    for (let moves = 0; focused()?.firstElementChild?.textContent?.trim() !== label; moves += 1) {
      if (moves > 20) throw new Error(`the arrows do not get to ${label}`);
      await press('ArrowDown');
    }
    return;
  }
  throw new Error(`no menu has ${label}`);
}

/** Enter in a one-line field or on the dialog's button. */
export async function send(label: string): Promise<void> {
  await toButton(label);
  await press('Enter');
  await closed();
}
