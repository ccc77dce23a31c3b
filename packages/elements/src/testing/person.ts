import { until } from './until.ts';

/** What a person does with an element, by what stands on the screen. */

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
  buttonNamed(host, label).click();
  await updated(host);
}

export async function choose(host: Element, selector: string): Promise<void> {
  inside<HTMLInputElement>(host, selector).click();
  await updated(host);
}

export function buttonNamed(host: Element, label: string): HTMLButtonElement {
  const buttons = [...(host.shadowRoot?.querySelectorAll('button') ?? [])];
  const found = buttons.find((button) => (button.getAttribute('aria-label') ?? button.textContent)?.trim() === label);
  if (found === undefined)
    throw new Error(`no button “${label}” among ${buttons.map((button) => button.textContent?.trim()).join(', ')}`);
  return found;
}

export function shownIn(host: Element): string {
  return (host.shadowRoot?.querySelector('.root')?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The table of what something costs, a line for each row, once its price is there. */
export async function billIn(host: Element): Promise<readonly string[]> {
  await until(() => host.shadowRoot?.querySelector('.bill:not(.old)'));
  const rows = [...(host.shadowRoot?.querySelectorAll('.bill tr') ?? [])];
  return rows.map((row) => [...row.children].map((cell) => plain(cell.textContent)).join(': '));
}

/** Without the marks that keep a name apart from the direction of the text around it. */
function plain(text: string | null): string {
  return (text ?? '')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

async function updated(host: Element): Promise<void> {
  if ('updateComplete' in host) await host.updateComplete;
}
