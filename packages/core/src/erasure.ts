import type { ApprovalRequest } from './approval-request.ts';
import { isOpenRequest } from './approvals.ts';
import { hasOpenChargeback, isOpenDifference } from './chargeback.ts';
import type { Contract, Milestone, Person, PlanChange, Proposal, Submission } from './contract.ts';
import { atContractTime } from './deadlines.ts';
import {
  change,
  closeDraft,
  type Decision,
  type Environment,
  openDraft,
  putMilestone,
  putPayment,
  record,
} from './draft.ts';
import { erasedName, erasedText } from './events/words.ts';
import type { MilestoneId } from './ids.ts';
import { assertInvariants } from './invariants.ts';
import { type Member, withoutAvatar } from './members.ts';
import type { Payment } from './payment-record.ts';
import { ownerOf } from './payments.ts';
import { isOpenReturn, type ReturnRecord } from './return-record.ts';

// Rule 68: a person's texts and name can be erased once their contracts are over. Money, dates, ids and states do not
// change.

/** What to erase on a contract. */
export interface Erasure {
  /** The author whose words are erased; `null` erases everybody's. */
  readonly personId: string | null;
  /** Whether a text without an author (the title or the description of a milestone) is theirs. */
  readonly isTheirs: (text: string, milestoneId?: MilestoneId) => boolean;
  /** The number of words in events that are erased with it. */
  readonly texts: number;
  readonly by: 'server' | 'system';
}

/** Whether nothing on the contract is open or unsettled, so its texts are no longer needed. */
export function isOver(contract: Contract): boolean {
  const { status, payments, refundRequest, dispute, approvals, freezes, differences, returns } = contract;
  if (status !== 'declined' && status !== 'withdrawn' && status !== 'ended') return false;
  const isSettled = ({ status }: Payment) => status === 'succeeded' || status === 'failed' || status === 'cancelled';
  const isOpen = refundRequest !== null || dispute !== null || freezes.length > 0 || approvals.some(isOpenRequest);
  const isDisputed =
    returns.some(isOpenReturn) ||
    hasOpenChargeback(contract) ||
    differences.some((each) => isOpenDifference(contract, each));
  return !isOpen && !isDisputed && payments.every(isSettled);
}

/**
 * The contract without the words, and one event without notifications.
 *
 * @param contract one that is over, with all of its payments
 */
export function eraseWords(contract: Contract, erasure: Erasure, environment: Environment): Decision {
  const { personId, isTheirs, texts, by } = erasure;
  const isWhose = (id: string) => personId === null || id === personId;
  const named = <Known extends Person | null>(person: Known): Known =>
    person !== null && isWhose(person.id) ? { ...person, name: erasedName } : person;
  const asMember = (member: Member): Member => (isWhose(member.id) ? named(withoutAvatar(member)) : member);
  const text = (words: string, milestoneId?: MilestoneId) =>
    words !== '' && (personId === null || isTheirs(words, milestoneId)) ? erasedText : words;
  /** For texts with a known author. */
  const textBy = <Words extends string | null>(author: Person, words: Words) =>
    words !== null && isWhose(author.id) ? erasedText : words;

  const draft = openDraft(contract, { side: by }, atContractTime(contract, environment));
  record(draft, 'text.erased', { texts });
  change(draft, {
    title: text(contract.title),
    metadata: Object.fromEntries(Object.entries(contract.metadata).map(([key, value]) => [key, text(value)])),
    client: named(contract.client),
    freelancer: named(contract.freelancer),
    members: { client: contract.members.client.map(asMember), freelancer: contract.members.freelancer.map(asMember) },
    mediator: named(contract.mediator),
    proposals: contract.proposals.map(erasedProposal),
    approvals: contract.approvals.map(erasedApproval),
    returns: contract.returns.map(erasedReturn),
  });
  for (const milestone of contract.milestones) putMilestone(draft, erasedMilestone(milestone));
  for (const payment of contract.payments) {
    const { bonus, failure } = payment;
    const isPayers = contract.members[ownerOf(payment)].some(({ id }) => isWhose(id));
    if (bonus === undefined && (failure === null || !isPayers)) continue;
    putPayment(draft, {
      ...payment,
      ...(bonus === undefined ? {} : { bonus: { by: named(bonus.by), note: textBy(bonus.by, bonus.note) } }),
      failure: failure !== null && isPayers ? { ...failure, code: 'erased', message: erasedText } : failure,
    });
  }
  const decision = closeDraft(draft);
  assertInvariants(contract, decision);
  return decision;

  function erasedReturn(given: ReturnRecord): ReturnRecord {
    const { madeBy, reason } = given;
    if (!('id' in madeBy)) return given;
    return { ...given, madeBy: named(madeBy), reason: textBy(madeBy, reason) };
  }

  /** Closed, so its command is no longer stored here. */
  function erasedApproval(request: ApprovalRequest): ApprovalRequest {
    const { askedBy, approvedBy, rejectedBy, reason } = request;
    return {
      ...request,
      askedBy: named(askedBy),
      approvedBy: approvedBy.map(named),
      rejectedBy: named(rejectedBy),
      reason: rejectedBy === null ? reason : textBy(rejectedBy, reason),
    };
  }

  function erasedMilestone(milestone: Milestone): Milestone {
    const { submission, changeRequest } = milestone;
    return {
      ...milestone,
      title: text(milestone.title, milestone.id),
      description: text(milestone.description, milestone.id),
      submission: submission === null ? null : erasedSubmission(submission),
      changeRequest:
        changeRequest === null
          ? null
          : {
              ...changeRequest,
              message: textBy(changeRequest.requestedBy, changeRequest.message),
              requestedBy: named(changeRequest.requestedBy),
            },
    };
  }

  function erasedSubmission(submission: Submission): Submission {
    const { submittedBy, message, links, files } = submission;
    const by = named(submittedBy);
    if (!isWhose(submittedBy.id)) return { ...submission, submittedBy: by };
    return {
      ...submission,
      submittedBy: by,
      message: textBy(submittedBy, message),
      links: links.map(({ label }) => ({ url: erasedText, label: textBy(submittedBy, label) })),
      files: files.map((file) => ({ ...file, name: erasedText, sha256: erasedText })),
    };
  }

  function erasedProposal(proposal: Proposal): Proposal {
    const { proposedBy, note, changes } = proposal;
    return {
      ...proposal,
      proposedBy: named(proposedBy),
      note: textBy(proposedBy, note),
      changes: changes.map((each) => erasedChange(each, proposedBy)),
    };
  }

  function erasedChange(planChange: PlanChange, by: Person): PlanChange {
    const quoted = <Terms extends { readonly title?: string; readonly description?: string }>(terms: Terms): Terms => ({
      ...terms,
      ...(terms.title === undefined ? {} : { title: text(terms.title) }),
      ...(terms.description === undefined ? {} : { description: text(terms.description) }),
    });
    const own = <Terms extends { readonly title?: string; readonly description?: string }>(terms: Terms): Terms => ({
      ...terms,
      ...(terms.title === undefined ? {} : { title: textBy(by, terms.title) }),
      ...(terms.description === undefined ? {} : { description: textBy(by, terms.description) }),
    });
    if ('add' in planChange) return { add: own(planChange.add) };
    if (!('edit' in planChange)) return planChange;
    const { edit } = planChange;
    return { edit: { ...edit, before: quoted(edit.before), after: own(edit.after) } };
  }
}
