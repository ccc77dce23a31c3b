import { html, nothing } from 'lit';
import type { Room } from '../../milestone-workroom/room.ts';
import { actionButton } from '../../milestone-workroom/views/action-button.ts';
import type { OperationsWords } from '../strings.ts';

const kinds = [
  'unfreeze',
  'operator_release',
  'operator_refund',
  'return_funds',
  'operator_extend',
  'open_chargeback',
  'freeze',
  'operator_end',
] as const;
const grave: ReadonlySet<(typeof kinds)[number]> = new Set(['freeze', 'operator_end']);

/** The current actions of the marketplace's staff on the contract; an unavailable one says why. */
export function operatorActions(room: Room, { text }: OperationsWords): unknown {
  const { actions, frozen } = room.contract;
  const other = frozen === null ? 'unfreeze' : 'freeze';
  // If several have the same label, shows an available one: the dialog asks for the place.
  const found = kinds.flatMap((kind) => {
    if (kind === other) return [];
    const named = actions.filter(({ name }) => name === kind);
    const action = named.find(({ enabled }) => enabled) ?? named[0];
    // Without a charge, no bank can take anything back.
    return action === undefined || action.code === 'not_found' ? [] : [{ kind, action }];
  });
  if (found.length === 0) return nothing;
  return html`<section class="panel operate" part="operate" aria-labelledby="operate-title">
    <h3 id="operate-title">${text('operate.title')}</h3>
    <div class="actions" part="actions">${found.map(({ kind, action }) =>
      actionButton(room, action, {
        label: text(`command.${kind}`),
        look: grave.has(kind) ? 'quiet danger' : '',
        press: () => room.open(kind, { milestoneId: action.milestoneId }),
      }),
    )}</div>
  </section>`;
}
