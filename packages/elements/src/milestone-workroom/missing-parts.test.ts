import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { LazyPart } from '../foundation/lazy-part.ts';
import { dana } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { refundRequested } from './samples.ts';

const { load } = LazyPart.prototype;

afterEach(() => {
  LazyPart.prototype.load = load;
  document.body.replaceChildren();
});

it('a room shows an error if its parts fail to load, and the parts once they load', async () => {
  LazyPart.prototype.load = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
  const { backend, contractId } = refundRequested();
  const room = document.createElement('milestone-workroom');
  const { baseUrl, fetch } = backend;
  Object.assign(room, { contractId, baseUrl, fetch, fetchSession: backend.sessionOf(dana) });
  document.body.append(room);
  const find = (selector: string) => room.shadowRoot?.querySelector(selector) ?? null;
  // They load in this order: menus, then the open job, and in parallel the activity with its field.
  await until(() => find('.room-main [role=alert]'));
  expect(find('.room-side [role=alert]')).to.exist;
  expect(find('[part~=refund-request]')).to.equal(null);
  LazyPart.prototype.load = load;
  const tryAgain = (where: string) => {
    const buttons = room.shadowRoot?.querySelectorAll<HTMLElement>(`${where} [role=alert] button`) ?? [];
    for (const button of buttons) button.click();
  };
  tryAgain('.room-main');
  await until(() => find('.more'));
  tryAgain('.room-main');
  await until(() => find('[part~=refund-request]'));
  tryAgain('.room-side');
  await until(() => find('.composer textarea') && find('.event'));
  expect(find('[role=alert]')).to.equal(null);
});
