import { expect } from 'chai';
import { showState } from '../testing/states.ts';
import { place } from './states.test.support.ts';
import { roomStates } from './states.ts';

afterEach(() => document.body.replaceChildren());

for (const width of [280, 320, 700]) {
  describe(`the room at ${width} px`, () => {
    for (const state of roomStates) {
      it(`${state.name} fits`, async () => {
        const { element } = await showState('milestone-workroom', state, place(width));
        const limit = element.getBoundingClientRect();
        const beyond = [...(element.shadowRoot?.querySelectorAll('*') ?? [])].filter((each) => {
          const box = each.getBoundingClientRect();
          return box.width > 1 && (box.right > limit.right + 1 || box.left < limit.left - 1);
        });
        expect(beyond.map((each) => each.outerHTML.slice(0, 80))).to.deep.equal([]);
      });
    }
  });
}
