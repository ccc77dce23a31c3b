import type { Locator, Page } from 'playwright-core';

/** What a person does in the room, by the words on the screen. */
export function roomOf(page: Page) {
  const room = page.locator('milestone-workroom');
  const dialog = room.getByRole('dialog');
  const press = (name: string, within: Locator = dialog) => within.getByRole('button', { name, exact: true }).click();
  return {
    room,
    dialog,
    press,
    open: async (name: string) => {
      await room.getByRole('button', { name }).first().click();
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
