import type { CustomElementDeclaration } from 'custom-elements-manifest/schema.d.ts';
import { customElementsManifest } from '../elements/build/manifest/manifest.ts';

/** The source of each component, and of the entry that has them all. */
export function wrappers(): Readonly<Record<string, string>> {
  const elements = customElementsManifest().modules.flatMap(
    ({ declarations }) => (declarations ?? []) as CustomElementDeclaration[],
  );
  const names = elements.map(({ tagName = '' }) => tagName).sort();
  return {
    ...Object.fromEntries(elements.map((element) => [`${element.tagName}.ts`, componentOf(element)])),
    'index.ts': ["'use client';", '', ...names.map((name) => `export * from './${name}.ts';`), ''].join('\n'),
  };
}

function componentOf({ name, tagName, description, events = [] }: CustomElementDeclaration): string {
  const heard = events.map((event) => {
    const type = `WorkroomEventMap['${event.name}']`;
    const line = `    ${propOf(event.name)}: '${event.name}' as EventName<${type}>,`;
    // As the formatter breaks lines.
    return line.length <= 120 ? line : line.replace(`<${type}>`, `<\n      ${type}\n    >`);
  });
  return [
    "'use client';",
    '',
    '// Written from the element’s own description: pnpm --filter @workroom/react wrappers',
    events.length === 0
      ? "import { createComponent } from '@lit/react';"
      : "import { createComponent, type EventName } from '@lit/react';",
    events.length === 0
      ? `import { defineElements, ${name} as Element } from '@workroom/elements';`
      : `import { defineElements, ${name} as Element, type WorkroomEventMap } from '@workroom/elements';`,
    "import * as React from 'react';",
    '',
    'defineElements([Element]);',
    '',
    `/** ${(description ?? '').replace(/\s*\n\s*/g, ' ')} */`,
    `export const ${name} = createComponent({`,
    '  react: React,',
    `  tagName: '${tagName}',`,
    '  elementClass: Element,',
    ...(heard.length === 0 ? [] : ['  events: {', ...heard, '  },']),
    '});',
    '',
  ].join('\n');
}

/** `workroom-release-request` is heard by `onReleaseRequest`. */
function propOf(event: string): string {
  const words = event.replace(/^workroom-/, '').split('-');
  return `on${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
}
