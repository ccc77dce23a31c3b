import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../define/review-and-pay.ts';
import { submitted, withFiles } from '../milestone-workroom/samples.ts';
import { isWebKit } from '../testing/engine.ts';
import { billIn, buttonNamed, inside, press, shownIn, type } from '../testing/person.ts';
import { type ContractFixture, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { ReviewAndPay } from './review-and-pay.ts';

afterEach(() => document.body.replaceChildren());

async function show(given: () => ContractFixture, attributes: Readonly<Record<string, string>> = {}) {
  return showState<ReviewAndPay>('review-and-pay', { name: '', viewer: 'client', given, attributes }, document.body);
}

/** Whether one element precedes another, in reading order and in Tab order. */
function stands(one: Element, before: Element): boolean {
  return Boolean(one.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING);
}

describe('the effects of Pay now are read before it (rule 57)', () => {
  it('shows the rows, their total, and the sum beside the button', async () => {
    const { element } = await show(submitted);
    await billIn(element);
    const pay = buttonNamed(element, 'Pay now');
    expect(stands(inside(element, '.bill'), inside(element, '#due'))).to.equal(true);
    expect(stands(inside(element, '#due'), pay)).to.equal(true);
    expect(pay.getAttribute('aria-describedby')).to.equal('due');
    expect(inside(element, '#due').textContent).to.contain('$500.00 released now');
    expect(pay.form).to.equal(inside(element, 'form#pay'));
  });

  it('shows both the charge and the release if there are both', async () => {
    const { element } = await show(submitted);
    inside(element, '#with-bonus').click();
    await element.updateComplete;
    await type(element, '#bonus', '75');
    await until(() => element.shadowRoot?.querySelector('#due')?.textContent?.includes('charged now'));
    expect(inside(element, '#due').textContent?.replace(/\s+/g, ' ').trim()).to.equal(
      '$75.00 charged now $575.00 released now',
    );
  });

  it('stays visible on a phone, with its button at least 44 px high', async function () {
    // Its driver cannot resize the window.
    if (isWebKit) this.skip();
    await setViewport({ width: 320, height: 640 });
    try {
      const { element } = await show(submitted, { dialog: '' });
      element.show();
      await until(() => element.matches(':state(open)'));
      const dialog = inside<HTMLDialogElement>(element, 'dialog');
      for (const movement of dialog.getAnimations()) movement.finish();
      expect(dialog.getBoundingClientRect().bottom).to.be.closeTo(640, 1);
      for (const top of [0, dialog.scrollHeight]) {
        dialog.scrollTop = top;
        const box = buttonNamed(element, 'Pay now').getBoundingClientRect();
        expect(box.bottom, `scrolled to ${top}`).to.be.at.most(640);
        expect(box.top).to.be.at.least(0);
      }
    } finally {
      await setViewport({ width: 1280, height: 800 });
    }
  });
});

describe('a refused price', () => {
  it('shows the problem at the affected field, and offers no second try', async () => {
    const { element } = await show(submitted);
    await billIn(element);
    inside(element, '#with-bonus').click();
    await element.updateComplete;
    await type(element, '#bonus', '0.10');
    await until(() => element.shadowRoot?.querySelector('[part~=refused]'));
    const said = 'The bonus is smaller than the payment provider takes. Enter a higher bonus.';
    expect(inside(element, '[part~=refused]').textContent).to.contain(said);
    expect(inside(element, '#bonus-error').textContent).to.equal(said);
    expect(shownIn(element)).not.to.contain('The fees couldn’t be loaded');
    expect(() => buttonNamed(element, 'Try again')).to.throw();
  });
});

describe('after paying', () => {
  it('rule 59: links to the receipts of its charges', async () => {
    const { element } = await show(submitted);
    inside(element, '#with-bonus').click();
    await element.updateComplete;
    await type(element, '#bonus', '75');
    await press(element, 'Pay now');
    await until(() => (element.shadowRoot?.querySelectorAll('[part=receipts] li').length ?? 0) > 1);
    const lines = [...(element.shadowRoot?.querySelectorAll('[part=receipts] li') ?? [])].map((each) =>
      each.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(lines[0]).to.match(/^Receipt \$500\.00$/);
    expect(lines.some((line) => line?.startsWith('Receipt $75.00'))).to.equal(true);
  });

  it('funds the next milestone without a room around it', async () => {
    const { element, fixture } = await show(submitted);
    await press(element, 'Pay now');
    await until(() => element.matches(':state(done)'));
    await press(element, 'Fund next milestone');
    await until(() => element.shadowRoot?.activeElement?.id === 'dialog-title');
    await billIn(element);
    expect(shownIn(element)).to.contain('Fund “Logo”').and.to.contain('Charged today');
    const asked = new Promise((resolve) => element.addEventListener('workroom-fund-request', resolve, { once: true }));
    await press(element, 'Fund milestone');
    await asked;
    await until(() => fixture.backend.contract(fixture.contractId).milestones[1]?.state === 'funded');
    await until(() => element.shadowRoot?.querySelector('.toast')?.textContent?.includes('“Logo” is funded.'));
    await until(() => element.shadowRoot?.activeElement?.id === 'title');
    expect(inside(element, '#title').textContent).to.contain('Logo');
  });

  it('returns from funding to the payment result', async () => {
    const { element } = await show(submitted, { dialog: '' });
    element.show();
    await press(element, 'Pay now');
    await until(() => element.matches(':state(done)'));
    await press(element, 'Fund next milestone');
    await until(() => element.shadowRoot?.activeElement?.id === 'dialog-title');
    expect(inside(element, 'dialog').getAttribute('aria-labelledby')).to.equal('dialog-title');
    await press(element, 'Cancel');
    await until(() => element.shadowRoot?.activeElement?.id === 'done');
  });
});

describe('submitted files', () => {
  it('are cards with kind, name and size, with a preview only if the page allows it', async () => {
    const { element } = await show(withFiles);
    const card = inside(element, '[part=file-card]').textContent?.replace(/\s+/g, ' ').trim();
    expect(card).to.equal('PDF moodboard.pdf 471 kB');
    expect(() => buttonNamed(element, 'Preview moodboard.pdf')).to.throw();
  });

  it('have a preview by type: a PDF stays a PDF whatever its address says', async () => {
    const made = () => {
      const fixture = withFiles();
      const { fetch } = fixture.backend;
      const file = URL.createObjectURL(new Blob(['<script>parent.hacked = true</script>'], { type: 'text/html' }));
      const faked: typeof fetch = async (input, init) =>
        new Request(input, init).url.endsWith('/files/upl_1')
          ? Response.json({ url: file, expiresAt: '' })
          : fetch(input, init);
      Object.assign(fixture.backend, { fetch: faked });
      return fixture;
    };
    const { element } = await show(made, { 'file-previews': '' });
    await press(element, 'Preview moodboard.pdf');
    await until(() => element.shadowRoot?.querySelector('iframe.preview'));
    const frame = inside<HTMLIFrameElement>(element, 'iframe.preview');
    expect((await (await fetch(frame.src)).blob()).type).to.equal('application/pdf');
    expect(frame.title).to.equal('moodboard.pdf');
    expect(buttonNamed(element, 'Preview moodboard.pdf').ariaExpanded).to.equal('true');
    await press(element, 'Preview moodboard.pdf');
    expect(element.shadowRoot?.querySelector('.preview')).to.equal(null);
    expect('hacked' in window).to.equal(false);
  });
});
