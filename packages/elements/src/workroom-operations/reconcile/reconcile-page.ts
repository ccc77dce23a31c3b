import type { RoomController } from '../../foundation/room-controller.ts';
import english from '../../locales/en/reconcile.ts';
import { ReconcileRun } from './reconcile-run.ts';
import { type ReconcileContext, reconcileView } from './reconcile-view.ts';

/** The page on which staff compares the books with the payment provider. Loaded when it is opened. */
export class ReconcilePage {
  readonly run: ReconcileRun;
  readonly #words;

  constructor(room: RoomController) {
    this.#words = room.learn(english).words;
    this.run = new ReconcileRun(room);
  }

  view(context: Omit<ReconcileContext, 'run' | 'words'>): unknown {
    return reconcileView({ ...context, run: this.run, words: this.#words });
  }
}
