import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { until } from '../testing/until.ts';
import {
  closed,
  focused,
  open,
  press,
  send,
  shown,
  start,
  toButton,
  toId,
  toItem,
  toLabel,
  write,
  writeOver,
} from './keyboard.test.support.ts';
import * as samples from './samples.ts';

afterEach(() => document.body.replaceChildren());

describe('the room with the keyboard alone', function () {
  // Real keys, one after another, on a machine that is also busy with other work.
  this.timeout(180_000);

  it('accepts an offer', async () => {
    const { contract } = await start('freelancer', samples.offered);
    await open('Accept offer');
    await send('Accept offer');
    expect(contract().status).to.equal('active');
  });

  it('declines an offer with a reason', async () => {
    const { contract } = await start('freelancer', samples.offered);
    await open('Decline offer');
    expect(focused()?.id).to.equal('reason');
    await write('No time this month.');
    await send('Decline offer');
    expect(contract().status).to.equal('declined');
  });

  it('withdraws an offer', async () => {
    const { contract } = await start('client', samples.offered);
    await open('Withdraw offer');
    await send('Withdraw offer');
    expect(contract().status).to.equal('withdrawn');
  });

  it('adds two milestones at once', async () => {
    const { contract } = await start('client', samples.empty);
    await open('Add new milestone');
    expect(focused()?.id).to.equal('title-0');
    await write('Shoot');
    await toId('amount-0');
    await write('400');
    await toButton('+ Another milestone');
    await press('Enter');
    await until(() => focused()?.id === 'title-1');
    await write('Retouching');
    await toId('amount-1');
    await write('250.50');
    await press('Enter');
    await closed();
    expect(contract().milestones.map(({ title, amount }) => [title, amount])).to.deep.equal([
      ['Shoot', 40_000],
      ['Retouching', 25_050],
    ]);
  });

  it('edits a milestone, and can clear its deliverables', async () => {
    const { contract } = await start('client', samples.planned);
    await open('Edit');
    await writeOver('Directions');
    await toId('description');
    await sendKeys({ down: 'Control' });
    await press('a');
    await sendKeys({ up: 'Control' });
    await press('Delete');
    await send('Save changes');
    expect(contract().milestones[0]).to.include({
      title: 'Directions',
      description: '',
      amount: 50_000,
      dueOn: '2026-12-01',
    });
  });

  it('deletes a milestone after asking', async () => {
    const { contract } = await start('client', samples.planned);
    await open('Delete');
    await send('Delete milestone');
    expect(contract().milestones.map(({ title }) => title)).to.deep.equal(['Logo', 'Guidelines']);
    // A deleted milestone cannot have the focus, so the room gets it, not the page.
    await until(() => focused() !== null);
  });

  it('moves a milestone, which keeps the focus', async () => {
    const { contract } = await start('client', samples.planned);
    const isOnMenu = () => focused()?.getAttribute('aria-label') === 'More for “Moodboard and directions”';
    await toItem('Move down');
    await press('Enter');
    await until(() => contract().milestones[1]?.title === 'Moodboard and directions');
    await until(isOnMenu);
    // Up from its button: the last item first.
    await press('ArrowUp');
    await until(() => focused()?.textContent?.trim() === 'Delete');
    await press('ArrowUp');
    await press('Enter');
    await until(() => contract().milestones[2]?.title === 'Moodboard and directions');
    await until(isOnMenu);
  });

  it('funds the next milestone', async () => {
    const { contract } = await start('client', samples.planned);
    await open('Fund milestone');
    await send('Fund milestone');
    expect(contract().milestones[0]?.state).to.equal('funded');
  });

  it('submits work with a link', async () => {
    const { contract } = await start('freelancer', samples.funded);
    await open('Submit work');
    expect(focused()?.id).to.equal('message');
    await write('Three directions.');
    await toButton('+ Add a link');
    await press('Enter');
    await until(() => focused()?.id === 'url-0');
    await write('figma.com/file/x');
    await toId('label-0');
    await write('Figma');
    await press('Enter');
    await closed();
    expect(contract().milestones[0]?.submission?.links).to.deep.equal([
      { url: 'https://figma.com/file/x', label: 'Figma' },
    ]);
  });

  it('withdraws a submission', async () => {
    const { contract } = await start('freelancer', samples.submitted);
    await open('Withdraw submission');
    await send('Withdraw submission');
    expect(contract().milestones[0]?.state).to.equal('funded');
  });

  it('extends the review', async () => {
    const { contract } = await start('freelancer', samples.submitted);
    await open('Extend review');
    await press('ArrowDown');
    await press('Enter');
    await closed();
    const milestone = contract().milestones[0];
    expect(milestone?.state === 'submitted' && milestone.review.extendedDays).to.equal(6);
  });

  it('reviews and pays, and the focus returns to the milestone', async () => {
    const { contract } = await start('client', samples.submitted);
    await open('Review and pay');
    await toButton('Pay now');
    await press('Enter');
    await until(() => focused()?.id === 'done');
    expect(contract().totals.released).to.equal(50_000);
    await press('Escape');
    await closed();
    await until(() => focused()?.id === `name-${contract().milestones[0]?.id}`);
  });

  it('requests changes', async () => {
    const { contract } = await start('client', samples.submitted);
    await open('Request changes');
    await toId('changes');
    await write('A dark version, please.');
    await toButton('Request changes');
    await press('Enter');
    await until(() => focused()?.id === 'done');
    expect(contract().milestones[0]?.changeRequest?.message).to.equal('A dark version, please.');
  });

  it('requests a refund of a part', async () => {
    const { contract } = await start('client', samples.submitted);
    await open('Request refund');
    await writeOver('200');
    await toId('reason');
    await write('Two, not three.');
    await send('Request refund');
    expect(contract().refundRequest).to.include({ fromMilestone: 20_000, reason: 'Two, not three.', thenEnd: false });
  });

  it('requests a refund of carried funds', async () => {
    const { contract } = await start('client', samples.carried);
    await open('Request refund');
    await toId('reason');
    await write('We need it elsewhere.');
    await send('Request refund');
    expect(contract().refundRequest).to.include({ milestoneId: null, fromCarried: 20_000 });
  });

  it('agrees to a refund', async () => {
    const { contract } = await start('freelancer', samples.refundRequested);
    await open('Agree to refund');
    await send('Agree to refund');
    expect(contract().totals.refunded).to.equal(20_000);
  });

  it('withdraws a refund request', async () => {
    const { contract } = await start('client', samples.refundRequested);
    await open('Withdraw refund request');
    await send('Withdraw refund request');
    expect(contract().milestones[0]?.state).to.equal('submitted');
  });

  it('starts a dispute', async () => {
    const { contract } = await start('freelancer', samples.refundRequested);
    await open('Start a dispute');
    await write('All three follow the brief.');
    await send('Start a dispute');
    expect(contract().dispute?.statements[0]?.message).to.equal('All three follow the brief.');
  });

  it('adds a statement to a dispute', async () => {
    const { contract } = await start('freelancer', samples.disputed);
    await toId('statement-text');
    await write('See the notes of our call.');
    await toButton('Add statement');
    await press('Enter');
    await until(() => contract().dispute?.statements.length === 3);
    await until(() => focused()?.id === 'statement-text');
  });

  it('decides a dispute', async () => {
    const { contract } = await start('mediator', samples.disputed);
    await open('Decide the dispute');
    await write('300');
    await toId('note');
    await write('Two of three fit.');
    await send('Decide the dispute');
    expect(contract().totals).to.include({ released: 30_000, refunded: 20_000 });
  });

  it('ends the contract and pays a part', async () => {
    const { contract } = await start('client', samples.submitted);
    await open('End contract');
    await press('ArrowDown');
    await toId('pay');
    await write('200');
    await send('End contract');
    expect(contract()).to.have.property('status', 'ending');
    expect(contract().refundRequest?.fromMilestone).to.equal(30_000);
  });

  it('ends the contract as the freelancer and refunds everything', async () => {
    const { contract } = await start('freelancer', samples.submitted);
    await open('End contract');
    await send('End contract');
    expect(contract().status).to.equal('ended');
    expect(contract().totals.refunded).to.equal(50_000);
  });

  it('gives a bonus', async () => {
    const { contract } = await start('client', samples.allPaid);
    await open('Add a bonus');
    await write('75');
    await press('Enter');
    await closed();
    expect(contract().totals.bonuses).to.equal(17_500);
  });

  it('retries a declined bonus', async () => {
    const { contract, backend } = await start('client', samples.bonusDeclined);
    backend.card = 'succeeds';
    await open('Try again');
    await send('Pay now');
    expect(contract().totals.bonuses).to.equal(7_500);
  });

  it('cancels a payment', async () => {
    const { contract } = await start('client', () => samples.funding('needs_action'));
    await open('Cancel payment');
    await send('Cancel payment');
    expect(contract().milestones[0]?.state).to.equal('planned');
  });

  it('sends a message and keeps the focus', async () => {
    await start('client', samples.funded);
    await toId('message-text');
    await write('How is it going?');
    await toButton('Send');
    await press('Enter');
    await until(() => shown().shadowRoot?.querySelector('[part=timeline]')?.textContent?.includes('How is it going?'));
    await until(() => focused()?.id === 'message-text');
    expect((focused() as HTMLTextAreaElement).value).to.equal('');
  });

  it('moves from the rail to a milestone', async () => {
    const { contract } = await start('client', samples.planned);
    await toLabel('Milestone 2, “Logo”: Not funded');
    await press('Enter');
    expect(focused()?.id).to.equal(`name-${contract().milestones[1]?.id}`);
  });
});
