// Keeps CHANGELOG.md: its section "Unreleased" holds the changesets.
//   node .toolchain/changelog.mjs           rewrites the section
//   node .toolchain/changelog.mjs release   names it after the version that `changeset version` has set
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const file = join(root, 'CHANGELOG.md');
const unreleased = '## Unreleased';
const preamble = `# Changelog

All packages are released together under one version. [docs/versioning.md](docs/versioning.md) says what a version may
change. Each entry names the packages it concerns.
`;

/**
 * @typedef {{ name: string, packages: readonly string[], bump: 'major' | 'minor' | 'patch', paragraphs: readonly string[] }} Changeset
 * @returns {readonly Changeset[]} in the order of their names
 */
export function changesets() {
  const folder = join(root, '.changeset');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => parsed(name, readFileSync(join(folder, name), 'utf8')));
}

/** @param {string} before the present text of CHANGELOG.md @param {readonly Changeset[]} changes */
export function changelog(before, changes) {
  const released = /^## (?!Unreleased)/m.exec(before);
  const rest = released ? `\n${before.slice(released.index)}` : '';
  return `${preamble}\n${unreleased}\n\n${sections(changes)}${rest}`;
}

/** @param {readonly Changeset[]} changes */
function sections(changes) {
  const titles = { major: 'Breaking changes', minor: 'Features', patch: 'Fixes' };
  const parts = /** @type {const} */ (['major', 'minor', 'patch']).flatMap((bump) => {
    const entries = changes.filter((change) => change.bump === bump).map(entry);
    return entries.length > 0 ? [`### ${titles[bump]}\n\n${entries.join('\n')}\n`] : [];
  });
  return parts.length > 0 ? parts.join('\n') : 'Nothing yet.\n';
}

/** @param {Changeset} change */
function entry({ packages, paragraphs }) {
  return `- **${packages.join(', ')}:** ${paragraphs.join(' ')}`;
}

/** @param {string} name @param {string} text @returns {Changeset} */
function parsed(name, text) {
  const [, head = '', body = ''] = /^---\n(.*?)---\n(.*)$/s.exec(text) ?? [];
  const bumps = [...head.matchAll(/^['"]@workroom\/([\w-]+)['"]: (major|minor|patch)$/gm)];
  const bump =
    /** @type {const} */ (['major', 'minor']).find((each) => bumps.some(([, , its]) => its === each)) ?? 'patch';
  const paragraphs = body
    .trim()
    .split(/\n{2,}/)
    .map((each) => each.replaceAll('\n', ' '));
  return { name, packages: bumps.map(([, each = '']) => each), bump, paragraphs };
}

if (process.argv[1] === import.meta.filename) {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (process.argv[2] === 'release') {
    const { version } = JSON.parse(readFileSync(join(root, 'packages/core/package.json'), 'utf8'));
    writeFileSync(file, before.replace(unreleased, `## ${version}`));
  } else {
    writeFileSync(file, changelog(before, changesets()));
  }
}
