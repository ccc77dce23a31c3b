import { withoutDirectionControls } from '@workroom/core';
import type { WireContract, WireMilestone } from '@workroom/core/api';
import { css, html, nothing } from 'lit';
import { addStyles } from '../foundation/add-styles.ts';
import { reorderMilestones } from '../foundation/commands-in-place.ts';
import { Menu, type MenuItem } from '../foundation/menu.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import { portraitStyles, portraitView } from '../foundation/views/portrait-view.ts';
import tasks from '../locales/en/tasks.ts';
import { actionOn } from './actions.ts';
import type { JobDialog } from './job-dialog.ts';
import type { Room, roomStrings } from './room.ts';
import { Tabs } from './tabs.ts';
import { contractItems, type MenuRoom, milestoneItems } from './views/menu-items.ts';

/** The subject of a menu: a milestone, or `null` for the contract. */
type About = string | null;

/** The menus of the contract and of its milestones: everything that is not the next step. */
export class Menus {
  readonly #room: RoomController;
  readonly #words: MenuRoom['words'];
  readonly #dialog: JobDialog;
  readonly #menu: Menu;
  readonly tabs: Tabs;
  /** `undefined` while none is open. */
  #about: About | undefined;

  /** @param dialog shows toasts for completed commands */
  constructor(room: RoomController<typeof roomStrings>, dialog: JobDialog) {
    this.#room = room;
    this.#words = room.words.learn(tasks);
    this.#dialog = dialog;
    this.tabs = new Tabs(room, this.#words);
    addStyles(room.element, portraitStyles, laterStyles);
    this.#menu = new Menu(room.element, () => {
      this.#about = undefined;
    });
  }

  portrait(contract: WireContract): Room['portrait'] {
    return (personId) => portraitView(contract, personId);
  }

  /** The button of a menu; nothing if the menu is empty. */
  button(drawn: Room, milestone: WireMilestone | null): unknown {
    const room = this.#taught(drawn);
    if (this.#items(room, milestone).length === 0) return nothing;
    const about = milestone?.id ?? null;
    const label = labelOf(room, milestone);
    const open = (event: Event, enter: 'first' | 'last') => {
      const button = event.currentTarget as HTMLElement;
      if (this.#menu.button === button) this.#menu.close();
      else {
        this.#menu.open(button, enter);
        this.#about = about;
      }
    };
    const keyDown = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      open(event, event.key === 'ArrowDown' ? 'first' : 'last');
    };
    return html`<button type="button" class="icon more" part="button menu-button" id="menu-${about ?? 'contract'}" aria-label=${label} title=${label}
      aria-haspopup="menu" aria-expanded="false" @click=${(event: Event) => open(event, 'first')} @keydown=${keyDown}>
      <svg viewBox="0 0 20 20" width="20" height="20" fill="currentColor" aria-hidden="true"><circle cx="4.5" cy="10" r="1.6" /><circle cx="10" cy="10" r="1.6" /><circle cx="15.5" cy="10" r="1.6" /></svg>
    </button>`;
  }

  view(drawn: Room): unknown {
    const room = this.#taught(drawn);
    const about = this.#about;
    if (about === undefined) return nothing;
    const milestone = room.contract.milestones.find(({ id }) => id === about) ?? null;
    const items = about !== null && milestone === null ? [] : this.#items(room, milestone);
    // Its subject is gone.
    if (items.length === 0) queueMicrotask(this.#menu.close);
    return this.#menu.view(labelOf(room, milestone), items);
  }

  forget(): void {
    this.#menu.close();
  }

  #taught(room: Room): MenuRoom {
    return { ...room, words: this.#words };
  }

  #items(room: MenuRoom, milestone: WireMilestone | null): readonly MenuItem[] {
    if (milestone === null) return contractItems(room);
    return milestoneItems(room, milestone, (milestoneId, by) => void this.#move(room, milestoneId, by));
  }

  async #move({ contract, composer, words }: MenuRoom, milestoneId: string, by: -1 | 1): Promise<void> {
    const planned = contract.milestones.filter(({ state }) => state === 'planned').map(({ id }) => id);
    const from = planned.indexOf(milestoneId as (typeof planned)[number]);
    const moved = planned[from];
    if (moved === undefined || planned[from + by] === undefined) return;
    composer.made?.leave();
    const milestoneIds = planned.toSpliced(from, 1).toSpliced(from + by, 0, moved);
    const after = await this.#room.run(reorderMilestones, { contractId: contract.id, milestoneIds });
    if (after === null) return;
    void this.#dialog.toast(movedWords(words, after, milestoneId), {
      send: (run) => run(reorderMilestones, { contractId: contract.id, milestoneIds: planned }),
      isOpen: (now) =>
        actionOn({ contract: now }, 'reorder_milestones')?.enabled === true && orderOf(now) === milestoneIds.join(),
      done: movedWords(words, contract, milestoneId),
    });
    // Its button is gone too.
    this.#room.focus(`#menu-${milestoneId}`);
  }
}

function labelOf({ words }: MenuRoom, milestone: WireMilestone | null): string {
  return milestone === null
    ? words.text('menu.contract')
    : words.text('menu.milestone', { title: withoutDirectionControls(milestone.title) });
}

function movedWords(words: MenuRoom['words'], { milestones }: WireContract, milestoneId: string): string {
  const number = milestones.findIndex(({ id }) => id === milestoneId) + 1;
  const title = milestones[number - 1]?.title ?? '';
  return words.text('milestones.moved', { title, number, count: milestones.length });
}

function orderOf({ milestones }: WireContract): string {
  return milestones
    .filter(({ state }) => state === 'planned')
    .map(({ id }) => id)
    .join();
}

/** Styles of parts that only exist once menus are loaded. */
const laterStyles = css`
  :not(.facts) > summary {
    inline-size: fit-content;
    min-block-size: 24px;
    color: var(--_accent-text);
    font-weight: 550;
    cursor: pointer;
    border-radius: 3px;
  }

  .bubble .quote {
    padding: 0;
    border: 0;
  }

  @container (max-inline-size: 479px) {
    /* Next to the title, so that the button never wraps into a line of its own. */
    .milestone-head {
      position: relative;
    }

    .milestone-name {
      padding-inline-end: var(--_control-height);
    }

    .milestone-head .more-space {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: 0;
    }
  }
`;
