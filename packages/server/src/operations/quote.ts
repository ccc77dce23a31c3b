import { isRefusal, type QuotedCommand, quote } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { environmentOf, newAttempted } from '../commands/context.ts';
import { refuseFreelancer } from '../commands/payout-account.ts';
import { Problem } from '../problem.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import { visible } from './reads.ts';
import type { CheckedFor } from './request.ts';

/** Rule 58. @throws Problem of the command itself if it would be refused */
export async function getQuote(context: OperationContext, checked: CheckedFor<'getQuote'>): Promise<Output<'Quote'>> {
  const { commands } = context;
  const contract = await visible(context, checked);
  const environment = environmentOf(commands, contract.currency, commands.now(), newAttempted(commands));
  const asked = askedFor(checked.query);
  const quoted = quote(contract, asked, actorOf(checked.caller), environment);
  if (isRefusal(quoted)) throw Problem.of(quoted);
  const refused = asked.command === 'fund' ? await refuseFreelancer(commands, contract.freelancer) : undefined;
  if (refused !== undefined) throw Problem.of(refused);
  return { ...quoted, lines: [...quoted.lines] };
}

/** The schema of the query has checked the fields of each command. */
function askedFor({ command, milestoneId, paymentId, amount, bonus }: Output<'QuoteQuery'>): QuotedCommand {
  if (command === 'give_bonus' && amount !== undefined) return { command, amount };
  if (command === 'return' && amount !== undefined) {
    if (milestoneId !== undefined) return { command, from: { milestoneId }, amount };
    if (paymentId !== undefined) return { command, from: { paymentId }, amount };
  }
  if (command === 'fund' && milestoneId !== undefined) return { command, milestoneId };
  if (command === 'release' && milestoneId !== undefined) {
    return {
      command,
      milestoneId,
      ...(amount === undefined ? {} : { amount }),
      ...(bonus === undefined ? {} : { bonus }),
    };
  }
  throw new Problem('bad_parameter');
}
