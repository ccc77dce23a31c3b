import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { billIn, buttonNamed, choose, inside, press, reach, shownIn, type } from '../testing/person.ts';
import { type ElementState, showState, type World } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';
import * as samples from './samples.ts';

afterEach(() => document.body.replaceChildren());

type Viewer = ElementState['viewer'];

async function room(viewer: Viewer, given: () => World): Promise<{ element: MilestoneWorkroom; world: World }> {
  return showState<MilestoneWorkroom>('milestone-workroom', { name: '', viewer, given }, document.body);
}
const done = (element: MilestoneWorkroom) => until(() => element.shadowRoot?.querySelector('dialog')?.open !== true);
const contractOf = ({ backend, contractId }: World) => backend.contract(contractId);

describe('proposals in the room (rules 5 and 6)', () => {
  it('the other side reads what would change, and accepts it', async () => {
    const { element, world } = await room('client', samples.proposed);
    const proposal = inside(element, '[part~=proposal]').textContent?.replace(/\s+/g, ' ');
    expect(proposal).to.contain('Lee Okafor proposes 2 changes');
    expect(proposal).to.contain('“Moodboard and directions”: amount $500.00 → $650.00');
    expect(proposal).to.contain('Add “Stationery” for $240.00');
    inside(element, '[part~=proposal] [data-action=accept_proposal]').click();
    await until(() => element.shadowRoot?.querySelector('dialog [part~=changes]'));
    await press(element, 'Accept proposal');
    await done(element);
    expect(contractOf(world).milestones).to.have.lengthOf(4);
    expect(shownIn(element)).to.contain('You both agreed to add $150.00');
  });

  it('the freelancer proposes a milestone, and takes the proposal back', async () => {
    const { element, world } = await room('freelancer', samples.planned);
    await press(element, 'Propose a milestone');
    await type(element, '#title', 'Stationery');
    await type(element, '#amount', '240');
    await press(element, 'Send proposal');
    await done(element);
    expect(contractOf(world).proposals[0]?.changes).to.deep.equal([
      { add: { title: 'Stationery', description: '', amount: 24_000, dueOn: null, before: null } },
    ]);
    inside(element, '[data-action=withdraw_proposal]').click();
    await until(() => element.shadowRoot?.querySelector('dialog[open] form'));
    await press(element, 'Withdraw proposal');
    await done(element);
    expect(contractOf(world).proposals[0]?.state).to.equal('withdrawn');
  });

  it('only what was changed is proposed, and a funded amount is only raised', async () => {
    const { element, world } = await room('freelancer', samples.funded);
    await press(element, 'Propose changes: Moodboard and directions');
    await press(element, 'Send proposal');
    expect(shownIn(element)).to.contain('Change something first.');
    await type(element, '#amount', '400');
    await press(element, 'Send proposal');
    expect(shownIn(element)).to.contain('can only be raised');
    await type(element, '#amount', '600');
    await press(element, 'Send proposal');
    await done(element);
    const { changes } = contractOf(world).proposals[0] ?? {};
    expect(changes).to.deep.equal([
      { edit: { milestoneId: world.milestone(0), before: { amount: 50_000 }, after: { amount: 60_000 } } },
    ]);
  });

  it('under agreement the client proposes too', async () => {
    const { element } = await room('client', samples.byAgreement);
    expect(() => buttonNamed(element, 'Add new milestone')).to.throw();
    buttonNamed(element, 'Propose a milestone');
    await reach(element, 'Propose to delete: Logo');
  });

  it('an increase is funded, and binds then', async () => {
    const { element, world } = await room('client', samples.increaseAgreed);
    await press(element, 'Fund the increase');
    expect(await billIn(element)).to.include('Charged today: $150.00');
    await press(element, 'Fund milestone');
    await done(element);
    expect(contractOf(world).milestones[0]).to.include({ amount: 65_000, pendingIncrease: null });
  });
});

describe('settling a dispute in the room (rules 33 and 34)', () => {
  it('an open offer is accepted by the other side', async () => {
    const { element, world } = await room('client', samples.offersMade);
    expect(shownIn(element)).to.contain('Lee Okafor offers: $400.00 to Lee Okafor, $100.00 back to Dana Whitfield.');
    await press(element, 'Accept this split');
    inside(element, 'dialog button[type=submit]').click();
    await done(element);
    expect(contractOf(world).milestones[0]?.funds).to.include({ released: 40_000, refunded: 10_000 });
  });

  it('a sealed offer shows to its own side alone', async () => {
    const mine = await room('client', samples.offersMade);
    expect(shownIn(mine.element)).to.contain('Your sealed offer of $250.00 is in (round 1 of 3)');
    const theirs = await room('freelancer', samples.offersMade);
    expect(shownIn(theirs.element)).to.contain('Dana Whitfield has made a sealed offer');
    expect(shownIn(theirs.element)).not.to.contain('$250.00');
  });

  it('sealed offers that meet in the second round settle it halfway', async () => {
    const { element, world } = await room('client', samples.secondRound);
    expect(shownIn(element)).to.contain('The sealed offers did not meet. 2 rounds are left.');
    inside(element, '[part~=settlement] > .actions [data-action=make_offer]').click();
    await until(() => element.shadowRoot?.querySelector('dialog[open] [value=sealed]'));
    await choose(element, '[value=sealed]');
    await type(element, '#toFreelancer', '350');
    expect(shownIn(element)).to.contain('The most you would let Lee Okafor have');
    await press(element, 'Send offer');
    await done(element);
    const { dispute } = contractOf(world);
    world.freelancer({ type: 'make_offer', disputeId: dispute?.id ?? 'dsp_none', toFreelancer: 33_000, sealed: true });
    expect(contractOf(world).milestones[0]?.funds).to.include({ released: 34_000, refunded: 16_000 });
  });
});

describe('giving money back (rule 31)', () => {
  it('a part of what is held goes back, the rest stays', async () => {
    const { element, world } = await room('freelancer', samples.submitted);
    await press(element, 'Give money back: Moodboard and directions');
    await type(element, '#amount', '200');
    expect(inside(element, '[part~=effect]').textContent).to.contain(
      '$200.00 goes back to Dana Whitfield, $300.00 stays held.',
    );
    inside(element, 'dialog button[type=submit]').click();
    await done(element);
    expect(contractOf(world).milestones[0]).to.deep.include({ state: 'submitted' });
    expect(contractOf(world).milestones[0]?.funds).to.include({ refunded: 20_000, held: 30_000 });
  });
});

describe('files in the room', () => {
  it('are sent as soon as they are chosen, and named in the submission', async () => {
    const { element, world } = await room('freelancer', samples.withFiles);
    await press(element, 'Submit work: Moodboard and directions');
    await type(element, '#message', 'With the board.');
    chooseFile(element, new File(['four directions'], 'board.txt', { type: 'text/plain' }));
    await until(() => element.shadowRoot?.querySelector('dialog [part=files]'));
    inside(element, 'dialog button[type=submit]').click();
    await done(element);
    const { files } = contractOf(world).milestones[0]?.submission ?? {};
    expect(files?.map(({ name, size, contentType }) => [name, size, contentType])).to.deep.equal([
      ['board.txt', 15, 'text/plain'],
    ]);
  });

  it('that are too large or cannot be sent are said to be, and nothing else is lost', async () => {
    const { element, world } = await room('freelancer', samples.withFiles);
    await press(element, 'Submit work: Moodboard and directions');
    await type(element, '#message', 'With the board.');
    chooseFile(element, new File([new Uint8Array(5 * 1_048_576 + 1)], 'film.mp4'));
    await until(() => element.shadowRoot?.querySelector('#files-error'));
    expect(shownIn(element)).to.contain('“film.mp4” is larger than 5 MB');
    world.backend.weather = 'offline';
    chooseFile(element, new File(['x'], 'board.txt'));
    await until(() => shownIn(element).includes('“board.txt” couldn’t be uploaded'));
    expect(inside<HTMLTextAreaElement>(element, '#message').value).to.equal('With the board.');
  });

  it('are not asked for where none are taken', async () => {
    const { element } = await room('freelancer', samples.submitted);
    await press(element, 'Submit work: Moodboard and directions');
    expect(element.shadowRoot?.querySelector('#files')).to.equal(null);
  });
});

function chooseFile(element: MilestoneWorkroom, file: File): void {
  const input = inside<HTMLInputElement>(element, '#files');
  const chosen = new DataTransfer();
  chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
