import type { Page } from 'playwright-core';

/** The name of the focused element, across shadow roots. */
interface Stop {
  readonly name: string;
  readonly role: string;
  readonly inDialog: boolean;
  readonly hasRing: boolean;
  readonly markup: string;
}

/** Keyboard actions of a person on a page. The focused element must always be visible. */
export function keyboardOf(page: Page) {
  const key = (name: string) => page.keyboard.press(name);

  async function stop(): Promise<Stop | null> {
    return page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (element === null || element === document.body) return null;
      const labels = 'labels' in element ? [...((element.labels as NodeListOf<HTMLLabelElement> | null) ?? [])] : [];
      const words =
        element.getAttribute('aria-label') ??
        (labels.map((label) => label.textContent).join(' ') || element.textContent);
      const drawn = [element, element.closest('label, .money-field')].some((box) => {
        if (box === null) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box);
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
      });
      return {
        name: (words ?? '').replace(/\s+/g, ' ').trim(),
        role: element.localName,
        inDialog: element.closest('dialog') !== null,
        // Browsers draw their own focus rings on parts of a date; a heading focused by a script is not in the tab
        // order.
        hasRing: drawn || element.matches('[type=date], [tabindex="-1"]'),
        markup: element.outerHTML.slice(0, 160),
      };
    });
  }

  /** Presses Tab until the focused element has this name. */
  async function to(name: string | RegExp, { inDialog = false } = {}): Promise<void> {
    const passed: string[] = [];
    for (let stops = 0; stops < 120; stops += 1) {
      await key('Tab');
      const at = await stop();
      if (at === null) continue;
      if (!at.hasRing) throw new Error(`the focus cannot be seen on ${at.markup}`);
      const fits = typeof name === 'string' ? at.name === name : name.test(at.name);
      if (fits && (at.inDialog || !inDialog)) return;
      passed.push(at.name);
    }
    throw new Error(`the keyboard does not get to ${name}; it passed ${[...new Set(passed)].join(' | ')}`);
  }

  /** Opens a menu item: `Edit: Drawings` is *Edit* in the menu of “Drawings”. */
  async function toItem(name: string): Promise<void> {
    const [wanted = name, about = ''] = name.split(': ');
    const menus = page.locator('button.more');
    await menus.first().waitFor();
    for (const label of await menus.evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel ?? ''))) {
      if (!label.includes(about)) continue;
      await to(label);
      await key('Enter');
      const items = page.getByRole('menuitem');
      await items.first().waitFor();
      if ((await page.getByRole('menuitem', { name: wanted, exact: true }).count()) === 0) {
        await key('Escape');
        continue;
      }
      for (let moves = 0; (await stop())?.name !== wanted; moves += 1) {
        if (moves > 20) throw new Error(`the arrows do not get to ${name}`);
        await key('ArrowDown');
      }
      return;
    }
    throw new Error(`no menu has ${name}`);
  }

  const dialogIs = (open: boolean) =>
    page.waitForFunction((wanted) => {
      const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
      return roots.some((root) => root.querySelector('dialog:modal') !== null) === wanted;
    }, open);

  return {
    key,
    stop,
    to,
    write: (text: string) => page.keyboard.type(text),
    /** Replaces the content of a field. */
    async writeOver(text: string): Promise<void> {
      await key('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
    async press(name: string | RegExp): Promise<void> {
      await to(name);
      await key('Enter');
    },
    async open(name: string | RegExp): Promise<void> {
      const shown = page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
      if (typeof name === 'string' && (await shown.count()) === 0) await toItem(name);
      else await to(name);
      await key('Enter');
      await dialogIs(true);
    },
    toItem,
    /** The dialog's own button. Afterwards the focus must be somewhere that lets a blind person continue. */
    async send(name: string | RegExp): Promise<void> {
      await to(name, { inDialog: true });
      await key('Enter');
      await dialogIs(false);
      await page.waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body);
    },
    closed: () => dialogIs(false),
    async leave(): Promise<void> {
      await key('Escape');
      await dialogIs(false);
    },
    /** The marketplace's own picker, above the dialog that asked for it. */
    async payWith(card: RegExp): Promise<void> {
      await page.getByRole('dialog', { name: 'Choose how to pay' }).waitFor();
      for (let cards = 0; !card.test((await stop())?.name ?? ''); cards += 1) {
        if (cards > 30) throw new Error(`the keyboard does not get to ${card}`);
        await key(cards === 0 ? 'Tab' : 'ArrowDown');
      }
      await to('Use this card');
      await key('Enter');
    },
  };
}
