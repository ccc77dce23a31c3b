import { until } from './until.ts';

/** Actions of a person in an element, by the visible texts. */

export function inside<Found extends Element = HTMLElement>(host: Element, selector: string): Found {
  const found = host.shadowRoot?.querySelector<Found>(selector);
  if (!found) throw new Error(`no ${selector} in ${host.localName}`);
  return found;
}

export async function type(host: Element, selector: string, text: string): Promise<void> {
  const field = inside<HTMLInputElement | HTMLTextAreaElement>(host, selector);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await updated(host);
}

export async function press(host: Element, label: string): Promise<void> {
  (await reach(host, label)).click();
  await updated(host);
}

/** A button, or an item of a menu, which is opened. `Edit: Logo` is *Edit* in the menu of “Logo”. */
export async function reach(host: Element, label: string): Promise<HTMLElement> {
  const shown = buttonsOf(host).find((button) => nameOf(button) === label);
  return shown ?? inMenus(host, label);
}

async function inMenus(host: Element, label: string): Promise<HTMLElement> {
  if (host.shadowRoot?.querySelector('.more-space') === null) return buttonNamed(host, label);
  // The menus are loaded with the jobs.
  await until(() => host.shadowRoot?.querySelector('.more'));
  const [wanted = label, about = ''] = label.split(': ');
  const menus = [...(host.shadowRoot?.querySelectorAll<HTMLElement>('.more') ?? [])];
  for (const menu of menus.filter(({ ariaLabel }) => ariaLabel?.includes(about))) {
    menu.focus();
    menu.click();
    await updated(host);
    await until(() => host.shadowRoot?.querySelector('[role=menuitem]'));
    const found = itemNamed(host, wanted);
    if (found !== undefined) return found;
    menu.click();
    await updated(host);
  }
  return buttonNamed(host, label);
}

/** An item of the open menu. */
export function itemNamed(host: Element, label: string): HTMLElement | undefined {
  const items = [...(host.shadowRoot?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  return items.find((item) => item.firstElementChild?.textContent?.trim() === label);
}

export async function choose(host: Element, selector: string): Promise<void> {
  inside<HTMLInputElement>(host, selector).click();
  await updated(host);
}

export function buttonNamed(host: Element, label: string): HTMLButtonElement {
  const buttons = buttonsOf(host);
  const found = buttons.find((button) => nameOf(button) === label);
  if (found === undefined)
    throw new Error(`no button “${label}” among ${buttons.map((button) => button.textContent?.trim()).join(', ')}`);
  return found;
}

function buttonsOf(host: Element): readonly HTMLButtonElement[] {
  return [...(host.shadowRoot?.querySelectorAll('button') ?? [])];
}

function nameOf(button: HTMLElement): string | undefined {
  return (button.getAttribute('aria-label') ?? button.textContent)?.trim();
}

export function shownIn(host: Element): string {
  return (host.shadowRoot?.querySelector('.root')?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The price table, one line per row, once the price is loaded. */
export async function billIn(host: Element): Promise<readonly string[]> {
  await until(() => host.shadowRoot?.querySelector('.bill:not(.old)'));
  const rows = [...(host.shadowRoot?.querySelectorAll('.bill tr') ?? [])];
  return rows.map((row) => [...row.children].map((cell) => plain(cell.textContent)).join(': '));
}

/** Without the marks that isolate the direction of a name. */
function plain(text: string | null): string {
  return (text ?? '')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

async function updated(host: Element): Promise<void> {
  if ('updateComplete' in host) await host.updateComplete;
}
