import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from '@custom-elements-manifest/analyzer/index.js';
import { create } from '@custom-elements-manifest/analyzer/src/create.js';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import type {
  Attribute,
  CssCustomProperty,
  CssPart,
  CustomElementDeclaration,
  Event,
  Package,
  Slot,
} from 'custom-elements-manifest/schema.d.ts';
import { settingsProperties } from '../../src/foundation/settings.ts';
import { packageFolder } from '../bundle.ts';
import { sharedEvents, sharedParts, sharedSlots, sharedStates, sharedTokens } from './shared-names.ts';
import { namesUsedBy, type UsedNames } from './used-names.ts';

export interface ElementFile {
  readonly tag: string;
  readonly file: string;
}

const elementFiles: readonly ElementFile[] = [
  { tag: 'workroom-provider', file: 'src/provider/workroom-provider.ts' },
  { tag: 'milestone-workroom', file: 'src/milestone-workroom/milestone-workroom.ts' },
  { tag: 'review-and-pay', file: 'src/review-and-pay/review-and-pay.ts' },
  { tag: 'activity-timeline', file: 'src/activity-timeline/activity-timeline.ts' },
  { tag: 'contract-list', file: 'src/contract-list/contract-list.ts' },
  { tag: 'workroom-operations', file: 'src/workroom-operations/workroom-operations.ts' },
];

const bases = ['src/foundation/workroom-element.ts', 'src/foundation/contract-element.ts'];

/** The description of all elements, from their classes' JSDoc and from one list of shared names. */
export function customElementsManifest(): Package {
  const files = [...bases, ...elementFiles.map(({ file }) => file)];
  const made = create({
    modules: files.map((file) => ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022, true)),
    plugins: litPlugin(),
    context: { dev: false },
  });
  const modules = made.modules
    .filter(({ path }) => !bases.includes(path))
    .map((module) => {
      const tag = elementFiles.find(({ file }) => file === module.path)?.tag ?? '';
      const path = module.path.replace(/^src\/(.*)\.ts$/, 'dist/$1.js');
      const declarations = module.declarations?.flatMap((each) =>
        each.kind === 'class' ? [described(each as CustomElementDeclaration, tag, namesUsedBy(module.path))] : [],
      );
      const name = declarations?.[0]?.name ?? '';
      const definition = { kind: 'custom-element-definition', name: tag, declaration: { name, module: path } } as const;
      const exported = { kind: 'js', name, declaration: { name, module: path } } as const;
      return { ...module, path, declarations: declarations ?? [], exports: [exported, definition] };
    });
  return { schemaVersion: made.schemaVersion, readme: 'README.md', modules };
}

function described(declared: CustomElementDeclaration, tag: string, used: UsedNames): CustomElementDeclaration {
  const members = (declared.members ?? []).filter(
    (member) =>
      !member.name.startsWith('#') &&
      !('static' in member && member.static) &&
      member.privacy !== 'private' &&
      member.privacy !== 'protected',
  );
  const isPublic = new Set(members.map(({ name }) => name));
  const attributes: Attribute[] = [
    ...(declared.attributes ?? []).filter(({ fieldName }) => isPublic.has(fieldName ?? '')),
    ...settingsAttributes(members),
  ];
  // States that are set in a loop.
  const states = new Set([
    ...used.states,
    ...(declared.name === 'MilestoneWorkroom' ? ['client', 'freelancer', 'mediator'] : []),
  ]);
  const own = tag === 'workroom-provider' ? none : used;
  return {
    ...declared,
    customElement: true,
    tagName: tag,
    members,
    attributes: byName(attributes),
    slots: merged<Slot>(declared.slots, own.slots, sharedSlots),
    cssParts: merged<CssPart>(declared.cssParts, own.parts, sharedParts),
    cssProperties: merged<CssCustomProperty>(declared.cssProperties, tokensOf(own, tag), sharedTokens),
    cssStates: merged(declared.cssStates, own === none ? new Set() : states, sharedStates),
    events: eventsOf(declared.events, own.events),
  } as CustomElementDeclaration;
}

const none: UsedNames = { events: new Set(), slots: new Set(), parts: new Set(), states: new Set(), tokens: new Set() };

interface Named {
  readonly name: string;
  readonly description?: string;
}

/** The description of a name in the class, else in the shared list. A name without either has no description. */
function merged<Kind extends Named>(
  own: readonly Kind[] | undefined,
  used: ReadonlySet<string>,
  shared: Readonly<Record<string, string>>,
): Kind[] {
  const known = own ?? [];
  const others = [...used].filter((name) => known.every((each) => each.name !== name));
  const added = others.map(
    (name) => ({ name, ...(shared[name] === undefined ? {} : { description: shared[name] }) }) as Kind,
  );
  return byName([...known, ...added]);
}

/** Another element's component tokens belong to that one. */
function tokensOf({ tokens }: UsedNames, tag: string): ReadonlySet<string> {
  const others = elementFiles.filter((each) => each.tag !== tag).map((each) => `--workroom-${each.tag}-`);
  return new Set([...tokens].filter((token) => !others.some((other) => token.startsWith(other))));
}

function eventsOf(own: readonly Event[] | undefined, used: ReadonlySet<string>): Event[] {
  const said = new Map(own?.map((event) => [event.name, event.description]));
  return byName(
    [...used].map((name) => {
      const shared = sharedEvents.get(name);
      return {
        name,
        description: said.get(name) ?? shared?.description,
        type: { text: shared?.type ?? 'CustomEvent' },
      } as Event;
    }),
  );
}

function settingsAttributes(members: CustomElementDeclaration['members']): Attribute[] {
  return Object.entries(settingsProperties).flatMap(([fieldName, { attribute }]) => {
    const member = members?.find(({ name }) => name === fieldName);
    if (attribute === false || member === undefined) return [];
    const { description } = member;
    return [
      {
        name: typeof attribute === 'string' ? attribute : fieldName.toLowerCase(),
        fieldName,
        type: { text: 'string | undefined' },
        ...(description === undefined ? {} : { description }),
      },
    ];
  });
}

function byName<Kind extends Named>(named: readonly Kind[]): Kind[] {
  return named.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

function textOf(file: string): string {
  return readFileSync(join(packageFolder, file), 'utf8');
}
