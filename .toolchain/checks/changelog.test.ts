import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changelog, changesets } from '../changelog.mjs';
import { manifests } from '../launcher/install.mjs';
import { root } from '../launcher/process.mjs';

const changes = changesets();
const published = manifests()
  .map((manifest) => JSON.parse(readFileSync(join(root, manifest), 'utf8')))
  .filter((manifest) => !manifest.private)
  .map((manifest) => manifest.name.replace('@workroom/', ''));

test('CHANGELOG.md contains every changeset; `npm run changelog` updates it', () => {
  const before = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  expect(before).toBe(changelog(before, changes));
});

test('a release is inserted below the unreleased changes', () => {
  const change = { name: 'new.md', packages: ['core'], bump: 'minor', paragraphs: ['New.'] } as const;
  const after = changelog('# Changelog\n\n## Unreleased\n\nOld.\n\n## 1.0.0\n\n- First.\n', [change]);
  expect(after).toMatch(/## Unreleased\n\n### Features\n\n- \*\*core:\*\* New\.\n\n## 1\.0\.0\n\n- First\.\n$/);
  expect(after).not.toContain('Old.');
});

describe.each(changes.map((change) => [change.name, change] as const))(
  '.changeset/%s',
  (_, { packages, paragraphs }) => {
    test('names published packages only', () => {
      expect(packages.length).toBeGreaterThan(0);
      expect(packages.filter((name) => !published.includes(name))).toEqual([]);
    });

    test('is one paragraph of at most 100 words', () => {
      expect(paragraphs).toHaveLength(1);
      expect(paragraphs.join(' ').split(' ').length).toBeLessThanOrEqual(100);
    });
  },
);
