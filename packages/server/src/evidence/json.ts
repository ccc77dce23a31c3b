import { type EvidenceSource, howToCheck, runningBalances } from './evidence.ts';

/** The evidence as JSON, in chunks. The text equals `JSON.stringify` of the whole. */
export async function* evidenceJson({
  format,
  exportedAt,
  contract,
  head,
  events,
  movements,
}: EvidenceSource): AsyncGenerator<string> {
  yield `${JSON.stringify({ format, exportedAt, contract }).slice(0, -1)},"events":`;
  yield* arrayJson(events());
  yield ',"movements":';
  const balances = runningBalances();
  yield* arrayJson(movements(), balances.add);
  yield `,${JSON.stringify({ balances: balances.result(), head, howToCheck: howToCheck[format] }).slice(1)}`;
}

/** The items of all pages as one JSON array. */
export async function* arrayJson<Item>(
  pages: AsyncIterable<readonly Item[]>,
  onPage: (page: readonly Item[]) => void = () => {},
): AsyncGenerator<string> {
  yield '[';
  let isFirst = true;
  for await (const page of pages) {
    onPage(page);
    for (const item of page) {
      yield `${isFirst ? '' : ','}${JSON.stringify(item)}`;
      isFirst = false;
    }
  }
  yield ']';
}
