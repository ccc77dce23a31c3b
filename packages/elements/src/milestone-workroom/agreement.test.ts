import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import { chooseFiles } from '../testing/choose-files.ts';
import { billIn, buttonNamed, choose, inside, press, reach, shownIn, type } from '../testing/person.ts';
import { type ContractFixture, type ElementState, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';
import * as samples from './samples.ts';

afterEach(() => document.body.replaceChildren());

type Viewer = ElementState['viewer'];

async function room(
  viewer: Viewer,
  given: () => ContractFixture,
): Promise<{ element: MilestoneWorkroom; fixture: ContractFixture }> {
  return showState<MilestoneWorkroom>('milestone-workroom', { name: '', viewer, given }, document.body);
}
const done = (element: MilestoneWorkroom) => until(() => element.shadowRoot?.querySelector('dialog')?.open !== true);
const contractOf = ({ backend, contractId }: ContractFixture) => backend.contract(contractId);

describe('proposals in the room (rules 5 and 6)', () => {
  it('the other side reads the proposed changes, and accepts them', async () => {
    const { element, fixture } = await room('client', samples.proposed);
    const proposal = inside(element, '[part~=proposal]').textContent?.replace(/\s+/g, ' ');
    expect(proposal).to.contain('Lee Okafor proposes 2 changes');
    expect(proposal).to.contain('“Moodboard and directions”: amount $500.00 → $650.00');
    expect(proposal).to.contain('Add “Stationery” for $240.00');
    inside(element, '[part~=proposal] [data-action=accept_proposal]').click();
    await until(() => element.shadowRoot?.querySelector('dialog [part~=changes]'));
    await press(element, 'Accept proposal');
    await done(element);
    expect(contractOf(fixture).milestones).to.have.lengthOf(4);
    expect(shownIn(element)).to.contain('You both agreed to add $150.00');
  });

  it('the freelancer proposes a milestone, and withdraws the proposal', async () => {
    const { element, fixture } = await room('freelancer', samples.planned);
    await press(element, 'Propose a milestone');
    await type(element, '#title', 'Stationery');
    await type(element, '#amount', '240');
    await press(element, 'Send proposal');
    await done(element);
    expect(contractOf(fixture).proposals[0]?.changes).to.deep.equal([
      { add: { title: 'Stationery', description: '', amount: 24_000, dueOn: null, before: null } },
    ]);
    inside(element, '[data-action=withdraw_proposal]').click();
    await until(() => element.shadowRoot?.querySelector('dialog[open] form'));
    await press(element, 'Withdraw proposal');
    await done(element);
    expect(contractOf(fixture).proposals[0]?.state).to.equal('withdrawn');
  });

  it('only changes are proposed, and a funded amount can only be raised', async () => {
    const { element, fixture } = await room('freelancer', samples.funded);
    await press(element, 'Propose changes: Moodboard and directions');
    await press(element, 'Send proposal');
    expect(shownIn(element)).to.contain('Change something first.');
    await type(element, '#amount', '400');
    await press(element, 'Send proposal');
    expect(shownIn(element)).to.contain('can only be raised');
    await type(element, '#amount', '600');
    await press(element, 'Send proposal');
    await done(element);
    const { changes } = contractOf(fixture).proposals[0] ?? {};
    expect(changes).to.deep.equal([
      { edit: { milestoneId: fixture.milestone(0), before: { amount: 50_000 }, after: { amount: 60_000 } } },
    ]);
  });

  it('under agreement the client proposes too', async () => {
    const { element } = await room('client', samples.byAgreement);
    expect(() => buttonNamed(element, 'Add new milestone')).to.throw();
    buttonNamed(element, 'Propose a milestone');
    await reach(element, 'Propose to delete: Logo');
  });

  it('an increase applies once it is funded', async () => {
    const { element, fixture } = await room('client', samples.increaseAgreed);
    await press(element, 'Fund the increase');
    expect(await billIn(element)).to.include('Charged today: $150.00');
    await press(element, 'Fund milestone');
    await done(element);
    expect(contractOf(fixture).milestones[0]).to.include({ amount: 65_000, pendingIncrease: null });
  });
});

describe('resolving a dispute in the room (rules 33 and 34)', () => {
  it('an open offer is accepted by the other side', async () => {
    const { element, fixture } = await room('client', samples.offersMade);
    expect(shownIn(element)).to.contain('Lee Okafor offered $100.00 back to you, keeping $400.00.');
    await press(element, 'Accept this split');
    inside(element, 'dialog button[type=submit]').click();
    await done(element);
    expect(contractOf(fixture).milestones[0]?.funds).to.include({ released: 40_000, refunded: 10_000 });
  });

  it('an open offer reads as sent to its sender, and as made to them to its recipient', async () => {
    const sender = await room('freelancer', samples.offersMade);
    expect(shownIn(sender.element)).to.contain('Offer sent: $400.00 to you, $100.00 back to Dana Whitfield.');
    const made = samples.offersMade();
    const disputeId = made.backend.contract(made.contractId).dispute?.id ?? 'dsp_none';
    made.client({ type: 'make_offer', disputeId, toFreelancer: 10_000 });
    const recipient = await room('freelancer', () => made);
    expect(shownIn(recipient.element)).to.contain('Dana Whitfield offered $100.00 to you; $400.00 goes back to them.');
  });

  it('a sealed offer is visible to its own side only', async () => {
    const mine = await room('client', samples.offersMade);
    expect(shownIn(mine.element)).to.contain('Your sealed offer of $250.00 is in (round 1 of 3)');
    const theirs = await room('freelancer', samples.offersMade);
    expect(shownIn(theirs.element)).to.contain('Dana Whitfield has made a sealed offer');
    expect(shownIn(theirs.element)).not.to.contain('$250.00');
  });

  it('overlapping sealed offers in the second round resolve it halfway', async () => {
    const { element, fixture } = await room('client', samples.secondRound);
    expect(shownIn(element)).to.contain('The sealed offers didn’t meet. 2 rounds are left.');
    inside(element, '[part~=resolution] > .actions [data-action=make_offer]').click();
    await until(() => element.shadowRoot?.querySelector('dialog[open] [value=sealed]'));
    await choose(element, '[value=sealed]');
    await type(element, '#toFreelancer', '350');
    expect(shownIn(element)).to.contain('The most you would let Lee Okafor have');
    await press(element, 'Send offer');
    await done(element);
    const { dispute } = contractOf(fixture);
    fixture.freelancer({
      type: 'make_offer',
      disputeId: dispute?.id ?? 'dsp_none',
      toFreelancer: 33_000,
      sealed: true,
    });
    expect(contractOf(fixture).milestones[0]?.funds).to.include({ released: 34_000, refunded: 16_000 });
  });
});

describe('giving money back (rule 31)', () => {
  it('a part of the held money is refunded, the rest stays', async () => {
    const { element, fixture } = await room('freelancer', samples.submitted);
    await press(element, 'Give money back: Moodboard and directions');
    await type(element, '#amount', '200');
    expect(inside(element, '[part~=effect]').textContent).to.contain(
      '$200.00 goes back to Dana Whitfield, $300.00 stays held.',
    );
    inside(element, 'dialog button[type=submit]').click();
    await done(element);
    expect(contractOf(fixture).milestones[0]).to.deep.include({ state: 'submitted' });
    expect(contractOf(fixture).milestones[0]?.funds).to.include({ refunded: 20_000, held: 30_000 });
  });
});

describe('files in the room', () => {
  const sketch = () => new File(['four directions'], 'board.txt', { type: 'text/plain' });
  const submitting = async () => {
    const opened = await room('freelancer', samples.withFiles);
    await press(opened.element, 'Submit work: Moodboard and directions');
    await type(opened.element, '#message', 'With the board.');
    return opened;
  };

  it('are uploaded as soon as they are chosen, and listed in the submission', async () => {
    const { element, fixture } = await submitting();
    chooseFile(element, sketch());
    await until(() => element.shadowRoot?.querySelector('dialog [part="file sent"]'));
    inside(element, 'dialog button[type=submit]').click();
    await done(element);
    const { files } = contractOf(fixture).milestones[0]?.submission ?? {};
    expect(files?.map(({ name, size, contentType }) => [name, size, contentType])).to.deep.equal([
      ['board.txt', 15, 'text/plain'],
    ]);
  });

  it('report a failed upload, stay listed, can be retried, and nothing else is lost', async () => {
    const { element, fixture } = await submitting();
    chooseFile(element, sketch());
    await until(() => element.shadowRoot?.querySelector('[part="file sent"]'));
    chooseFile(element, new File([new Uint8Array(5 * 1_048_576 + 1)], 'film.mp4'));
    chooseFile(element, new File([], 'nothing.txt'));
    await until(() => shownIn(element).includes('“nothing.txt” is empty'));
    expect(shownIn(element)).to.contain('“film.mp4” is larger than 5 MB');
    fixture.backend.weather = 'offline';
    chooseFile(element, new File(['x'], 'late.txt'));
    await until(() => shownIn(element).includes('“late.txt” couldn’t be uploaded'));
    expect(inside<HTMLTextAreaElement>(element, '#message').value).to.equal('With the board.');
    // No file is dropped without a message.
    inside(element, 'dialog button[type=submit]').click();
    await until(() => element.shadowRoot?.querySelector('#files-error'));
    fixture.backend.weather = 'fine';
    await press(element, 'Try again: late.txt');
    await press(element, 'Remove film.mp4');
    await press(element, 'Remove nothing.txt');
    await until(() => element.shadowRoot?.querySelectorAll('[part="file sent"]').length === 2);
    inside(element, 'dialog button[type=submit]').click();
    await done(element);
    const { files } = contractOf(fixture).milestones[0]?.submission ?? {};
    expect(files?.map(({ name }) => name)).to.deep.equal(['board.txt', 'late.txt']);
  });

  it('are deleted from the server when they are removed, and the focus goes to the field', async () => {
    const { element, fixture } = await submitting();
    chooseFile(element, sketch());
    await until(() => element.shadowRoot?.querySelector('[part="file sent"]'));
    expect(fixture.backend.keptFiles).to.equal(1);
    await press(element, 'Remove board.txt');
    await until(() => fixture.backend.keptFiles === 0);
    expect(element.shadowRoot?.querySelector('[part~=file]')).to.equal(null);
    expect(element.shadowRoot?.activeElement?.id).to.equal('files');
  });

  it('are accepted from a drop and from the clipboard, but copied text is not', async () => {
    const { element } = await submitting();
    const files = new DataTransfer();
    files.items.add(sketch());
    const field = inside(element, '#message');
    const dragged = new DragEvent('dragover', { dataTransfer: files, bubbles: true, cancelable: true });
    field.dispatchEvent(dragged);
    expect(dragged.defaultPrevented).to.equal(true);
    field.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
    await until(() => element.shadowRoot?.querySelectorAll('[part="file sent"]').length === 1);
    field.dispatchEvent(pasteOf(files));
    await until(() => element.shadowRoot?.querySelectorAll('[part="file sent"]').length === 2);
    const copied = new DataTransfer();
    copied.setData('text/plain', 'A title');
    copied.items.add(sketch());
    field.dispatchEvent(pasteOf(copied));
    expect(element.shadowRoot?.querySelectorAll('[part~=file]').length).to.equal(2);
  });

  it('can be sent with a message, and are shown with it', async () => {
    const { element, fixture } = await room('client', samples.withFiles);
    await until(() => element.shadowRoot?.querySelector('#message-text-attach'));
    chooseFile(element, sketch(), '#message-text-files');
    await until(() => element.shadowRoot?.querySelector('.composer [part="file sent"]'));
    await type(element, '#message-text', 'The board we talked about.');
    await press(element, 'Send');
    await until(() => !element.shadowRoot?.querySelector('.composer [part~=file]'));
    const posted = fixture.backend.received.find(({ name }) => name === 'postMessage');
    const { files = [] } = (posted?.body ?? {}) as { readonly files?: readonly unknown[] };
    expect(files.length).to.equal(1);
    await until(() => element.shadowRoot?.querySelector('.event.message [part=attachments]'));
    expect(inside(element, '.event.message').textContent).to.contain('board.txt');
  });

  it('cannot be added if the server accepts none', async () => {
    const { element } = await room('freelancer', samples.submitted);
    await press(element, 'Submit work: Moodboard and directions');
    expect(element.shadowRoot?.querySelector('#files')).to.equal(null);
  });
});

/** Firefox creates the event with an empty clipboard of its own. */
function pasteOf(clipboardData: DataTransfer): ClipboardEvent {
  const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
  return Object.defineProperty(event, 'clipboardData', { value: clipboardData });
}

function chooseFile(element: MilestoneWorkroom, file: File, field = '#files'): void {
  chooseFiles(element, field, [file]);
}
