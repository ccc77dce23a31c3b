interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}

interface Description {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly operationId: string;
            readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
          }
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Every field of the API's bodies that takes any text: `submit.links[].label`. */
export function textFields({ paths, components }: Description): readonly string[] {
  const found: string[] = [];
  const walk = (schema: Schema, path: string): void => {
    const named = schema.$ref?.split('/').at(-1);
    const { type, anyOf = [], items, properties = {}, additionalProperties } = schema;
    if (named !== undefined) walk(components.schemas[named] ?? {}, path);
    const isBound =
      schema.enum !== undefined ||
      schema.const !== undefined ||
      schema.pattern !== undefined ||
      (schema.format !== undefined && schema.format !== 'uri');
    if (type === 'string' && !isBound) found.push(path);
    for (const each of anyOf) walk(each, path);
    if (items !== undefined) walk(items, `${path}[]`);
    for (const [name, each] of Object.entries(properties)) walk(each, `${path}.${name}`);
    if (typeof additionalProperties === 'object') walk(additionalProperties, `${path}.*`);
  };
  for (const { operationId, requestBody } of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    const body = requestBody?.content['application/json']?.schema;
    if (body !== undefined) walk(body, operationId);
  }
  return found;
}
