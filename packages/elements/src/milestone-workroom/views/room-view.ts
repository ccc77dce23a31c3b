import type { WireMilestone } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../foundation/failure.ts';
import { failureView } from '../../foundation/views/error-view.ts';
import { nextStepOf } from '../next-step.ts';
import type { Room } from '../room.ts';
import type { Tab, Tabs } from '../tabs.ts';
import { headerView } from './header-view.ts';
import { milestonesView } from './milestones-view.ts';
import { moneyView } from './money-view.ts';
import { nextStepView, stepButtons } from './next-step-view.ts';
import { noticesOn, openItemsView, paymentsOn } from './open-items-view.ts';
import { railView } from './rail-view.ts';

const allViews = ['summary', 'milestones', 'timeline'] as const;
export type ViewName = (typeof allViews)[number];

export function isView(name: string): name is ViewName {
  return allViews.some((view) => view === name);
}

/** The views named in the attribute; all of them if it names none. */
export function viewsNamed(names: string | undefined): ReadonlySet<ViewName> {
  const wanted = names?.split(/\s+/) ?? [];
  const known = allViews.filter((name) => wanted.includes(name));
  return new Set(known.length === 0 ? allViews : known);
}

export interface RoomParts {
  readonly views: string | undefined;
  readonly isStale: boolean;
  /** The error of a command without a dialog. */
  readonly failure: Failure | null;
  /** Why a part of the room could not be loaded. */
  readonly missing: unknown;
  readonly activity: () => unknown;
  readonly documents: unknown;
  /** The tab bar, if there is room for one view at a time. */
  readonly tabs: Tabs | null;
}

export function roomView(
  room: Room,
  { views, isStale, failure, missing, activity, documents, tabs: all }: RoomParts,
): TemplateResult {
  const named = viewsNamed(views);
  const tabs = named.has('milestones') && named.has('timeline') ? all : null;
  const bar = tabs?.view() ?? null;
  const { text } = room.words;
  return html`<div class="room ${named.has('timeline') && named.size > 1 ? 'beside' : ''}" part="room">
    ${isStale ? html`<p class="note attention" part="stale" role="status">${text('load.stale')}</p>` : nothing}
    <div class="room-main">
      ${named.has('summary') ? html`<slot name="header">${headerView(room)}</slot>` : nothing} ${noticesOn(room)}
      ${
        named.has('summary')
          ? html`${room.contract.frozen === null ? nextStepView(room) : nothing} ${railView(room)} ${moneyView(room)} ${looseEnds(room)}`
          : nothing
      }
      ${failureView(failure, room.words)} ${missing} ${bar}
      ${named.has('milestones') ? panel(tabs, 'milestones', milestonesView(room, named.has('summary') ? undefined : stepIn(room))) : nothing}
      ${bar === null || tabs === null ? (named.has('summary') ? documents : nothing) : panel(tabs, 'files', tabs.filesView(room, documents))}
    </div>
    ${named.has('timeline') ? html`<div class="room-side" part="side">${panel(tabs, 'activity', activity())}</div>` : nothing}
    <slot name="footer"></slot>
  </div>`;
}

/** The content of a tab, or everything without tabs. */
function panel(tabs: Tabs | null, tab: Tab, content: unknown): unknown {
  const shown = tabs?.shown ?? null;
  if (shown === null) return html`<div>${content}</div>`;
  return html`<div role="tabpanel" id="panel-${tab}" aria-labelledby="tab-${tab}" ?hidden=${shown !== tab}>${content}</div>`;
}

/** Without the summary, the next step is shown at its milestone. */
function stepIn(room: Room): (milestone: WireMilestone) => unknown {
  const step = nextStepOf(room);
  return (milestone) => stepButtons(room, step, milestone);
}

/** Items about the carried funds or the whole contract, not a milestone. */
function looseEnds(room: Room): unknown {
  return [openItemsView(room, null), paymentsOn(room, null)];
}
