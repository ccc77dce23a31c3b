import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { buttonNamed, inside, press } from '../testing/person.ts';
import { dana, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { empty, submitted } from './samples.ts';

it('a job opened before its part has loaded appears by itself, with the focus in its first field', async () => {
  const { backend, contractId } = empty();
  const room = document.createElement('milestone-workroom');
  const { baseUrl, fetch } = backend;
  Object.assign(room, { contractId, baseUrl, fetch, fetchSession: backend.sessionOf(dana) });
  document.body.append(room);
  await new Promise((resolve) => room.addEventListener('workroom-ready', resolve, { once: true }));
  await room.updateComplete;
  buttonNamed(room, 'Add new milestone').click();
  await room.updateComplete;
  expect(room.shadowRoot?.querySelector('dialog')?.open).to.equal(true);
  expect(room.shadowRoot?.querySelector('dialog [part=skeleton]')).to.exist;
  await until(() => room.shadowRoot?.activeElement?.id === 'title-0');
  room.remove();
});

it('an open job stays above the page when the page moves its room, beside another room with the same contract', async () => {
  const { backend, contractId } = empty();
  const { baseUrl, fetch } = backend;
  const settings = { contractId, baseUrl, fetch, fetchSession: backend.sessionOf(dana) };
  const [room, other] = [document.createElement('milestone-workroom'), document.createElement('milestone-workroom')];
  for (const each of [room, other]) document.body.append(Object.assign(each, settings));
  await until(() => room.matches(':state(ready)') && other.matches(':state(ready)'));
  await room.updateComplete;
  buttonNamed(room, 'Add new milestone').click();
  await until(() => room.shadowRoot?.activeElement?.id === 'title-0');
  document.body.append(room);
  await room.updateComplete;
  expect(room.shadowRoot?.querySelector('dialog:modal')).to.exist;
  room.remove();
  other.remove();
});

it('the close button covers no amount after the payment', async () => {
  const state = { name: '', viewer: 'client', given: submitted } as const;
  const { element } = await showState('milestone-workroom', state, document.body);
  await press(element, 'Review and pay');
  await until(() => element.shadowRoot?.querySelector('dialog form'));
  await press(element, 'Pay now');
  await until(() => element.shadowRoot?.querySelector('dialog #done'));
  const cross = inside(element, 'dialog [part=close]').getBoundingClientRect();
  for (const selector of ['dialog .amount', 'dialog h2']) {
    const { left, right, top, bottom } = inside(element, selector).getBoundingClientRect();
    const overlaps = left < cross.right && cross.left < right && top < cross.bottom && cross.top < bottom;
    expect(overlaps, selector).to.equal(false);
  }
  element.remove();
});
