import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { WorkroomElement } from './foundation/workroom-element.ts';
import { isWebKit } from './testing/engine.ts';
import { inside } from './testing/person.ts';
import { type AnyState, shelfOf } from './testing/shelves.ts';
import { expectNoFaults, showInPage } from './testing/states-suite.test.support.ts';
import { until } from './testing/until.ts';

// Besides every state, axe checks what a person opens and what only a phone shows.

const phone = { width: 360, height: 740 };
const usual = { width: 1280, height: 800 };

function stateNamed(tag: string, name: string): AnyState {
  const { states, alone } = shelfOf(tag);
  const found = [...states, ...alone].find((state) => state.name === name);
  if (found === undefined) throw new Error(`${tag} has no state "${name}"`);
  return found;
}

async function show(tag: string, name: string): Promise<WorkroomElement> {
  const { element } = await showInPage(tag, stateNamed(tag, name));
  return element;
}

afterEach(() => document.body.replaceChildren());

for (const scheme of ['light', 'dark'] as const) {
  describe(`axe finds no violation, ${scheme}`, () => {
    beforeEach(() => {
      document.documentElement.style.colorScheme = scheme;
    });

    for (const [what, button] of [
      ['a milestone', '.milestone .more'],
      ['the contract', '.title-row .more'],
    ] as const) {
      it(`in the open menu of ${what}`, async () => {
        const element = await show('milestone-workroom', 'in review');
        await until(() => element.shadowRoot?.querySelector(button));
        inside(element, button).click();
        await until(() => element.shadowRoot?.querySelector('[role=menu]:popover-open'));
        await expectNoFaults(scheme);
      });
    }

    it('in a toast', async () => {
      const element = await show('milestone-workroom', 'just submitted, with a way back');
      expect(inside(element, '.toast').checkVisibility()).to.equal(true);
      await expectNoFaults(scheme);
    });
  });

  describe(`axe finds no violation on a phone, ${scheme}`, () => {
    before(async function () {
      // Its driver cannot resize the window.
      if (isWebKit) this.skip();
      await setViewport(phone);
    });
    after(async () => {
      if (!isWebKit) await setViewport(usual);
    });
    beforeEach(() => {
      document.documentElement.style.colorScheme = scheme;
    });

    for (const tab of ['milestones', 'activity', 'files']) {
      it(`in the tab of ${tab}`, async () => {
        const element = await show('milestone-workroom', 'work with a file');
        await until(() => element.shadowRoot?.querySelector(`#tab-${tab}`));
        inside(element, `#tab-${tab}`).click();
        await until(() => inside(element, `#panel-${tab}`).checkVisibility());
        await expectNoFaults(scheme);
      });
    }

    for (const [tag, name] of [
      ['milestone-workroom', 'add two milestones'],
      ['milestone-workroom', 'end the contract, paying a part'],
      ['milestone-workroom', 'submit work with files chosen'],
      ['milestone-workroom', 'review and pay'],
      ['review-and-pay', 'dialog'],
      ['activity-timeline', 'notifications'],
      ['workroom-operations', 'return released money'],
    ] as const) {
      it(`in the sheet of ${tag}: ${name}`, async () => {
        await show(tag, name);
        await expectNoFaults(scheme);
      });
    }

    it('in the open filters of the list', async () => {
      const element = await show('contract-list', 'several');
      inside(element, '.filter-button').click();
      await until(() => inside(element, '.filters .field:not(.search)').checkVisibility());
      await expectNoFaults(scheme);
    });
  });
}
