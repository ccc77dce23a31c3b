import type { Command, CommandName } from '@workroom/core';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The core command that an operation gives. The table's bodies have the shape of their commands, and
 * what the path names is added; `to-command.test-d.ts` holds the two to each other.
 */
export function toCommand(type: CommandName, parameters: Readonly<Record<string, string>>, body: Fields): Command {
  const { contractId: _, ...subject } = parameters;
  const fields = type === 'submit' ? { ...body, links: labelled(body.links) } : body;
  // The edge: the schema of the operation has checked the fields, the pattern of each id the path.
  return { ...fields, ...subject, type } as unknown as Command;
}

/** A link without a label has none. */
function labelled(links: unknown): readonly unknown[] {
  return Array.isArray(links) ? links.map((link: object) => ({ label: null, ...link })) : [];
}
