import { bundle, gzipBytes } from './bundle.ts';

export interface Size {
  readonly start: number;
  readonly file: number;
  readonly modules: readonly string[];
}

/** The sizes of an entry. */
export async function sizeOf(entry: string): Promise<Size> {
  const entries = { [entry]: `src/define/${entry}.ts` };
  const [chunks, whole] = await Promise.all([bundle({ entries }), bundle({ entries, inOneFile: true })]);
  const sum = (wanted: typeof chunks) => wanted.reduce((bytes, { code }) => bytes + gzipBytes(code), 0);
  return {
    start: sum(chunks.filter(({ atStart }) => atStart)),
    file: sum(whole),
    modules: chunks.flatMap(({ modules }) => modules),
  };
}
