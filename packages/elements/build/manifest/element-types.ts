import type { ClassField, CustomElementDeclaration } from 'custom-elements-manifest/schema.d.ts';
import { customElementsManifest } from './manifest.ts';

/** The source of types/elements.d.ts: the properties and events of every element, for the types of all frameworks. */
export function elementTypes(): string {
  const elements = customElementsManifest().modules.flatMap(
    ({ declarations }) => (declarations ?? []) as CustomElementDeclaration[],
  );
  const imported = [...elements.map(({ name }) => name), 'WorkroomEventMap'].sort();
  return [
    '// Written from the elements’ own descriptions: node build/write-element-types.ts',
    'import type {',
    ...imported.map((name) => `  ${name},`),
    "} from '@workroom/elements';",
    ...elements.flatMap((element) => ['', propsOf(element), '', eventsOf(element)]),
    '',
    '/** Every element by its name. */',
    'export interface WorkroomElements {',
    ...elements.flatMap(({ name, tagName, description }) => [
      comment(description, '  '),
      `  '${tagName}': {`,
      `    readonly element: ${name};`,
      `    readonly props: ${name}Props;`,
      `    readonly events: ${name}Events;`,
      '  };',
    ]),
    '}',
    '',
  ].join('\n');
}

function propsOf({ name, attributes, members }: CustomElementDeclaration): string {
  const fields = (members ?? []).filter((member): member is ClassField => member.kind === 'field' && !member.readonly);
  const settable = fields.filter(({ name: field }) => field !== 'contract');
  const known = new Set(settable.map((field) => field.name));
  const hyphenated = (attributes ?? []).filter((attribute) => !known.has(attribute.name));
  return [
    `export interface ${name}Props {`,
    ...settable.flatMap((field) => [
      comment(field.description, '  '),
      `  ${field.name}?: ${name}['${field.name}'] | undefined;`,
    ]),
    ...hyphenated.flatMap((attribute) => [
      comment(attribute.description, '  '),
      `  '${attribute.name}'?: ${name}['${attribute.fieldName}'] | undefined;`,
    ]),
    '}',
  ].join('\n');
}

function eventsOf({ name, events }: CustomElementDeclaration): string {
  if ((events ?? []).length === 0) return `export type ${name}Events = Record<never, never>;`;
  return [
    `export interface ${name}Events {`,
    ...(events ?? []).flatMap((event) => [
      comment(event.description, '  '),
      `  '${event.name}': WorkroomEventMap['${event.name}'];`,
    ]),
    '}',
  ].join('\n');
}

function comment(text: string | undefined, indent: string): string {
  return `${indent}/** ${(text ?? '').replaceAll('*/', '*\\/').replace(/\s*\n\s*/g, ' ')} */`;
}
