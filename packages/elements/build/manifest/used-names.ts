import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as commands from '../../src/foundation/commands.ts';
import * as commandsInPlace from '../../src/foundation/commands-in-place.ts';
import * as operatorCommands from '../../src/foundation/operator-commands.ts';
import { packageFolder } from '../bundle.ts';

/** The public names in the sources of an element, by kind of documentation. */
export interface UsedNames {
  readonly events: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  readonly tokens: ReadonlySet<string>;
}

/** Reads the file of an element's class and all its imports, including dynamic ones. */
export function namesUsedBy(file: string): UsedNames {
  const sources = [...closureOf(file)].map((each) => readFileSync(join(packageFolder, each), 'utf8'));
  const all = (pattern: RegExp) =>
    new Set(sources.flatMap((source) => Array.from(source.matchAll(pattern), (match) => match[1] ?? '')));
  const words = (names: ReadonlySet<string>) =>
    new Set(
      [...names]
        .flatMap((name) => name.replace(/\$\{[^}]*\}/g, ' ').split(/\s+/))
        .filter((name) => /^[a-z][a-z-]*$/.test(name)),
    );
  return {
    events: new Set([
      ...all(/tell\(\s*(?:\w+ \? )?'(workroom-[a-z-]+)'/g),
      ...all(/\? 'workroom-open' : '(workroom-close)'/g),
      ...commandEvents(sources),
    ]),
    slots: new Set(all(/<slot name="([a-z-]+)"/g)),
    parts: words(all(/\bpart="([^"]+)"/g)),
    states: all(/setState\('([a-z-]+)'/g),
    tokens: new Set(all(/var\(\s*(--workroom-[a-z-]+)/g)),
  };
}

/** The events before and after each command in the sources. */
function commandEvents(sources: readonly string[]): readonly string[] {
  const imported = sources.flatMap((source) => {
    const imports = source.matchAll(/import \{([^}]*)\} from '[^']*\/(?:operator-)?commands(?:-in-place)?\.ts'/g);
    const names = Array.from(imports, ([, each]) => each).join(',');
    return names.split(',').map((name) => name.trim());
  });
  return Object.entries({ ...commands, ...commandsInPlace, ...operatorCommands }).flatMap(
    ([name, { request, fact }]) => (imported.includes(name) ? [request, fact] : []),
  );
}

function closureOf(file: string): ReadonlySet<string> {
  const found = new Set([file]);
  for (const each of found) {
    const source = readFileSync(join(packageFolder, each), 'utf8').replace(/^(?:import|export) type .*?;$/gms, '');
    for (const [, from = ''] of source.matchAll(/(?:from|import\()\s*'(\.[^']+\.ts)'/g)) {
      found.add(join(dirname(each), from));
    }
  }
  return found;
}
