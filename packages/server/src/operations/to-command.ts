import type { Command, CommandName } from '@workroom/core';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The core command of an operation: the body has the type of the command, and the path parameters are added.
 * `to-command.test-d.ts` checks this.
 */
export function toCommand(type: CommandName, parameters: Readonly<Record<string, string>>, body: Fields): Command {
  const { contractId: _, ...subject } = parameters;
  const fields = type === 'submit' ? { ...body, links: labelled(body.links) } : body;
  // Schema edge: the operation's schema has checked the fields, and the patterns of ids the path.
  return { ...fields, ...subject, type } as unknown as Command;
}

/** A missing label is `null`. */
function labelled(links: unknown): readonly unknown[] {
  return Array.isArray(links) ? links.map((link: object) => ({ label: null, ...link })) : [];
}
