import type { ApprovalId, MilestoneId, PaymentId } from '../ids.ts';
import { type Amount, minus, plus } from '../money.ts';
import type { EventData, EventType } from './event.ts';

// What each event says to the people it concerns, in plain English.

export interface Notice {
  /** A line, for a list or a subject. */
  readonly title: string;
  /** A sentence or two that say what happened and, where somebody must act, what to do. */
  readonly text: string;
}

/** What a notification's text says amounts, names and dates with. */
export interface Teller {
  /** Who did it. */
  readonly who: string;
  readonly contract: string;
  readonly money: (amount: Amount) => string;
  readonly milestone: (id: MilestoneId | null) => string;
  readonly day: (rfc3339: string) => string;
  /** Why a payment failed, followed by a space; empty for whom that does not concern. */
  readonly why: (id: PaymentId) => string;
  /** What an approval request asks for, as a line: “release $100.00 on “Logo””. */
  readonly asked: (id: ApprovalId) => string;
  /** What silence does meanwhile, after a space; empty where nothing. */
  readonly meanwhile: (id: ApprovalId) => string;
}

export const noticeTexts: { readonly [Type in EventType]: (data: EventData[Type], teller: Teller) => Notice } = {
  'contract.created': ({ status }, { contract }) =>
    status === 'offered'
      ? {
          title: `New offer: ${contract}`,
          text: 'A contract was offered. Read its milestones, then accept or decline it.',
        }
      : { title: `New contract: ${contract}`, text: 'The contract is active.' },
  'contract.accepted': (_, { who, contract }) => ({
    title: `${who} accepted your offer`,
    text: `“${contract}” is active. Fund the first milestone so that work can start.`,
  }),
  'contract.declined': ({ reason }, { who, contract }) => ({
    title: `${who} declined your offer`,
    text: because(`“${contract}” was declined.`, reason),
  }),
  'contract.withdrawn': ({ reason }, { who, contract }) => ({
    title: `${who} withdrew the offer`,
    text: because(`“${contract}” is no longer on offer.`, reason),
  }),
  'contract.edited': (_, { who, contract }) => ({
    title: `${who} changed the contract’s details`,
    text: `It is now called “${contract}”. Its terms are as they were.`,
  }),
  'contract.mediator_appointed': ({ mediator }, { contract }) => ({
    title: mediator === null ? 'The mediator was removed' : `${mediator.name} is the mediator`,
    text:
      mediator === null
        ? `“${contract}” has no mediator.`
        : `${mediator.name} sees “${contract}” only while it is in dispute.`,
  }),
  'contract.members_changed': (_, { contract }) => ({
    title: 'The people on this contract changed',
    text: `See “${contract}” for who may act for each side.`,
  }),
  'contract.ending': ({ reason }, { who, contract }) => ({
    title: `${who} is ending the contract`,
    text: because(`“${contract}” ends once what is open has settled.`, reason),
  }),
  'contract.ended': ({ reason }, { contract }) => ({
    title: `Contract ended: ${contract}`,
    text: because('Nothing is held any more, and milestones that were not funded are cancelled.', reason),
  }),
  'contract.frozen': ({ reason }, { who, contract }) => ({
    title: `${who} froze the contract`,
    text: because(
      `On “${contract}” every deadline stands still and nothing is paid out until the freeze is lifted. Messages still work.`,
      reason,
    ),
  }),
  'contract.unfrozen': ({ stillFrozen, reason }, { who, contract }) => ({
    title: stillFrozen ? `${who} lifted a freeze` : `${who} lifted the freeze`,
    text: because(
      stillFrozen
        ? `“${contract}” stays frozen: another freeze stands.`
        : `On “${contract}” deadlines run on with the time that was left, and payments that were held are sent.`,
      reason,
    ),
  }),
  'operator.released': ({ milestoneId, amount, reason }, { who, money, milestone }) => ({
    title: `${who} released ${money(amount)} to the freelancer`,
    text: because(`It was held on ${milestone(milestoneId)}. ${who} acts for the marketplace.`, reason),
  }),
  'operator.refunded': ({ milestoneId, amount, reason }, { who, money, milestone }) => ({
    title: `${who} refunded ${money(amount)} to the client`,
    text: because(`It was held on ${milestone(milestoneId)}. ${who} acts for the marketplace.`, reason),
  }),
  'operator.extended': ({ deadline, days, endsAt, reason }, { who, day }) => ({
    title: `${who} gave ${days === 1 ? '1 day' : `${days} days`} more ${extendedFor[deadline]}`,
    text: because(
      endsAt === null ? 'The clock stands still while the contract is frozen.' : `There is time until ${day(endsAt)}.`,
      reason,
    ),
  }),
  'operator.ended': ({ toFreelancer, toClient, reason }, { who, contract, money }) => ({
    title: `${who} ended the contract`,
    text: because(
      `“${contract}” is over: ${money(toFreelancer)} goes to the freelancer, ${money(toClient)} back to the client. ${who} acts for the marketplace.`,
      reason,
    ),
  }),
  'milestone.added': ({ title, amount }, { who, money }) => ({
    title: `${who} added a milestone`,
    text: `“${title}” for ${money(amount)}.`,
  }),
  'milestone.edited': ({ milestoneId }, { who, milestone }) => ({
    title: `${who} changed a milestone`,
    text: `${milestone(milestoneId)} has new terms. Please read them.`,
  }),
  'milestone.removed': ({ title }, { who }) => ({
    title: `${who} removed a milestone`,
    text: `“${title}” is no longer part of the plan.`,
  }),
  'milestones.reordered': (_, { who, contract }) => ({
    title: `${who} reordered the milestones`,
    text: `See “${contract}” for the new order.`,
  }),
  'milestone.funding': ({ milestoneId, charged }, { money, milestone }) => ({
    title: 'Payment processing',
    text: `${money(charged)} for ${milestone(milestoneId)} is being charged.`,
  }),
  'milestone.funded': ({ milestoneId, amount, increase }, { money, milestone }) =>
    increase
      ? { title: `${money(amount)} more is held for ${milestone(milestoneId)}`, text: 'The higher amount binds now.' }
      : { title: `${milestone(milestoneId)} is active & funded`, text: `${money(amount)} is held. Work can start.` },
  'milestone.increase_agreed': ({ milestoneId, increase, amount }, { money, milestone }) => ({
    title: `${milestone(milestoneId)} is to be worth ${money(amount)}`,
    text: `Fund the additional ${money(increase)}. Until it is deposited the old amount binds.`,
  }),
  'milestone.submitted': ({ milestoneId, message, reviewEndsAt }, { who, milestone, day }) => ({
    title: `${who} submitted work for ${milestone(milestoneId)}`,
    text: `“${excerpt(message)}” Review and pay, or request changes, by ${day(reviewEndsAt)}; without an answer the funds are released.`,
  }),
  'milestone.submission_withdrawn': ({ milestoneId }, { who, milestone }) => ({
    title: `${who} withdrew the submission`,
    text: `There is nothing to review on ${milestone(milestoneId)} for now.`,
  }),
  'milestone.changes_requested': ({ milestoneId, message }, { who, milestone }) => ({
    title: `${who} requested changes to ${milestone(milestoneId)}`,
    text: `“${excerpt(message)}” Submit the work again when it is ready.`,
  }),
  'milestone.review_extended': ({ milestoneId, reviewEndsAt }, { who, milestone, day }) => ({
    title: `${who} gave you more time`,
    text: `You have until ${day(reviewEndsAt)} to review ${milestone(milestoneId)}.`,
  }),
  'review.reminder': ({ milestoneId, daysLeft, reviewEndsAt }, { milestone, day }) => ({
    title: `${daysLeft === 1 ? '1 day' : `${daysLeft} days`} left to review ${milestone(milestoneId)}`,
    text: `Review and pay, or request changes, by ${day(reviewEndsAt)}; without an answer the funds are released to the freelancer.`,
  }),
  'milestone.released': ({ milestoneId, amount, leftover }, { money, milestone }) => ({
    title: `${money(amount)} released for ${milestone(milestoneId)}`,
    text: leftover > 0 ? `The payout is on its way. ${money(leftover)} was left over.` : 'The payout is on its way.',
  }),
  'milestone.auto_released': ({ milestoneId, amount }, { money, milestone }) => ({
    title: `${money(amount)} released for ${milestone(milestoneId)}`,
    text: 'The review period ended without an answer, so the funds were released to the freelancer automatically.',
  }),
  'milestone.refunded': ({ milestoneId, amount }, { money, milestone }) => ({
    title: `${money(amount)} refunded`,
    text: `It was held on ${milestone(milestoneId)} and goes back to the client.`,
  }),
  'milestone.cancelled': ({ milestoneId }, { milestone }) => ({
    title: `${milestone(milestoneId)} was cancelled`,
    text: 'The contract ended before it was funded.',
  }),
  'bonus.given': ({ amount, note }, { who, money }) => ({
    title: `${who} added a bonus of ${money(amount)}`,
    text: note === null ? 'The payout is on its way.' : `“${excerpt(note)}”`,
  }),
  'funds.carried': ({ milestoneId, amount, toMilestoneId }, { money, milestone }) => ({
    title: `${money(amount)} goes toward the next milestone`,
    text:
      toMilestoneId === null
        ? `Left over from ${milestone(milestoneId)}.`
        : `Left over from ${milestone(milestoneId)}, it goes toward ${milestone(toMilestoneId)}.`,
  }),
  'funds.hold_ending': ({ amount, holdUntil }, { contract, money, day }) => ({
    title: `${money(amount)} cannot be held much longer`,
    text: `The payment provider may hold it until ${day(holdUntil)}. Release it, give it back, or settle what is open on “${contract}” before then.`,
  }),
  'funds.released': ({ amount }, { money }) => ({
    title: `${money(amount)} released`,
    text: 'Carried funds were released to the freelancer. The payout is on its way.',
  }),
  'funds.refunded': ({ amount }, { money }) => ({
    title: `${money(amount)} refunded`,
    text: 'Carried funds go back to the client.',
  }),
  'proposal.made': ({ changes, note }, { who }) => ({
    title: `${who} proposed ${changes.length === 1 ? 'a change' : `${changes.length} changes`} to the plan`,
    text: because('Read what would change, then accept or reject it.', note),
  }),
  'proposal.accepted': (_, { who }) => ({
    title: `${who} accepted your proposal`,
    text: 'The plan has changed as you proposed.',
  }),
  'proposal.rejected': ({ reason }, { who }) => ({
    title: `${who} rejected your proposal`,
    text: because('The plan stays as it was.', reason),
  }),
  'proposal.withdrawn': (_, { who }) => ({
    title: `${who} withdrew a proposal`,
    text: 'There is nothing to answer any more.',
  }),
  'proposal.outdated': (_, { contract }) => ({
    title: 'A proposal is out of date',
    text: `The plan of “${contract}” has changed since it was made, so it was closed. Make a new one if it is still wanted.`,
  }),
  'refund.requested': ({ amount, milestoneId, reason, answerBy }, { who, money, milestone, day }) => ({
    title: `${who} requested a refund of ${money(amount)}`,
    text: because(
      `It is held on ${milestone(milestoneId)}. Agree or start a dispute by ${day(answerBy)}; without an answer the money goes back.`,
      reason,
    ),
  }),
  'refund.withdrawn': ({ amount }, { who, money }) => ({
    title: `${who} withdrew the refund request`,
    text: `${money(amount)} stays held as before.`,
  }),
  'refund.voided': ({ amount }, { money }) => ({
    title: `The refund request of ${money(amount)} was closed`,
    text: 'The marketplace ended the contract, so nobody answers it any more.',
  }),
  'refund.agreed': ({ amount }, { who, money }) => ({
    title: `${who} agreed to the refund`,
    text: `${money(amount)} goes back to you.`,
  }),
  'refund.expired': ({ amount }, { money }) => ({
    title: `${money(amount)} goes back to the client`,
    text: 'The refund request was not answered in time, which counts as agreement.',
  }),
  'refund.volunteered': ({ amount, reason }, { who, money }) => ({
    title: `${who} gave ${money(amount)} back`,
    text: because('It goes back to you.', reason),
  }),
  'dispute.opened': ({ amount, reason, decideBy }, { who, money, day }) => ({
    title: `${who} started a dispute over ${money(amount)}`,
    text: because(
      `The money is frozen. Without a decision by ${day(decideBy)} the marketplace’s default applies.`,
      reason,
    ),
  }),
  'dispute.statement': ({ message }, { who }) => ({ title: `${who} added a statement`, text: `“${excerpt(message)}”` }),
  'dispute.offer': ({ sealed, toFreelancer }, { who, money }) =>
    sealed || toFreelancer === null
      ? {
          title: `${who} made a sealed offer`,
          text: 'It stays secret. Make yours: if the two meet, the dispute is settled halfway between them.',
        }
      : {
          title: `${who} offered a split: ${money(toFreelancer)} to the freelancer`,
          text: 'Offer the same split to accept it, or name another one.',
        },
  'dispute.no_overlap': ({ roundsLeft }) => ({
    title: 'The sealed offers do not meet',
    text:
      roundsLeft === 0
        ? 'Neither number is shown to anyone. No sealed round is left: make an open offer, or wait for the decision.'
        : `Neither number is shown to anyone. You can try ${roundsLeft === 1 ? 'once' : 'twice'} more.`,
  }),
  'dispute.voided': ({ amount }, { money }) => ({
    title: `The dispute over ${money(amount)} was closed`,
    text: 'The marketplace ended the contract and split what was held.',
  }),
  'dispute.settled': ({ toFreelancer, toClient }, { money }) => ({
    title: 'The dispute is settled',
    text: `You agreed on a split: ${money(toFreelancer)} goes to the freelancer, ${money(toClient)} back to the client.`,
  }),
  'dispute.decided': ({ toFreelancer, toClient, note }, { money }) => ({
    title: 'The dispute was decided',
    text: because(`${money(toFreelancer)} goes to the freelancer, ${money(toClient)} back to the client.`, note),
  }),
  'dispute.defaulted': ({ toFreelancer, toClient }, { money }) => ({
    title: 'The dispute was settled by default',
    text: `There was no decision in time. ${money(toFreelancer)} goes to the freelancer, ${money(toClient)} back to the client.`,
  }),
  'payment.pending': ({ amount }, { money }) => ({
    title: 'Payment processing',
    text: `${money(amount)} is on its way.`,
  }),
  'payment.requires_action': ({ amount }, { money }) => ({
    title: 'Confirm your payment',
    text: `Your bank asks you to confirm ${money(amount)}.`,
  }),
  'payment.succeeded': ({ amount }, { money }) => ({ title: 'Payment complete', text: `${money(amount)} arrived.` }),
  'payment.failed': ({ amount, paymentId }, { money, why }) => ({
    title: `Your payment of ${money(amount)} did not go through`,
    text: `${why(paymentId)}Nothing was lost: try again with this or another means of payment.`,
  }),
  'payment.parked': ({ amount, paymentId }, { money, why }) => ({
    title: `A payment of ${money(amount)} needs attention`,
    text: `${why(paymentId)}It can be tried again from the contract.`,
  }),
  'payment.reversed': ({ kind, amount, fee, paymentId }, { money, why }) => ({
    title:
      kind === 'transfer'
        ? `A payout of ${money(minus(amount, fee))} came back`
        : `A refund of ${money(plus(amount, fee))} came back`,
    text: `${why(paymentId)}It is owed to you as before, and can be sent again from the contract.`,
  }),
  'payment.retried': ({ amount }, { money }) => ({
    title: 'Payment tried again',
    text: `${money(amount)} is on its way.`,
  }),
  'payment.cancelled': ({ amount, reason }, { money }) => ({
    title: `The payment of ${money(amount)} was cancelled`,
    text:
      reason === 'action_expired'
        ? 'It was not confirmed in time. You can try again.'
        : reason === 'milestone_settled'
          ? 'The milestone was settled before it arrived. Should it arrive after all, it goes back by itself.'
          : 'Nothing was charged. Should it arrive after all, it goes back by itself.',
  }),
  'approval.requested': ({ approvalId }, { who, contract, asked, meanwhile }) => ({
    title: `${who} asks for your approval`,
    text: `${who} wants to ${asked(approvalId)} on “${contract}”. It waits until enough of you approve it.${meanwhile(approvalId)}`,
  }),
  'approval.approved': ({ approvalId }, { who, contract, asked }) => ({
    title: `${who} approved a request`,
    text: `${who} approved the request to ${asked(approvalId)} on “${contract}”.`,
  }),
  'approval.rejected': ({ approvalId, reason }, { who, contract, asked }) => ({
    title: `${who} rejected a request`,
    text: because(`The request to ${asked(approvalId)} on “${contract}” was rejected. Nothing was done.`, reason),
  }),
  'approval.withdrawn': ({ approvalId }, { who, contract, asked }) => ({
    title: `${who} withdrew a request`,
    text: `The request to ${asked(approvalId)} on “${contract}” no longer needs your approval.`,
  }),
  'approval.expired': ({ approvalId }, { contract, asked }) => ({
    title: 'An approval request expired',
    text: `Not enough people approved the request to ${asked(approvalId)} on “${contract}” in time. Nothing was done. Ask again if it is still wanted.`,
  }),
  'approval.voided': ({ approvalId }, { contract, asked }) => ({
    title: 'An approval request was closed',
    text: `The request to ${asked(approvalId)} on “${contract}” can no longer be carried out.`,
  }),
  'message.posted': ({ text }, { who }) => ({ title: `Message from ${who}`, text: excerpt(text) }),
  'text.erased': (_, { contract }) => ({
    title: 'Texts were erased',
    text: `Some texts of “${contract}” were erased.`,
  }),
};

const extendedFor = {
  review: 'for the review',
  refund_response: 'to answer the refund request',
  dispute: 'to settle the dispute',
} as const;

function because(sentence: string, reason: string | null): string {
  return reason === null || reason === '' ? sentence : `${sentence} “${excerpt(reason)}”`;
}

/** The beginning of a long text, cut at a character, never inside one. */
function excerpt(text: string): string {
  const characters = [...text.trim().replaceAll(/\s+/g, ' ')];
  return characters.length <= 200 ? characters.join('') : `${characters.slice(0, 199).join('')}…`;
}
