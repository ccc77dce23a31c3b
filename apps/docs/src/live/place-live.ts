import { type AnyState, shelfOf } from '../../../../packages/elements/src/testing/shelves.ts';
import { showState } from '../../../../packages/elements/src/testing/states.ts';

/** An element in one of its states, and a list to choose another. It is interactive and uses the real rules. */
export async function placeLive(place: HTMLElement, tag: string, name?: string): Promise<void> {
  const { states } = shelfOf(tag);
  const first = states.find((state) => state.name === (name ?? defaults[tag])) ?? states[0];
  if (first === undefined) throw new Error(`no states of ${tag} to show`);

  const stage = document.createElement('div');
  // The site's own spacing is for text.
  stage.className = 'not-content';
  const select = document.createElement('select');
  for (const state of states) select.add(new Option(state.name, state.name, false, state === first));
  const label = document.createElement('label');
  label.append('State ', select);
  const bar = document.createElement('div');
  bar.className = 'live-bar not-content';
  bar.append(label);
  place.replaceChildren(bar, stage);

  const show = async (state: AnyState) => {
    stage.replaceChildren();
    await showState(tag, state, stage);
    // Links must not leave the documentation page.
    stage.firstElementChild?.addEventListener('workroom-navigate', (event) => event.preventDefault());
  };
  let showing = show(first);
  select.addEventListener('change', () => {
    const chosen = states.find((state) => state.name === select.value);
    // One after another: two that load at the same time would both stay on the stage.
    if (chosen !== undefined) showing = showing.then(() => show(chosen));
  });
  await showing;
}

const defaults: Readonly<Record<string, string>> = {
  'milestone-workroom': 'in review',
  'review-and-pay': 'in review',
};
