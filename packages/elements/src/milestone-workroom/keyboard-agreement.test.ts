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
  tabTo,
  toButton,
  toId,
  write,
  writeOver,
} from './keyboard.test.support.ts';
import * as samples from './samples.ts';

/** The dialog's own button, because a button of the room may have the same text. */
const submit = async () => {
  await tabTo((stop) => stop.matches('dialog button[type=submit]'));
  await press('Enter');
  await closed();
};
/** Where the focus moves when a job is done and its opener is gone. */
const isSomewhere = () => until(() => focused() !== null);

afterEach(() => document.body.replaceChildren());

describe('agreements with the keyboard alone', function () {
  // Real keys, one after another, on a machine that is also busy with other work.
  this.timeout(180_000);

  it('proposes a milestone', async () => {
    const { contract } = await start('freelancer', samples.planned);
    await open('Propose a milestone');
    expect(focused()?.id).to.equal('title');
    await write('Stationery');
    await toId('amount');
    await write('240');
    await send('Send proposal');
    expect(contract().proposals[0]?.changes[0]).to.have.nested.property('add.title', 'Stationery');
    await isSomewhere();
  });

  it('proposes changes to a funded milestone, and shows errors at the fields', async () => {
    const { contract } = await start('freelancer', samples.funded);
    await open('Propose changes');
    await toId('amount');
    await writeOver('400');
    await toButton('Send proposal');
    await press('Enter');
    await until(() => focused()?.id === 'amount');
    expect(focused()?.getAttribute('aria-invalid')).to.equal('true');
    await writeOver('600');
    await send('Send proposal');
    expect(contract().proposals[0]?.changes[0]).to.have.nested.property('edit.after.amount', 60_000);
  });

  it('proposes to delete a milestone', async () => {
    const { contract, milestone } = await start('client', samples.byAgreement);
    await open('Propose to delete');
    await send('Send proposal');
    expect(contract().proposals[0]?.changes[0]).to.have.nested.property('remove.milestoneId', milestone(0));
  });

  it('accepts a proposal, and returns to the plan', async () => {
    const { contract } = await start('client', samples.proposed);
    await open('Accept');
    await submit();
    expect(contract().milestones).to.have.lengthOf(4);
    await isSomewhere();
  });

  it('rejects a proposal with a reason', async () => {
    const { contract } = await start('client', samples.proposed);
    await open('Reject');
    await write('Not this month.');
    await submit();
    expect(contract().proposals[0]?.state).to.equal('rejected');
    await isSomewhere();
  });

  it('withdraws a proposal', async () => {
    const { contract } = await start('freelancer', samples.proposed);
    await open('Withdraw proposal');
    await submit();
    expect(contract().proposals[0]?.state).to.equal('withdrawn');
    await isSomewhere();
  });

  it('funds an increase', async () => {
    const { contract } = await start('client', samples.increaseAgreed);
    await open('Fund the increase');
    await submit();
    expect(contract().milestones[0]).to.include({ amount: 65_000, pendingIncrease: null });
    await isSomewhere();
  });

  it('refunds a part of the money', async () => {
    const { contract } = await start('freelancer', samples.submitted);
    await open('Give money back');
    await writeOver('200');
    await submit();
    expect(contract().milestones[0]?.funds).to.include({ refunded: 20_000, held: 30_000 });
  });

  it('makes an open offer of a split', async () => {
    const { contract } = await start('freelancer', samples.disputed);
    await open('Offer a split');
    await toId('toFreelancer');
    await write('400');
    await submit();
    expect(contract().dispute?.offers.freelancer?.toFreelancer).to.equal(40_000);
  });

  it('makes a sealed offer, chosen with the arrows', async () => {
    const { contract } = await start('freelancer', samples.disputed);
    await open('Offer a split');
    await tabTo((stop) => stop.matches('[type=radio]'));
    if (!(focused() as HTMLInputElement).matches('[value=sealed]')) await press('ArrowDown');
    expect(shown().shadowRoot?.querySelector('[value=sealed]')).to.have.property('checked', true);
    await toId('toFreelancer');
    await write('330');
    await submit();
    expect(contract().dispute?.offers.freelancer).to.equal(null);
    expect(contract().dispute?.sealed.least).to.equal(33_000);
  });

  it('accepts a split', async () => {
    const { contract } = await start('client', samples.offersMade);
    await open('Accept this split');
    await submit();
    expect(contract().milestones[0]?.funds).to.include({ released: 40_000, refunded: 10_000 });
    await isSomewhere();
  });

  it('reaches the file field and the evidence', async () => {
    await start('freelancer', samples.withFiles);
    await open('Submit work');
    await toId('files');
    await press('Escape');
    await closed();
    await toButton('to print');
    await toButton('as JSON');
  });
});
