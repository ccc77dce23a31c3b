import type { WireAction, WireContract, WireMilestone, WirePayment } from '@workroom/core/api';
import type { Localize } from '../foundation/localize.ts';
import { isReader } from '../foundation/own-side.ts';
import message from '../locales/en/message.ts';
import next from '../locales/en/next.ts';
import room from '../locales/en/room.ts';
import work from '../locales/en/work.ts';
import type { LazyComposer } from '../timeline/lazy-composer.ts';
import { actionOn } from './actions.ts';

/** The texts of the room; dialogs and timeline have their own. */
export const roomStrings = { ...work, ...room, ...next, ...message } as const;

export type RoomWords = Localize<typeof roomStrings>;

/** A job of the dialog. */
export interface Task {
  readonly kind: TaskKind;
  readonly milestoneId: string | null;
  readonly paymentId: string | null;
  readonly proposalId: string | null;
  readonly approvalId?: string | null;
  readonly returnId?: string | null;
  readonly chargebackId?: string | null;
  readonly differenceId?: string | null;
}

/** An operator's jobs (rules 45 to 54), whose forms load with their own element. */
export type OperatorTaskKind =
  | 'freeze'
  | 'unfreeze'
  | 'operator_release'
  | 'operator_refund'
  | 'operator_extend'
  | 'operator_end'
  | 'retry_return'
  | 'cancel_return'
  | 'bear_return'
  | 'settle_outside'
  | 'open_chargeback'
  | 'resolve_chargeback'
  | 'record_evidence'
  | 'acknowledge_difference';

export type TaskKind =
  | OperatorTaskKind
  | 'accept_offer'
  | 'decline_offer'
  | 'withdraw_offer'
  | 'add_milestones'
  | 'edit_milestone'
  | 'remove_milestone'
  | 'propose_milestone'
  | 'propose_edit'
  | 'propose_removal'
  | 'accept_proposal'
  | 'reject_proposal'
  | 'withdraw_proposal'
  | 'fund'
  | 'submit'
  | 'withdraw_submission'
  | 'extend_review'
  | 'release'
  | 'request_changes'
  | 'request_refund'
  | 'agree_to_refund'
  | 'withdraw_refund_request'
  | 'volunteer_refund'
  | 'return_funds'
  | 'dispute_refund'
  | 'add_statement'
  | 'make_offer'
  | 'accept_split'
  | 'decide_dispute'
  | 'end'
  | 'give_bonus'
  | 'retry_payment'
  | 'cancel_payment'
  | 'approve'
  | 'reject_approval'
  | 'withdraw_approval';

/** Views of open requests and disputes. */
export interface OpenItemViews {
  readonly freeze: (room: Room) => unknown;
  readonly approvals: (room: Room) => unknown;
  readonly proposals: (room: Room) => unknown;
  readonly refund: (room: Room, milestoneId: string | null) => unknown;
  readonly dispute: (room: Room, milestoneId: string | null) => unknown;
  readonly payments: (room: Room, payments: readonly WirePayment[]) => unknown;
  /** The amounts that are still to be deposited on a funded milestone. */
  readonly increase: (room: Room, milestone: WireMilestone) => unknown;
  /** Payouts and refunds of a milestone, sent or waiting, shown next to its payment date. */
  readonly arrived: (room: Room, milestoneId: string) => readonly string[];
  /** The freelancer's earnings for submitted work. */
  readonly receive: (room: Room, milestone: WireMilestone) => unknown;
  /** Views for the marketplace's staff: money that waits for them, and all of the contract's money. */
  readonly staff?: { readonly waiting: (room: Room) => unknown; readonly books: (room: Room) => unknown };
}

/** The context of all views of the room: data and actions. */
export interface Room {
  readonly contract: WireContract;
  readonly words: RoomWords;
  /** Whether a command is in flight. */
  readonly busy: boolean;
  /** Whether the page allows files to be shown in place. */
  readonly filePreviews?: boolean;
  readonly open: (kind: TaskKind, on?: Partial<Omit<Task, 'kind'>>) => void;
  /** Starts the bank's confirmation. */
  readonly confirmPayment: (payment: WirePayment) => void;
  readonly goTo: (milestoneId: string) => void;
  /** The number of milestones to draw. */
  readonly rows: number;
  /** Fires the navigation event; the page cancels it to route the link itself. */
  readonly reviewLink: (milestoneId: string) => void;
  readonly openFile: (uploadId: string) => void;
  /** Views that only some contracts need; `null` until loaded. */
  readonly openItems: OpenItemViews | null;
  /** The menu button of a milestone, or of the contract with `null`; `null` until loaded. */
  readonly menu?: ((milestone: WireMilestone | null) => unknown) | null;
  /** A person's picture above their monogram; `undefined` until loaded. */
  readonly portrait?: ((personId: string) => unknown) | undefined;
  readonly composer: LazyComposer;
}

/** The action of a job: most have the same name, and some jobs are variants of one command. */
export function actionOf(room: Pick<Room, 'contract'>, { kind, ...on }: Task): WireAction | undefined {
  switch (kind) {
    case 'propose_milestone':
    case 'propose_edit':
    case 'propose_removal':
      return actionOn(room, 'propose');
    case 'accept_split':
      return actionOn(room, 'make_offer', on);
    // Requests for refunds and returns are commands of the contract, for any milestone.
    case 'request_refund':
    case 'volunteer_refund':
    case 'return_funds':
    // The same applies to chargebacks and differences at the provider.
    case 'open_chargeback':
    case 'resolve_chargeback':
    case 'record_evidence':
    case 'acknowledge_difference':
      return actionOn(room, kind);
    default:
      return actionOn(room, kind, on);
  }
}

export function cash({ contract, words }: Pick<Room, 'contract' | 'words'>, amount: number): string {
  return words.money(amount, contract.currency);
}

/** The people's names, as values for sentences. The reader's own name is followed by “(you)”. */
export function names(room: Pick<Room, 'contract' | 'words'>): { client: string; freelancer: string } {
  return { client: nameSeen(room, room.contract.client), freelancer: nameSeen(room, room.contract.freelancer) };
}

/** A person's name, as in `names`. */
export function nameSeen(
  { contract, words }: Pick<Room, 'contract' | 'words'>,
  { id, name }: { readonly id: string; readonly name: string },
): string {
  return isReader(contract, id) ? words.text('room.you', { name }) : name;
}

/** Everything the client could still get back: on a milestone or carried. */
export function heldInAll({ totals }: WireContract): number {
  return totals.held + totals.carried;
}
