import type { WireContract } from '@workroom/core/api';
import { addStyles } from '../foundation/add-styles.ts';
import { Quotes } from '../foundation/quotes.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import { Toasts } from '../foundation/toasts.ts';
import review from '../locales/en/review.ts';
import tasks from '../locales/en/tasks.ts';
import { taskStyles } from '../milestone-workroom/styles/tasks.ts';
import { TaskController } from '../milestone-workroom/task-controller.ts';
import { fundTask } from '../milestone-workroom/tasks/fund-task.ts';
import type { TaskRoom } from '../milestone-workroom/tasks/task-form.ts';

/** *Fund next milestone* in a standalone decision, with the room's form. */
export class FundNext {
  readonly #room: RoomController;
  readonly #tasks: TaskController;
  readonly #toasts: Toasts;
  readonly #words: TaskRoom['words'];

  constructor(room: RoomController) {
    this.#room = room;
    // The texts of the room that funding uses.
    this.#words = room.words.learn({ ...review, ...tasks }) as unknown as TaskRoom['words'];
    this.#toasts = new Toasts(room, this.#words);
    this.#tasks = new TaskController(room, { fund: fundTask }, { quotes: new Quotes(room), toasts: this.#toasts });
    addStyles(room.element, taskStyles);
  }

  /** @returns `null` if there is nothing to fund */
  view(contract: WireContract, milestoneId: string, close: () => void): unknown {
    // The parts of a room that funding uses.
    const room = { contract, words: this.#words, busy: this.#room.isBusy } as unknown as TaskRoom;
    return this.#tasks.view({ kind: 'fund', milestoneId, paymentId: null, proposalId: null }, room, close);
  }

  /** The result of the last command. */
  toasts(contract: WireContract): unknown {
    return this.#toasts.view(contract, this.#room.isBusy);
  }

  forget(): void {
    this.#tasks.forget();
    this.#toasts.forget();
  }
}
