import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minifyHTMLLiterals } from 'minify-literals';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';

export const packageFolder = join(import.meta.dirname, '..');

export interface Chunk {
  readonly file: string;
  readonly code: string;
  /** Loaded before the first rendering: the entry itself, and its static imports. */
  readonly atStart: boolean;
  readonly modules: readonly string[];
}

export interface BundleOptions {
  /** Paths from the package's folder, by output file name. */
  readonly entries: Readonly<Record<string, string>>;
  /** One file, including lazily loaded parts. */
  readonly inOneFile?: boolean;
  readonly plugins?: readonly Plugin[];
  /** The value of `process.env.NODE_ENV`. @default 'production' */
  readonly mode?: 'production' | 'development';
}

/** Bundles the sources like a page's bundler, or with `inOneFile` for pages without one. */
export async function bundle({
  entries,
  inOneFile = false,
  plugins = [],
  mode = 'production',
}: BundleOptions): Promise<readonly Chunk[]> {
  const made = await rolldown({
    input: { ...entries },
    cwd: packageFolder,
    // 'use client' is for servers.
    checks: { moduleLevelDirective: false },
    platform: 'browser',
    plugins: [production(), minifiedLiterals(), ...plugins],
    // The entries export nothing. Code shared with their lazy parts stays in them, as in a page's own bundle.
    preserveEntrySignatures: 'allow-extension',
    resolve: { conditionNames: ['@workroom/source', 'browser', 'import', mode, 'default'] },
    transform: { target: 'es2023', define: { 'process.env.NODE_ENV': JSON.stringify(mode) } },
  });
  const { output } = await made.generate({
    format: 'es',
    minify: true,
    // Licences of dependencies are in a separate file.
    comments: false,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    ...(inOneFile ? { codeSplitting: false } : {}),
  });
  const chunks = output.filter((each): each is OutputChunk => each.type === 'chunk');
  const atStart = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const file of atStart)
    for (const next of chunks.find((each) => each.fileName === file)?.imports ?? []) atStart.add(next);
  return chunks.map(({ fileName, code, modules }) => ({
    file: fileName,
    code,
    atStart: atStart.has(fileName),
    modules: Object.keys(modules).map((id) => relative(packageFolder, id)),
  }));
}

/** In the form a server would send. */
export function gzipBytes(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}

/** The sources are for development; bundles are not. */
function production(): Plugin {
  return {
    name: 'production',
    resolveId: (id) => (id === '#mode' ? join(packageFolder, 'src', 'foundation', 'mode', 'production.ts') : null),
  };
}

/** Removes whitespace from styles and templates, because bundlers do not minify template literals. */
function minifiedLiterals(): Plugin {
  return {
    name: 'minified-literals',
    async transform(code, id) {
      if (!/\/elements\/(src|dist)\/.*\.[jt]s$/.test(id)) return null;
      return minified(code, id);
    },
  };
}

export async function minified(code: string, fileName: string): Promise<string> {
  if (!/\b(html|css|svg) ?`/.test(code)) return code;
  return (await minifyHTMLLiterals(code, { fileName }))?.code ?? code;
}
