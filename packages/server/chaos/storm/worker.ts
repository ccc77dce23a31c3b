import { actionsFor, type Command, type Contract, type ContractId, commandNames, instant } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { type Dice, randomCommand, wellFormed } from '@workroom/core/testing';
import { testMethods } from '@workroom/server/payments';
import type { Recorder } from '../history/history.ts';
import { bankFaults } from '../market/bank-check.ts';
import { callers, client, freelancer, isStaff } from '../market/people.ts';
import { type Caller, type OperationName, requestFor } from '../market/requests.ts';
import { confirm, dispute } from './bank.ts';
import { type Cluster, leapsMs, type Server } from './cluster.ts';
import { outcomeOf, persist } from './persist.ts';

/** The state that workers share. */
export interface ChaosRun {
  readonly cluster: Cluster;
  readonly contracts: readonly ContractId[];
  readonly recorder: Recorder;
  readonly faults: string[];
  /** Answers by status. */
  readonly answers: Map<number, number>;
  readonly isOver: () => boolean;
}

const methods = Object.keys(testMethods);

/** One client of one server: sends random commands until the test ends. */
export async function sendCommands(run: ChaosRun, server: Server, process: number): Promise<void> {
  const { cluster, contracts } = run;
  const { random } = server;
  const pick = <Each>(from: readonly Each[]): Each => {
    const picked = from[Math.floor(random() * from.length)];
    if (picked === undefined) throw new RangeError('There is nothing to pick from.');
    return picked;
  };
  let count = 0;

  while (!run.isOver()) {
    count += 1;
    // All workers use a few common contracts, so that they conflict.
    const contractId = random() < 0.4 ? pick(contracts.slice(0, 8)) : pick(contracts);
    const doing = random();
    if (doing < 0.15) await append(run, server, process, contractId, `${process}.${count}`);
    else if (doing < 0.27) await readTimeline(run, server, process, contractId);
    else if (doing < 0.37) await readMoney(run, server, contractId, pick([client, freelancer, 'server']));
    else if (doing < 0.38) cluster.clock.advance(pick(leapsMs));
    else if (doing < 0.42) await confirm(cluster, contractId, random() < 0.7);
    else if (doing < 0.45) await dispute(cluster, server, contractId);
    else await command(run, server, contractId, `${process}.${count}`, pick);
  }
}

/** Appends a unique value: a message. */
async function append(run: ChaosRun, server: Server, process: number, contractId: ContractId, value: string) {
  const end = run.recorder.begin(process);
  const sent = { parameters: { contractId }, body: { text: value } };
  // Without a key it is sent once, so the server alone must find out the outcome of a commit.
  const answer =
    server.random() < 0.5
      ? await persist(server, 'postMessage', client, { ...sent, key: value })
      : { ...(await server.call('postMessage', client, sent)), wasUnsure: false };
  end(outcomeOf(answer), [{ does: 'append', key: contractId, value }]);
}

/** Reads the list of a contract. Its events never change, so pages read one after another equal one read at the end. */
async function readTimeline(run: ChaosRun, server: Server, process: number, contractId: ContractId) {
  const end = run.recorder.begin(process);
  const values: string[] = [];
  let after = '0';
  let seq = 0;
  for (;;) {
    const answer = await server.call('getTimeline', 'server', {
      parameters: { contractId },
      query: { after, limit: '200' },
    });
    if (answer.status !== 200) return end('failed', []);
    const { data, nextCursor } = answer.body as Output<'Timeline'>;
    for (const event of data) {
      seq += 1;
      if (event.seq !== seq) run.faults.push(`${contractId}: event ${event.seq} stands where ${seq} should`);
      if (event.type === 'message.posted') values.push(String(event.data.text));
    }
    if (nextCursor === null) return end('ok', [{ does: 'read', key: contractId, values: values.filter(isOurs) }]);
    after = nextCursor;
  }
}

/** Random commands post messages too; those of the history have a special form. */
function isOurs(text: string): boolean {
  return /^\d+\.\d+$/.test(text);
}

async function readMoney(run: ChaosRun, { call }: Server, contractId: ContractId, caller: Caller) {
  const read = await call('getContract', caller, { parameters: { contractId } });
  if (read.status !== 200) return;
  const ledger = await call('getLedger', caller, { parameters: { contractId } });
  if (ledger.status !== 200) return;
  const { movements } = ledger.body as Output<'Ledger'>;
  run.faults.push(...bankFaults(read.body as Output<'Contract'>, movements));
}

async function command(
  run: ChaosRun,
  server: Server,
  contractId: ContractId,
  key: string,
  pick: <Each>(from: readonly Each[]) => Each,
) {
  const { cluster } = run;
  const contract = (await cluster.store.load([{ id: contractId }])).get(contractId)?.contract;
  if (contract === undefined) throw new Error(`${contractId} is not there any more.`);
  const caller = pick([client, client, freelancer, freelancer, ...callers]);
  const asked = requestFor(contractId, anyCommand(contract, caller, cluster, server.random, pick));
  if (asked === null) return;
  const method = asked.name === 'fund' || asked.name === 'giveBonus' || asked.name === 'retryPayment';
  const sent = {
    ...asked.sent,
    ...(method ? { body: { ...asked.sent.body, paymentMethod: server.random() < 0.6 ? 'pm_ok' : pick(methods) } } : {}),
    key,
    version: contract.version,
  };
  const isTwice = server.random() < 0.1;
  const answers = await Promise.all([
    persist(server, asked.name, caller, sent),
    // An impatient person sends the command twice, the second time to another server.
    ...(isTwice ? [persist(pick(cluster.servers), asked.name, caller, sent)] : []),
  ]);
  for (const { status } of answers) run.answers.set(status, (run.answers.get(status) ?? 0) + 1);
  const done = answers.filter((answer) => answer.status < 300 && !answer.isReplay && !answer.wasUnsure);
  if (done.length > 1 && neverIdle.has(asked.name))
    run.faults.push(`${contractId}: ${asked.name} was done twice with one key`);
}

/**
 * Commands that always record an event. A command without an effect returns the same response each time and records
 * nothing.
 */
const neverIdle: ReadonlySet<OperationName> = new Set([
  'fund',
  'release',
  'giveBonus',
  'agreeToRefund',
  'decideDispute',
  'endContract',
  'postMessage',
  'submit',
]);

function anyCommand(
  contract: Contract,
  caller: Caller,
  { clock }: Cluster,
  random: () => number,
  pick: <Each>(from: readonly Each[]) => Each,
): Command {
  const dice: Dice = {
    place: Math.floor(random() * 1_000),
    amount: 500 + Math.floor(random() * 100_000),
    secondAmount: random() < 0.5 ? undefined : 500 + Math.floor(random() * 50_000),
    text: 'Any words.',
    days: 1 + Math.floor(random() * 3),
    flag: random() < 0.5,
    leftover: random() < 0.25 ? undefined : pick(['next_milestone', 'refund_and_end', 'refund_and_continue'] as const),
    outcome: 'succeeded',
  };
  const actor = caller === 'server' ? caller : { person: caller, operator: isStaff(caller) };
  const open = actionsFor(contract, actor, instant(clock.now().getTime())).filter(
    ({ name, closed }) => closed === null && !untrue.has(name) && (!seldom.has(name) || random() < 0.05),
  );
  const known = commandNames.filter((name) => !untrue.has(name));
  if (open.length === 0 || random() < 0.1) return randomCommand(pick(known), contract, dice);
  const likely = open.filter(({ name }) => onward.has(name));
  const action = pick(likely.length > 0 && random() < 0.6 ? likely : open);
  if (random() < 0.5) return wellFormed(action, contract, dice);
  // The same command on the same milestone, with random values.
  const place = contract.milestones.findIndex(({ id }) => id === action.milestoneId);
  return randomCommand(action.name, contract, place < 0 ? dice : { ...dice, place });
}

/** Commands that advance a contract, and end a dispute. */
const onward: ReadonlySet<string> = new Set<Command['type']>([
  'fund',
  'submit',
  'release',
  'agree_to_refund',
  'dispute_refund',
  'make_offer',
  'decide_dispute',
  'approve',
  'unfreeze',
]);

/**
 * Not included: staff's reports of chargebacks, because they would contradict the bank of this provider; and
 * bearing returns, because a payout whose reversal failed may have come back unnoticed.
 */
const untrue: ReadonlySet<string> = new Set<Command['type']>(['open_chargeback', 'resolve_chargeback', 'bear_return']);

/** Commands that would end every contract early, or fill its timeline without effect. */
const seldom: ReadonlySet<string> = new Set<OperationName | Command['type']>([
  'end',
  'decline_offer',
  'withdraw_offer',
  'post_message',
  'edit_contract',
  'set_members',
  'appoint_mediator',
  'remove_milestone',
  'reorder_milestones',
  'edit_milestone',
  'propose',
  // Staff commands that stop a contract for long, or end it at once.
  'freeze',
  'operator_release',
  'operator_refund',
  'operator_end',
]);
