import type { MilestoneState } from '../contract.ts';
import { processTable, type Step, stepOf, timers } from '../process.ts';

const milestoneStates: ReadonlySet<string> = new Set<MilestoneState>([
  'planned',
  'funding',
  'funded',
  'submitted',
  'changes_requested',
  'refund_requested',
  'disputed',
  'paid',
  'refunded',
  'cancelled',
]);

/** `docs/process.md`: the process table for readers, as a table and as state diagrams. */
export function processPage(): string {
  const commands: readonly (readonly [string, Step])[] = Object.entries(processTable);
  const deadlines: readonly (readonly [string, Step])[] = Object.entries(timers);
  return `# What may happen to a contract

Made from the process table in \`packages/core/src/process.ts\`. After changing that, run
\`UPDATE=1 npm test -- --filter=@workroom/core\`.

## A milestone

\`\`\`mermaid
stateDiagram-v2
  [*] --> planned: add_milestones
${[...arrows(commands), ...arrows(deadlines)].join('\n')}
${stepOf('release')
  .from?.flatMap((from) => [
    `  ${from} --> refund_requested: request_refund or end`,
    `  ${from} --> paid: end, paying all`,
    `  ${from} --> refunded: end, by the freelancer`,
  ])
  .join('\n')}
  planned --> cancelled: contract ends
  paid --> [*]
  refunded --> [*]
  cancelled --> [*]
\`\`\`

## A contract

\`\`\`mermaid
stateDiagram-v2
  [*] --> offered
  [*] --> active
${commands
  .filter(([, step]) => step.on === 'contract')
  .flatMap(([name, step]) => contractArrows(name, step))
  .join('\n')}
  ending --> active: withdraw_refund_request
  ending --> ended: nothing is held any more
\`\`\`

## Commands

${table(
  ['command', 'who', 'while the contract is', 'on a milestone that is', 'tells'],
  commands.map(([name, { who, contract, from, emits }]) => [
    `\`${name}\``,
    list(who),
    list(contract),
    list(from ?? []),
    list(emits),
  ]),
)}

## What time does

${table(
  ['when it runs out', 'while the contract is', 'tells'],
  deadlines.map(([name, { contract, emits }]) => [`\`${name}\``, list(contract), list(emits)]),
)}
`;
}

function arrows(steps: readonly (readonly [string, Step])[]): readonly string[] {
  return steps.flatMap(([name, step]) =>
    statesBefore(name, step).flatMap((from) =>
      (step.to ?? []).filter((to) => milestoneStates.has(to)).map((to) => `  ${from} --> ${to}: ${name}`),
    ),
  );
}

/** Commands on a request, a dispute or a payment start from the one state that a milestone has meanwhile. */
function statesBefore(name: string, step: Step): readonly MilestoneState[] {
  if (step.on === 'milestone') return step.from ?? [];
  if (step.on === 'refund_request') return ['refund_requested'];
  if (step.on === 'dispute') return ['disputed'];
  if (step.on === 'payment') return [name === 'retry_payment' ? 'planned' : 'funding'];
  return [];
}

function contractArrows(name: string, step: Step): readonly string[] {
  return step.contract
    .filter((from) => from !== 'ending')
    .flatMap((from) => (step.to ?? []).filter((to) => to !== from).map((to) => `  ${from} --> ${to}: ${name}`));
}

/** Padded as the formatter has it, so that formatting leaves the page as it is made. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function list(words: readonly string[]): string {
  return words.join(', ');
}
