import type { Locator, Page } from 'playwright-core';

async function chooseInMenu(room: Locator, name: string): Promise<void> {
  await room.locator('button.more').first().waitFor();
  for (const menu of await room.locator('button.more').all()) {
    await menu.click();
    const item = room.getByRole('menuitem', { name, exact: true });
    await room.getByRole('menuitem').first().waitFor();
    if ((await item.count()) > 0) {
      await item.click();
      return;
    }
    await menu.click();
  }
  throw new Error(`no menu has ${name}`);
}

/** A person's actions in the workroom, by the text on the screen. */
export function roomOf(page: Page) {
  const room = page.locator('milestone-workroom');
  const dialog = room.getByRole('dialog');
  const press = (name: string, within: Locator = dialog) => within.getByRole('button', { name, exact: true }).click();
  return {
    room,
    dialog,
    press,
    /** With a button, or in the first menu that has the action. */
    open: async (name: string) => {
      const button = room.getByRole('button', { name }).first();
      await button.or(room.locator('button.more').first()).first().waitFor();
      if ((await button.count()) > 0) await button.click();
      else await chooseInMenu(room, name);
      await dialog.waitFor();
    },
    closed: () => dialog.waitFor({ state: 'hidden' }),
    payWith: async (amount: string, card: string) => {
      const picker = page.getByRole('dialog', { name: 'Choose how to pay' });
      await picker.getByText(amount).waitFor();
      await picker.getByRole('radio', { name: card }).check();
      await picker.getByRole('button', { name: 'Use this card' }).click();
    },
  };
}
