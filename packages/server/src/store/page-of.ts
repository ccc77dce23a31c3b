import type { Page } from './store.ts';

/** Makes a page from its rows and one more, which shows whether there is another page. */
export function pageOf<Item>(rows: readonly Item[], limit: number, cursorOf: (item: Item) => string): Page<Item> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > data.length && last !== undefined ? cursorOf(last) : null };
}
