import type { CustomElementDeclaration } from 'custom-elements-manifest/schema.d.ts';
import { describe, expect, test } from 'vitest';
import { customElementsManifest } from './manifest.ts';

const elements = customElementsManifest().modules.flatMap(
  ({ declarations }) => (declarations ?? []) as CustomElementDeclaration[],
);

const kinds = {
  attribute: ({ attributes }: CustomElementDeclaration) => attributes,
  property: ({ members }: CustomElementDeclaration) => members?.filter(({ kind }) => kind === 'field'),
  method: ({ members }: CustomElementDeclaration) => members?.filter(({ kind }) => kind === 'method'),
  event: ({ events }: CustomElementDeclaration) => events,
  slot: ({ slots }: CustomElementDeclaration) => slots,
  part: ({ cssParts }: CustomElementDeclaration) => cssParts,
  state: ({ cssStates }: CustomElementDeclaration) => cssStates,
  token: ({ cssProperties }: CustomElementDeclaration) => cssProperties,
} as const;

describe.each(elements)('$tagName', (element) => {
  test.each(Object.entries(kinds))('describes every %s', (_kind, named) => {
    const unexplained = (named(element) ?? []).filter(
      ({ description, ...rest }) => !description && !('default' in rest),
    );
    expect(unexplained.map(({ name }) => name)).toEqual([]);
  });
});

test('the public API matches its snapshot; a difference is an API change', async () => {
  const names = elements.flatMap((element) =>
    Object.entries(kinds).flatMap(([kind, named]) =>
      (named(element) ?? []).map(({ name }) => `${element.tagName} ${kind} ${name}`),
    ),
  );
  await expect(`${names.join('\n')}\n`).toMatchFileSnapshot('public-names.txt');
});
