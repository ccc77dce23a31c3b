import type { Failure } from '../../foundation/failure.ts';
import { parseMoney, unclearValues } from '../../foundation/money-input.ts';
import { cash } from '../room.ts';
import type { TaskRoom } from './task-form.ts';

/** The raw input of one dialog. It is kept after the dialog closes, until the job is done. */
export class Draft {
  readonly #values = new Map<string, string>();
  readonly #changed: () => void;
  /** Errors of the input by field, found when sending. */
  errors: ReadonlyMap<string, string> = new Map();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get(name: string, initial = ''): string {
    return this.#values.get(name) ?? initial;
  }

  /** A snapshot of the input; equal if nothing was typed in between. */
  get typed(): string {
    return JSON.stringify([...this.#values]);
  }

  /** The error of a field, found before sending. */
  wrong(name: string, message: string): void {
    this.errors = new Map([...this.errors, [name, message]]);
    this.#changed();
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
    this.errors = new Map([...this.errors].filter(([field]) => field !== name));
    this.#changed();
  }
}

/** Reads a draft before sending, and records missing fields. */
export class Entry {
  readonly errors = new Map<string, string>();
  readonly #draft: Draft;
  readonly #room: TaskRoom;

  constructor(draft: Draft, room: TaskRoom) {
    this.#draft = draft;
    this.#room = room;
  }

  get ok(): boolean {
    return this.errors.size === 0;
  }

  optional(name: string, initial = ''): string | undefined {
    return this.#draft.get(name, initial).trim() || undefined;
  }

  required(name: string, initial = ''): string {
    const value = this.optional(name, initial) ?? '';
    if (value === '') this.wrong(name, this.#room.words.text('task.required'));
    return value;
  }

  /** Minor units. The server checks everything beyond these bounds. */
  money(
    name: string,
    { initial = '', least = 1, most }: { initial?: string; least?: number; most?: number } = {},
  ): number {
    const { contract, words } = this.#room;
    const { currency, policy } = contract;
    const { amountStep: step = 1 } = policy;
    const typed = this.#draft.get(name, initial);
    const value = parseMoney(typed, currency, words.locale);
    if (value === null) {
      const unclear = unclearValues(typed, currency, words);
      const example = words.plainMoney(5_000, currency);
      this.wrong(
        name,
        unclear === null ? words.text('task.amount', { example }) : words.text('wrong.unclear', unclear),
      );
      return 0;
    }
    if (value < least) this.wrong(name, words.text('task.amountAtLeast', { least: cash(this.#room, least) }));
    else if (most !== undefined && value > most) {
      this.wrong(name, words.text('task.amountAtMost', { most: cash(this.#room, most) }));
    } else if (value % step !== 0) this.wrong(name, words.text('task.amountStep', { step: cash(this.#room, step) }));
    return value;
  }

  days(name: string, initial: string, most: number): number {
    const days = Number(this.#draft.get(name, initial));
    if (!Number.isSafeInteger(days) || days < 1 || days > most) {
      this.wrong(name, this.#room.words.text('task.days', { count: most }));
    }
    return days;
  }

  url(name: string): string | undefined {
    const typed = this.optional(name);
    if (typed === undefined) return undefined;
    // Pasted links often lack their scheme.
    const whole = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
    const isWeb = URL.canParse(whole) && /^https?:$/.test(new URL(whole).protocol);
    if (!isWeb) this.wrong(name, this.#room.words.text('task.url'));
    return whole;
  }

  wrong(name: string, message: string): void {
    this.errors.set(name, message);
  }
}

/** The message below a field: found before sending, or by the server. */
export function errorOf(draft: Draft, failure: Failure | null, name: string, pointer = `/${name}`): string | undefined {
  return draft.errors.get(name) ?? failure?.fields.get(pointer);
}

/** The rows of a growing list, with ids that do not change when another row is removed. */
export function rowsOf(draft: Draft, name = 'rows', initial = '0'): readonly string[] {
  return draft
    .get(name, initial)
    .split(',')
    .filter((row) => row !== '');
}

export function addRow(draft: Draft, name = 'rows', initial = '0'): string {
  const rows = rowsOf(draft, name, initial);
  const row = String(Math.max(-1, ...rows.map(Number)) + 1);
  draft.set(name, [...rows, row].join(','));
  return row;
}

export function removeRow(draft: Draft, row: string, name = 'rows', initial = '0'): void {
  draft.set(
    name,
    rowsOf(draft, name, initial)
      .filter((each) => each !== row)
      .join(','),
  );
}
