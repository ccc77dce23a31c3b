import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { inside, press, shownIn, type } from '../testing/person.ts';
import { type ContractFixture, type ElementState, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { focused, press as pressKey, start } from './keyboard.test.support.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';
import * as samples from './samples.ts';

afterEach(() => document.body.replaceChildren());

async function room(viewer: ElementState['viewer'], given: () => ContractFixture) {
  return showState<MilestoneWorkroom>('milestone-workroom', { name: '', viewer, given }, document.body);
}
const contractOf = ({ backend, contractId }: ContractFixture) => backend.contract(contractId);
const toasts = (element: Element) => [...(element.shadowRoot?.querySelectorAll('.toast > p') ?? [])].map(wordsOf);
const wordsOf = (each: Element) => each.textContent?.trim();
const open = (element: MilestoneWorkroom, label: string) => press(element, label);
const done = (element: MilestoneWorkroom) => until(() => element.shadowRoot?.querySelector('dialog')?.open !== true);
const undo = (element: Element) => inside(element, '[part~=undo]').click();

async function submitted(): Promise<{ element: MilestoneWorkroom; fixture: ContractFixture }> {
  const made = await room('freelancer', samples.funded);
  await open(made.element, 'Submit work');
  await type(made.element, '#message', 'Three directions.');
  inside(made.element, 'dialog [type=submit]').click();
  await done(made.element);
  await until(() => toasts(made.element).length === 1);
  return made;
}

describe('the viewer’s last action', () => {
  it('is announced once in the live region, and shown above the page', async () => {
    const { element } = await submitted();
    const [said] = toasts(element);
    expect(said).to.contain('was submitted');
    const live = [...(element.shadowRoot?.querySelectorAll('[role=status], [aria-live]') ?? [])];
    const saying = live.filter((each) => each.checkVisibility() && each.textContent?.includes(said ?? '-'));
    expect(saying, 'live regions that say it').to.have.lengthOf(1);
    expect(inside(element, '.toasts').matches(':popover-open')).to.equal(true);
  });

  it('can be undone for a submission', async () => {
    const { element, fixture } = await submitted();
    undo(element);
    await until(() => contractOf(fixture).milestones[0]?.state === 'funded');
    await until(() => toasts(element)[0] === 'The submission was withdrawn.');
    expect(element.shadowRoot?.querySelector('[part~=undo]')).to.equal(null);
  });

  it('can be undone for a refund request', async () => {
    const { element, fixture } = await room('client', samples.funded);
    await press(element, 'Request refund');
    await until(() => element.shadowRoot?.querySelector('dialog #reason'));
    await type(element, '#reason', 'Too late.');
    inside(element, 'dialog [type=submit]').click();
    await done(element);
    await until(() => element.shadowRoot?.querySelector('[part~=undo]'));
    expect(contractOf(fixture).milestones[0]?.state).to.equal('refund_requested');
    undo(element);
    await until(() => contractOf(fixture).milestones[0]?.state === 'funded');
  });

  it('can be undone for a deleted milestone, which returns to its place with all of its terms', async () => {
    const { element, fixture } = await room('client', samples.planned);
    const terms = () =>
      contractOf(fixture).milestones.map(({ title, amount, description, dueOn }) => [
        title,
        amount,
        description,
        dueOn,
      ]);
    const before = terms();
    await press(element, 'Delete');
    await until(() => element.shadowRoot?.querySelector('dialog[open] form'));
    inside(element, 'dialog [type=submit]').click();
    await done(element);
    expect(terms()).to.have.lengthOf(2);
    await until(() => element.shadowRoot?.querySelector('[part~=undo]'));
    undo(element);
    await until(() => terms().length === 3);
    expect(terms()).to.deep.equal(before);
  });

  it('offers no undo once it is impossible', async () => {
    const { element, fixture } = await submitted();
    fixture.client({ type: 'release', milestoneId: fixture.milestone(0), amount: 50_000 as never });
    await until(() => element.shadowRoot?.querySelector('[part~=undo]') === null);
    expect(toasts(element)).to.have.lengthOf(1);
  });

  it('shows why it could not be undone', async () => {
    const { element, fixture } = await submitted();
    fixture.backend.weather = 'broken';
    undo(element);
    await until(() => element.shadowRoot?.querySelector('.toast.danger [role=alert]'));
    expect(contractOf(fixture).milestones[0]?.state).to.equal('submitted');
  });

  it('belongs to this contract only', async () => {
    const { element } = await submitted();
    element.contractId = 'con_other';
    await until(() => toasts(element).length === 0);
  });
});

describe('how long a toast stays', () => {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const waiting = new Map<number, () => void>();
  before(() => {
    globalThis.setTimeout = ((run: () => void, ms = 0) => {
      if (ms < 8_000 || ms > 20_000) return set(run, ms);
      const timer = 1_000_000_000 + waiting.size;
      waiting.set(timer, run);
      return timer;
    }) as typeof setTimeout;
    globalThis.clearTimeout = ((timer: number) => waiting.delete(timer) || clear(timer)) as typeof clearTimeout;
  });
  after(() => Object.assign(globalThis, { setTimeout: set, clearTimeout: clear }));
  beforeEach(() => waiting.clear());

  it('waits while the pointer or the focus is in it', async () => {
    const { element } = await submitted();
    const area = inside(element, '.toasts');
    expect(waiting.size, 'leaves by itself').to.equal(1);
    area.dispatchEvent(new PointerEvent('pointerenter'));
    expect(waiting.size, 'under the pointer').to.equal(0);
    inside(element, '[part~=undo]').focus();
    area.dispatchEvent(new PointerEvent('pointerleave'));
    expect(waiting.size, 'with the focus').to.equal(0);
    inside(element, '#next-title').focus();
    expect(waiting.size, 'left alone').to.equal(1);
    for (const run of [...waiting.values()]) run();
    await until(() => toasts(element).length === 0);
    expect(inside(element, '.toasts').matches(':popover-open')).to.equal(false);
  });
});

describe('a toast with the keyboard', function () {
  this.timeout(60_000);

  it('is one Tab away if the browser supports the order, and Escape returns the focus', async () => {
    await start('freelancer', samples.funded);
    const element = document.querySelector<MilestoneWorkroom>('milestone-workroom');
    if (element === null) throw new Error('no room');
    inside(element, '#next-title').focus();
    await open(element, 'Submit work');
    await type(element, '#message', 'Three directions.');
    inside(element, 'dialog [type=submit]').click();
    await done(element);
    await until(() => toasts(element).length === 1);
    const before = focused();
    inside(element, '[part~=undo]').focus();
    await pressKey('Tab');
    expect(focused()?.part.contains('close')).to.equal(true);
    await pressKey('Escape');
    await until(() => toasts(element).length === 0);
    await until(() => focused() === before);
  });
});

describe('changes by the other side', () => {
  it('are highlighted for a while', async () => {
    const { element, fixture } = await room('client', samples.funded);
    fixture.freelancer({ type: 'submit', milestoneId: fixture.milestone(0), message: 'Here it is.', links: [] });
    await until(() => shownIn(element).includes('In review'));
    const cards = () => [...(element.shadowRoot?.querySelectorAll('.milestone-card') ?? [])];
    const marked = () => cards().map((card) => card.getAnimations().some(({ id }) => id === 'workroom-changed'));
    await until(() => marked()[0]);
    expect(marked()).to.deep.equal([true, false, false]);
  });
});
