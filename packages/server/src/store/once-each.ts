/** Builds a statement for each combination of options once. */
export function onceEach<Asked, Statement>(
  shapeOf: (asked: Asked) => readonly unknown[],
  build: (asked: Asked) => Statement,
): (asked: Asked) => Statement {
  const built = new Map<string, Statement>();
  return (asked) => {
    const shape = JSON.stringify(shapeOf(asked));
    const statement = built.get(shape) ?? build(asked);
    built.set(shape, statement);
    return statement;
  };
}
