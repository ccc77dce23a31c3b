import { join } from 'node:path';
import { eventTypes, kindOf } from '@workroom/core';
import { openApi } from '@workroom/core/api';
import { markdownTable } from '@workroom/core/testing';
import { expect, test } from 'vitest';
import { root } from './blocks.ts';

const file = join(root, 'docs/events.md');
const { schemas } = (openApi({ serverUrl: '/workroom' }) as unknown as Described).components;

test('docs/events.md is generated from the event catalogue; `vitest run events -u` in .toolchain/docs updates it', async () => {
  await expect(page()).toMatchFileSnapshot(file);
});

test('docs/events.md lists every event with every field of its data', () => {
  const text = page();
  expect(eventTypes.filter((type) => !text.includes(`| \`${type}\` `))).toEqual([]);
  expect(text).toContain('`leftoverTo` or null');
});

interface Field {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly { readonly type?: string }[];
}
interface Described {
  readonly components: {
    readonly schemas: {
      readonly Event: { readonly discriminator: { readonly mapping: Readonly<Record<string, string>> } };
    } & Readonly<
      Record<
        string,
        {
          readonly properties: {
            readonly data: {
              readonly properties: Readonly<Record<string, Field>>;
              readonly required?: readonly string[];
            };
          };
        }
      >
    >;
  };
}

function page(): string {
  const rows = eventTypes.map((type) => [`\`${type}\``, fieldsOf(type), kindOf(type).concerns.join(', ')]);
  return `# Events

<!-- Generated from the catalogue of events and the schemas of the API: see .toolchain/docs/events.test.ts. -->

These are the event types of a contract. They are the same in \`onEvent\`, [webhooks](webhooks.md), streams, the timeline and \`@workroom/client\`. In TypeScript, an event is a union discriminated by \`type\`; in OpenAPI, a \`oneOf\` with a discriminator:

\`\`\`ts
import { createWorkroom } from '@workroom/server';
import { simulatedProvider } from '@workroom/server/payments';

export const workroom = createWorkroom({
  payments: simulatedProvider(),
  async onEvent(event) {
    if (event.type !== 'milestone.released') return;
    const { milestoneId, amount, leftoverTo } = event.data; // typed by \`type\`
    console.log(event.contractId, milestoneId, amount, leftoverTo);
  },
});
\`\`\`

Each event also has \`id\`, \`contractId\`, \`seq\`, \`actor\`, \`occurredAt\`, \`recordedAt\` and \`hash\`. Amounts are in minor units of
the contract's currency, times in RFC 3339. Any version may add types and fields: ignore those that you do not know.

${markdownTable(['type', 'data', 'who is notified'], rows)}
`;
}

function fieldsOf(type: string): string {
  const name = schemas.Event.discriminator.mapping[type]?.split('/').at(-1) ?? '';
  const { properties = {}, required = [] } = schemas[name]?.properties.data ?? { properties: {} };
  return Object.entries(properties)
    .map(([field, { type: own = [], anyOf = [] }]) => {
      const orNull = [own, ...anyOf.map((each) => each.type)].flat().includes('null') ? ' or null' : '';
      return `\`${field}\`${orNull}${required.includes(field) ? '' : ' (optional)'}`;
    })
    .join(', ');
}
