import type { MilestoneState } from '../contract.ts';
import { processTable, type Step, stepOf, timers } from '../process.ts';
import { milestoneStates } from '../states.ts';
import { markdownTable } from './markdown-table.ts';

const ofMilestones: ReadonlySet<string> = new Set(milestoneStates);

/** `docs/process.md`: the process table for readers, as a table and as state diagrams. */
export function processPage(): string {
  const commands: readonly (readonly [string, Step])[] = Object.entries(processTable);
  const deadlines: readonly (readonly [string, Step])[] = Object.entries(timers);
  return `# Contract lifecycle

Every command and every deadline of a contract. Generated from the process table in \`packages/core/src/process.ts\`. To update it, run
\`UPDATE=1 npm test -- --filter=@workroom/core\`.

## A milestone

\`\`\`mermaid
stateDiagram-v2
  [*] --> planned: add_milestones
${drawn([...arrows(commands), ...arrows(deadlines), ...endings()])}
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
${drawn(commands.filter(([, step]) => step.on === 'contract').flatMap(([name, step]) => contractArrows(name, step)))}
  ending --> active: withdraw_refund_request
  ending --> ended: no money is held
\`\`\`

## Commands

${markdownTable(
  ['command', 'who', 'role', 'while the contract is', 'on a milestone that is', 'blocked by', 'while frozen', 'events'],
  commands.map(
    ([name, { who, role = '', contract, from = [], orWithIncrease = [], closedBy = [], whileFrozen, emits }]) => [
      `\`${name}\``,
      list(who),
      role,
      list(contract),
      list([...from, ...orWithIncrease]),
      list(closedBy),
      inFreeze(who, whileFrozen),
      list(emits),
    ],
  ),
)}

## Deadlines

${markdownTable(
  ['deadline', 'while the contract is', 'events'],
  deadlines.map(([name, { contract, emits }]) => [`\`${name}\``, list(contract), list(emits)]),
)}
`;
}

/** What ending the contract does to a milestone that is funded. */
function endings(): readonly Arrow[] {
  return (stepOf('release').from ?? []).flatMap((from) => [
    { from, to: 'refund_requested', label: 'request_refund or end' },
    { from, to: 'paid', label: 'end, paying all' },
    { from, to: 'refunded', label: 'end, by the freelancer' },
  ]);
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

const charges: ReadonlySet<string> = new Set(['fund', 'retry_payment']);

function arrows(steps: readonly (readonly [string, Step])[]): readonly Arrow[] {
  return steps.flatMap(([name, step]) =>
    statesBefore(name, step).flatMap((from) =>
      (step.to ?? [])
        .filter((to) => ofMilestones.has(to))
        // An increase of a funded milestone is deposited beside whatever goes on there.
        .filter((to) => !charges.has(name) || (from === 'planned' && (to === 'funding' || to === 'funded')))
        .map((to) => ({ from, to, label: name })),
    ),
  );
}

/** One arrow for all that leads from one state to another; what changes no state is in the table below. */
function drawn(all: readonly Arrow[]): string {
  const labels = new Map<string, Set<string>>();
  for (const { from, to, label } of all) {
    if (from === to) continue;
    const way = `  ${from} --> ${to}`;
    labels.set(way, (labels.get(way) ?? new Set()).add(label));
  }
  return Array.from(labels, ([way, names]) => `${way}: ${[...names].join('<br>')}`).join('\n');
}

/** Commands on a request, a dispute or a payment start from the milestone's state during it. */
function statesBefore(name: string, step: Step): readonly MilestoneState[] {
  if (step.on === 'milestone') return step.from ?? [];
  if (step.on === 'refund_request') return ['refund_requested'];
  if (step.on === 'dispute') return ['disputed'];
  if (step.on === 'payment') return [name === 'retry_payment' ? 'planned' : 'funding'];
  return [];
}

function contractArrows(name: string, step: Step): readonly Arrow[] {
  return step.contract
    .filter((from) => from !== 'ending')
    .flatMap((from) => (step.to ?? []).map((to) => ({ from, to, label: name })));
}

/** Rule 45: who may give the command while the contract is frozen. */
function inFreeze(who: Step['who'], whileFrozen: boolean | undefined): string {
  const may = who.filter((side) => whileFrozen ?? (side === 'operator' || side === 'server' || side === 'system'));
  return may.length === who.length ? 'yes' : may.length === 0 ? 'no' : list(may);
}

function list(words: readonly string[]): string {
  return words.join(', ');
}
