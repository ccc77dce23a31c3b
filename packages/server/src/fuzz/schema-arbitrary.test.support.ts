import fc from 'fast-check';

/** The part of JSON Schema that this API's description uses. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** A placeholder for an id: the `nth` of its kind on the request's contract. */
export interface IdSlot {
  readonly slot: string;
  readonly nth: number;
}

/** Texts that are known to break software. */
const nasty = [
  '',
  ' ',
  '<script>globalThis.hacked = true</script>',
  '"><img src=x onerror=alert(1)>',
  "'; drop table workroom.contract; --",
  '{{7*7}}<%= 7*7 %>',
  '\u0000',
  '\ud800',
  '\u202Egnp.exe',
  '👩‍👩‍👧‍👦'.repeat(20),
  '__proto__',
  'constructor',
  '%00%2e%2e%2f',
  'Zoë – “größer”\r\nX-Injected: yes',
  'pm_declined',
  'pm_needs_action',
  'pm_pending',
  'pm_ok',
];
const amounts = [
  0,
  1,
  2,
  7,
  -1,
  499,
  500,
  5_000,
  10_000,
  20_000,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
];

/** Values that a schema allows. */
export function validFor(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fc.oneof(...either.map(validFor));
  switch (schema.type) {
    case 'object':
      return objectFor(schema);
    case 'array': {
      const { minItems: minLength = 0, maxItems = 5, items = {} } = schema;
      return fc.array(validFor(items), { minLength, maxLength: Math.max(minLength, Math.min(maxItems, 4)) });
    }
    case 'string':
      return textFor(schema);
    case 'integer':
    case 'number':
      return numberFor(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Values close to valid ones, mostly invalid. */
export function invalidFor(schema: Schema): fc.Arbitrary<unknown> {
  const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>(...nasty, ...amounts, 1.5, null, [], {}),
  );
  if (schema.type !== 'object') return junk;
  const names = Object.keys(schema.properties ?? {});
  const name = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'toString', 'id', 'status', 'held', ...names),
    fc.string(),
  );
  const changed = fc
    .tuple(validFor(schema), name, junk, fc.constantFrom('put', 'drop'))
    .map(([value, key, other, how]) => {
      const entries = Object.entries(value as object).filter(([each]) => each !== key);
      // Like JSON: an own property, whatever its name.
      return Object.fromEntries(how === 'drop' ? entries : [...entries, [key, other]]);
    });
  return fc.oneof({ weight: 4, arbitrary: changed }, { weight: 1, arbitrary: junk });
}

function objectFor({
  properties = {},
  required = [],
  propertyNames,
  additionalProperties,
}: Schema): fc.Arbitrary<object> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, validFor(each)]));
  const requiredKeys = required.filter((name) => name in fields);
  // Every optional field is another reason for a contract to refuse.
  const least = fc.record(Object.fromEntries(requiredKeys.map((name) => [name, fields[name] ?? fc.constant(null)])));
  const named = fc.oneof(fc.record(fields, { requiredKeys }), least);
  if (typeof additionalProperties !== 'object') return named;
  const more = fc.dictionary(textFor(propertyNames ?? {}) as fc.Arbitrary<string>, validFor(additionalProperties), {
    maxKeys: 4,
  });
  return fc.tuple(more, named).map(([others, own]) => ({ ...others, ...own }));
}

function textFor({ pattern, format, minLength = 0, maxLength = 10_000 }: Schema): fc.Arbitrary<unknown> {
  const kind = /^\^([a-z]{3})_/.exec(pattern ?? '')?.[1];
  if (kind !== undefined) {
    const slot = fc.nat({ max: 3 }).map((nth): IdSlot => ({ slot: kind, nth }));
    return fc.oneof({ weight: 6, arbitrary: slot }, { weight: 1, arbitrary: fc.constant(`${kind}_none`) });
  }
  // Few combinations of three letters are currencies.
  if (pattern === '^[A-Z]{3}$') return fc.constantFrom('USD', 'USD', 'EUR', 'JPY', 'KWD', 'XXX');
  if (format === 'date') return fc.constantFrom('2026-03-05', '2026-12-31', '2024-02-29', '9999-12-31', '0000-01-01');
  if (format === 'uri')
    return fc.oneof(fc.webUrl(), fc.constantFrom('javascript:alert(1)', 'https://a.example/?q=%00'));
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  const most = Math.min(maxLength, 60);
  return fc.oneof(
    { weight: 4, arbitrary: fc.string({ minLength, maxLength: most }) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength, maxLength: most }) },
    { weight: 3, arbitrary: fc.constantFrom(...nasty.filter(fits)) },
    { weight: 1, arbitrary: fc.constantFrom('x'.repeat(minLength), 'y'.repeat(maxLength), 'é'.repeat(maxLength)) },
  );
}

function numberFor({
  minimum = Number.MIN_SAFE_INTEGER,
  maximum = Number.MAX_SAFE_INTEGER,
}: Schema): fc.Arbitrary<number> {
  const known = amounts.filter((amount) => amount >= minimum && amount <= maximum);
  const near = fc.integer({ min: Math.max(minimum, -2), max: Math.min(maximum, 30_000) });
  return known.length === 0 ? near : fc.oneof(fc.constantFrom(...known), near);
}
