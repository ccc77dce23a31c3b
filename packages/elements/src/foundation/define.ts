/** The properties of a class for registration: its default name and its package version. */
export interface ElementClass extends CustomElementConstructor {
  readonly elementName: string;
  readonly version: string;
}

export interface DefineOptions {
  /** Other names than the default ones, e.g. `{ 'review-and-pay': 'acme-review' }`. */
  readonly names?: Readonly<Record<string, string>>;
  /** @default the page's registry */
  readonly registry?: CustomElementRegistry;
}

/**
 * Registers elements. Registering the same version again has no effect. A name that another version or class already
 * has is kept, with one error in the console.
 */
export function defineElements(classes: readonly ElementClass[], options: DefineOptions = {}): void {
  if (typeof customElements === 'undefined' && options.registry === undefined) return;
  const registry = options.registry ?? customElements;
  for (const element of classes) {
    const name = options.names?.[element.elementName] ?? element.elementName;
    const known = registry.get(name);
    if (known === undefined) {
      // A class can have only one name, so a second name gets a subclass.
      registry.define(name, nameOf(registry, element) === null ? element : class extends element {});
    } else if (versionOf(known) !== element.version) {
      tellOnce(name, versionOf(known), element.version);
    }
  }
}

const reported = new Set<string>();

/** Logged once for two versions, for any number of elements. */
function tellOnce(name: string, other: string | undefined, own: string): void {
  const key = other ?? name;
  if (reported.has(key)) return;
  reported.add(key);
  const by = other === undefined ? 'another library' : `@workroom/elements ${other}`;
  console.error(
    `<${name}> is already defined by ${by}; version ${own} leaves it so. Load one version, or rename with defineElements({ names }).`,
  );
}

function versionOf(known: CustomElementConstructor): string | undefined {
  return 'version' in known && typeof known.version === 'string' ? known.version : undefined;
}

function nameOf(registry: CustomElementRegistry, element: ElementClass): string | null {
  return 'getName' in registry && typeof registry.getName === 'function' ? registry.getName(element) : null;
}
