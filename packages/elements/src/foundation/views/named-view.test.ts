import { expect } from 'chai';
import '../../define/contract-list.ts';
import '../../define/milestone-workroom.ts';
import '../../define/review-and-pay.ts';
import { shownIn } from '../../testing/person.ts';
import { type ContractFixture, contractFixture, type ElementState, showState } from '../../testing/states.ts';
import { until } from '../../testing/until.ts';

/** Hostile input of a freelancer: a direction override, and links that look like others. */
function hostile(): ContractFixture {
  const made = contractFixture({
    title: 'Brand \u202eytitnedi',
    milestones: [{ title: 'Logo \u202egpj.exe', amount: 50_000 }],
  });
  made.client({ type: 'fund', milestoneId: made.milestone(0) });
  made.freelancer({
    type: 'submit',
    milestoneId: made.milestone(0),
    message: 'Here it is.',
    links: [
      { url: 'https://paypal.com@evil.example/login', label: null },
      { url: 'https://evil.example/login', label: 'https://paypal.com' },
      { url: 'https://p\u0430ypal.com/', label: null },
      { url: 'https://www.figma.com/file/1', label: null },
      { url: 'javascript:alert(1)', label: 'Preview' },
    ],
  });
  return made;
}

const show = (tag: string) =>
  showState(tag, { name: '', viewer: 'client', given: hostile } satisfies ElementState, document.body);
const overrides = /[\u202a-\u202e\u2066\u2067]/;

afterEach(() => document.body.replaceChildren());

for (const tag of ['review-and-pay', 'milestone-workroom']) {
  describe(`names and links from people in ${tag}`, () => {
    it('show the host of each link', async () => {
      const { element } = await show(tag);
      await until(() => element.shadowRoot?.querySelector('.attachments'));
      const rows = [...(element.shadowRoot?.querySelectorAll('.attachments li') ?? [])].map((row) =>
        row.textContent?.replace(/\s+/g, ' ').trim(),
      );
      expect(rows).to.deep.equal([
        'https://paypal.com@evil.example/login evil.example',
        'https://paypal.com evil.example',
        'https://p\u0430ypal.com/ xn--pypal-4ve.com',
        'https://www.figma.com/file/1',
      ]);
    });

    it('cannot change the direction of the text around them', async () => {
      const { element } = await show(tag);
      expect(shownIn(element)).to.contain('Brand ytitnedi').and.to.contain('Logo gpj.exe').and.not.to.match(overrides);
      const labels = [...(element.shadowRoot?.querySelectorAll('[aria-label], [title]') ?? [])].map(
        (each) => `${each.getAttribute('aria-label')} ${each.getAttribute('title')}`,
      );
      expect(labels.join(' ')).not.to.match(overrides);
    });
  });
}

it('a contract’s title in the list cannot change the direction of the text around it', async () => {
  const { element } = await show('contract-list');
  await until(() => shownIn(element).includes('Brand'));
  expect(shownIn(element)).to.contain('Brand ytitnedi').and.not.to.match(overrides);
  expect(element.shadowRoot?.querySelector('a.title > bdi')).to.exist;
});
