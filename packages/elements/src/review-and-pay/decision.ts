import type { BodyOf } from '@workroom/core/api';
import { parseMoney, unclearMoney } from '../foundation/money-input.ts';

export type LeftoverTo = NonNullable<BodyOf<'release'>['leftover']>['to'];

/** The client's raw input and choices. */
export interface PayDraft {
  /** `null` until touched, which means everything held, even if that changes. */
  readonly amount: string | null;
  readonly withBonus: boolean;
  readonly bonus: string;
  readonly leftoverTo: LeftoverTo | null;
  readonly reason: string;
  readonly newTitle: string;
  /** `null` until touched: then it is the leftover. */
  readonly newAmount: string | null;
  readonly note: string;
}

export const emptyDraft: PayDraft = {
  amount: null,
  withBonus: false,
  bonus: '',
  leftoverTo: null,
  reason: '',
  newTitle: '',
  newAmount: null,
  note: '',
};

/** The context for reading the draft. Amounts in minor units. */
export interface PayTerms {
  readonly held: number;
  readonly currency: string;
  readonly locale: string;
  /** Whether there is a planned milestone for the leftover. */
  readonly hasNext: boolean;
}

export type PayField = 'amount' | 'bonus' | 'leftover' | 'newTitle' | 'newAmount';
export type Wrong =
  | 'wrong.amount'
  | 'wrong.unclear'
  | 'wrong.zero'
  | 'wrong.tooMuch'
  | 'wrong.bonus'
  | 'wrong.leftover'
  | 'wrong.newTitle';

export interface PayDecision {
  /** `null` if the input is invalid. */
  readonly amount: number | null;
  /** The amount that stays held; 0 for a full release. */
  readonly rest: number;
  readonly bonus: number;
  readonly wrong: ReadonlyMap<PayField, Wrong>;
  /** The command; `null` while there are errors. */
  readonly body: BodyOf<'release'> | null;
}

/** Reads a draft and reports missing input; the server checks whether it is allowed. */
export function decisionOf(draft: PayDraft, terms: PayTerms): PayDecision {
  const { held, currency, locale } = terms;
  const wrong = new Map<PayField, Wrong>();
  const asked = draft.amount === null ? held : parseMoney(draft.amount, currency, locale);
  if (asked === null) wrong.set('amount', unreadable(draft.amount, terms, 'wrong.amount'));
  else if (asked === 0) wrong.set('amount', 'wrong.zero');
  else if (asked > held) wrong.set('amount', 'wrong.tooMuch');
  const rest = asked === null ? 0 : Math.max(held - asked, 0);

  const wantsBonus = draft.withBonus && asked === held;
  const bonus = wantsBonus ? parseMoney(draft.bonus, currency, locale) : 0;
  if (wantsBonus && (bonus ?? 0) === 0) wrong.set('bonus', unreadable(draft.bonus, terms, 'wrong.bonus'));

  const leftover = rest > 0 ? leftoverOf(draft, rest, terms, wrong) : undefined;
  const note = draft.note.trim();
  const body =
    asked === null || wrong.size > 0
      ? null
      : {
          amount: asked,
          ...(bonus ? { bonus } : {}),
          ...(leftover === undefined ? {} : { leftover }),
          ...(note === '' ? {} : { note }),
        };
  return { amount: asked, rest, bonus: bonus ?? 0, wrong, body };
}

function leftoverOf(
  { leftoverTo: to, reason, newTitle, newAmount }: PayDraft,
  rest: number,
  terms: PayTerms,
  wrong: Map<PayField, Wrong>,
): BodyOf<'release'>['leftover'] {
  if (to === null) {
    wrong.set('leftover', 'wrong.leftover');
    return undefined;
  }
  const { hasNext, currency, locale } = terms;
  if (to !== 'next_milestone') return reason.trim() === '' ? { to } : { to, reason: reason.trim() };
  if (hasNext) return { to };
  const title = newTitle.trim();
  if (title === '') wrong.set('newTitle', 'wrong.newTitle');
  const worth = newAmount === null ? rest : parseMoney(newAmount, currency, locale);
  if (worth === null) wrong.set('newAmount', unreadable(newAmount, terms, 'wrong.amount'));
  return worth === null ? undefined : { to, milestone: { title, amount: worth } };
}

/** For an ambiguous amount, asks which one is meant; for any other error, shows the format. */
function unreadable<Otherwise extends Wrong>(
  typed: string | null,
  { currency, locale }: PayTerms,
  otherwise: Otherwise,
): Otherwise | 'wrong.unclear' {
  return unclearMoney(typed ?? '', currency, locale) === null ? otherwise : 'wrong.unclear';
}
