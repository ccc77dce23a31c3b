import type { CustomElementDeclaration } from 'custom-elements-manifest/schema.d.ts';
import { customElementsManifest } from '../../../../packages/elements/build/manifest/manifest.ts';

interface Named {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
}

/** One page per element, from the custom-elements manifest, with the live element. */
export function elementPages(): ReadonlyMap<string, string> {
  const declarations = customElementsManifest().modules.flatMap(
    ({ declarations }) => (declarations ?? []) as CustomElementDeclaration[],
  );
  return new Map(declarations.map((element) => [element.tagName ?? element.name, pageOf(element)]));
}

function pageOf(element: CustomElementDeclaration): string {
  const tag = element.tagName ?? element.name;
  const fields = (element.members ?? []).filter((each) => each.kind === 'field');
  const methods = (element.members ?? []).filter((each) => each.kind === 'method');
  const own = `--workroom-${tag}-`;
  const tokens = element.cssProperties ?? [];
  return [
    `# <${tag}>`,
    element.description ?? '',
    tag === 'workroom-provider' ? '' : `<div data-live="${tag}"></div>`,
    `\`\`\`js\nimport '@workroom/elements/define/${tag}';\n\`\`\``,
    section('Attributes', element.attributes, (each) => [code(each.name), code(typeOf(each)), text(each)]),
    section('Properties', fields, (each) => [code(each.name), code(typeOf(each)), text(each)]),
    section('Methods', methods, (each) => [code(`${each.name}()`), '', text(each)]),
    section('Events', element.events, (each) => [code(each.name), code(typeOf(each)), text(each)]),
    section('Slots', element.slots, (each) => [each.name === '' ? '(default)' : code(each.name), '', text(each)]),
    section('Parts', element.cssParts, (each) => [code(`::part(${each.name})`), '', text(each)]),
    section('States', element.cssStates, (each) => [code(`:state(${each.name})`), '', text(each)]),
    section(
      'Its own tokens',
      tokens.filter(({ name }) => name.startsWith(own)),
      (each) => [code(each.name), '', text(each)],
    ),
    section(
      'Core tokens',
      tokens.filter(({ name }) => !name.startsWith(own)),
      (each) => [code(each.name), '', text(each)],
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function section<Entry extends Named>(
  title: string,
  entries: readonly Entry[] | undefined,
  cells: (entry: Entry) => readonly string[],
): string {
  if (entries === undefined || entries.length === 0) return '';
  const rows = entries.map(cells);
  const hasTypes = rows.some(([, type]) => type !== '');
  const line = (row: readonly string[]) => `| ${(hasTypes ? row : [row[0], row[2]]).join(' | ')} |`;
  return [`## ${title}`, '', line(['Name', 'Type', 'What it is']), line(['---', '---', '---']), ...rows.map(line)].join(
    '\n',
  );
}

const code = (words: string) => (words === '' ? '' : `\`${words.replaceAll('|', '\\|')}\``);

function text({ description }: Named): string {
  return (description ?? '').replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
}

function typeOf(entry: object): string {
  return (entry as { readonly type?: { readonly text?: string } }).type?.text ?? '';
}
