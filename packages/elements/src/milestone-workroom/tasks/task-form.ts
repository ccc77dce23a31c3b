import type { UploadedFile } from '@workroom/client';
import type { WireContract, WireMilestone, WirePayment } from '@workroom/core/api';
import type { Failure } from '../../foundation/failure.ts';
import type { Localize } from '../../foundation/localize.ts';
import type { Run } from '../../foundation/press.ts';
import type { AskedQuote, Quoted } from '../../foundation/quotes.ts';
import type { UploadProgress } from '../../foundation/room-files.ts';
import type { Undo } from '../../foundation/toasts.ts';
import type disputes from '../../locales/en/disputes.ts';
import type files from '../../locales/en/files.ts';
import type open from '../../locales/en/open.ts';
import type review from '../../locales/en/review.ts';
import type tasks from '../../locales/en/tasks.ts';
import type { Room, roomStrings, Task } from '../room.ts';
import type { Draft, Entry } from './draft.ts';

/** The room with the dialogs' own texts. */
export interface TaskRoom extends Room {
  readonly words: Localize<
    typeof roomStrings & typeof review & typeof tasks & typeof disputes & typeof open & typeof files
  >;
  readonly upload: (file: File, how: UploadProgress) => Promise<UploadedFile>;
  /** Deletes an uploaded file that is no longer needed. */
  readonly removeUpload: (uploadId: string) => void;
}

/** The context of a job's dialog. */
export interface TaskContext {
  readonly room: TaskRoom;
  readonly task: Task;
  readonly draft: Draft;
  /** Why the last attempt failed. */
  readonly failure: Failure | null;
  readonly focus: (selector: string) => void;
  /** The command's current quote, if known. */
  readonly quote: (asked: AskedQuote) => Quoted;
}

/** One job: the dialog's texts, fields and command. */
export interface TaskForm {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly fields?: unknown;
  /** What the command will do, shown before sending. */
  readonly effect?: unknown;
  /** The cost, shown before sending. */
  readonly bill?: unknown;
  readonly button: string;
  /** The label of the close button, if *Cancel* would be ambiguous. */
  readonly keep?: string;
  readonly danger?: boolean;
  /** Reads and sends the input; `null` if something is missing. */
  readonly send: (entry: Entry, run: Run) => Promise<WireContract | null> | null;
  /** Announced afterwards. */
  readonly done: string | ((after: WireContract) => string);
  /** How it can be undone, if possible. */
  readonly undo?: (after: WireContract) => Undo | null;
  /** The error after the server has accepted the command, such as a declined card. */
  readonly declined?: (after: WireContract) => Failure | null;
}

export function milestoneOf({ room, task }: TaskContext): WireMilestone | undefined {
  return room.contract.milestones.find(({ id }) => id === task.milestoneId);
}

export function paymentOf({ room, task }: TaskContext): WirePayment | undefined {
  return room.contract.payments.find(({ id }) => id === task.paymentId);
}

/** The newest charge for a purpose, if it was declined. */
export function declinedCharge(
  { payments }: WireContract,
  is: (payment: WirePayment) => boolean,
  { room }: TaskContext,
): Failure | null {
  const last = payments.findLast((payment) => payment.kind === 'charge' && is(payment));
  if (last?.status !== 'failed') return null;
  const { text } = room.words;
  const detail = `${last.failure?.message ?? ''} ${text('fund.declinedNext')}`.trim();
  return { title: text('fund.declined'), detail, code: last.failure?.code ?? null, requestId: null, fields: new Map() };
}
