import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../define/activity-timeline.ts';
import '../define/contract-list.ts';
import * as samples from '../milestone-workroom/samples.ts';
import { inside, press, shownIn, type } from '../testing/person.ts';
import { type ContractFixture, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { ActivityTimeline } from './activity-timeline.ts';
import { conversation, long, openNotifications, read } from './states.ts';

async function start(
  given: () => ContractFixture,
  {
    viewer = 'client',
    attributes = {},
  }: { viewer?: 'client' | 'freelancer'; attributes?: Record<string, string> } = {},
) {
  return showState<ActivityTimeline>(
    'activity-timeline',
    { name: '', viewer, given, attributes, when: read },
    document.body,
  );
}

const decisionIn = (element: Element) => element.shadowRoot?.querySelector<HTMLAnchorElement>('a.decision') ?? null;
const unreadIn = (element: Element) => element.shadowRoot?.querySelector('.unread-count')?.textContent ?? '0';
const addresses = { 'review-href': '#/{contractId}/review/{milestoneId}', 'contract-href': '#/{contractId}' };

// Pages under test may be in the background, and elements follow a stream only in a visible page.
before(() => Object.defineProperty(document, 'hidden', { configurable: true, get: () => false }));
after(() => Reflect.deleteProperty(document, 'hidden'));
afterEach(() => document.body.replaceChildren());

describe('activity-timeline', () => {
  it('rule 36: the submission carries “Review and pay” as a real link that the page may route', async () => {
    const { element, fixture } = await start(samples.submitted, { attributes: addresses });
    const link = decisionIn(element);
    const milestoneId = fixture.milestone(0);
    expect(link?.textContent).to.equal('Review and pay');
    expect(link?.getAttribute('href')).to.equal(`#/${fixture.contractId}/review/${milestoneId}`);
    expect(link?.closest('.event')?.textContent).to.contain('Lee Okafor submitted work');
    let asked: unknown;
    element.addEventListener('workroom-navigate', (event) => {
      asked = event.detail;
      event.preventDefault();
    });
    link?.click();
    expect(asked).to.deep.equal({ to: 'review-and-pay', contractId: fixture.contractId, milestoneId });
    expect(location.hash).to.equal('');
  });

  it('rule 36: money held without work in review carries “Release payment”', async () => {
    const { element } = await start(samples.funded);
    expect(decisionIn(element)?.textContent).to.equal('Release payment');
    expect(decisionIn(element)?.closest('.event')?.textContent).to.contain('is funded with $500.00');
  });

  it('rule 36: a person who cannot release sees no link, and neither does the client after payment', async () => {
    expect(decisionIn((await start(samples.submitted, { viewer: 'freelancer' })).element)).to.equal(null);
    expect(decisionIn((await start(samples.allPaid)).element)).to.equal(null);
  });

  it('shows and announces actions of the other side within a second', async () => {
    const { element, fixture } = await start(() => {
      const made = samples.funded();
      made.backend.hasStreams = true;
      return made;
    });
    await type(element, '#message-text', 'A draft of mine');
    const from = performance.now();
    fixture.freelancer({ type: 'post_message', text: 'The first page is up.' });
    await until(() => shownIn(element).includes('The first page is up.'));
    expect(performance.now() - from).to.be.below(1_000);
    await until(() => element.shadowRoot?.querySelector('.root > [role=status]')?.textContent?.includes('Lee Okafor'));
    expect(inside<HTMLTextAreaElement>(element, '#message-text').value).to.equal('A draft of mine');
  });

  it('keeps a message that could not be sent, and sends it once', async () => {
    const { element, fixture } = await start(samples.funded);
    await type(element, '#message-text', 'On it.');
    fixture.backend.weather = 'lost';
    await press(element, 'Send');
    await until(() => element.shadowRoot?.querySelector('.composer [role=alert]'));
    expect(inside<HTMLTextAreaElement>(element, '#message-text').value).to.equal('On it.');
    fixture.backend.weather = 'fine';
    await press(element, 'Send');
    await until(() => shownIn(element).includes('On it.') && unsent(element) === '');
    expect([...(element.shadowRoot?.querySelectorAll('.event.message') ?? [])]).to.have.length(1);
  });

  it('loads older entries and moves the focus to the first of them', async () => {
    const { element } = await start(long, { attributes: { 'page-size': '8' } });
    const entries = () => element.shadowRoot?.querySelectorAll('.event').length;
    expect(entries()).to.equal(8);
    expect(shownIn(element)).to.contain('Note 80').and.not.to.contain('Note 72');
    await press(element, 'Show earlier activity');
    await until(() => entries() === 16);
    await until(() => element.shadowRoot?.activeElement?.textContent?.includes('Note 72'));
  });
});

describe('a conversation', () => {
  const all = (element: Element, selector: string) => [...(element.shadowRoot?.querySelectorAll(selector) ?? [])];

  it('marks the viewer’s own messages, by side and by name', async () => {
    const { element } = await start(conversation);
    const messages = all(element, '.event.message');
    expect(
      messages.map((each) => [each.matches('.own'), each.querySelector('.said-by .strong')?.textContent]),
    ).to.deep.equal([
      [false, 'Lee Okafor'],
      [true, 'You'],
      [false, 'Lee Okafor'],
      [true, 'You'],
    ]);
    expect(all(element, '.event.message:not(.own) .avatar').map((each) => each.textContent)).to.deep.equal([
      'LO',
      'LO',
    ]);
  });

  it('lists the participants', async () => {
    const { element } = await start(conversation);
    expect(all(element, '.member').map((each) => each.textContent?.replace(/\s+/g, ' ').trim())).to.deep.equal([
      'DWDana Whitfield Client',
      'LOLee Okafor Freelancer',
    ]);
  });

  it('shows every event under All, and groups the steps of a payment with its purpose', async () => {
    const { element, fixture } = await start(conversation);
    const { data } = await (
      await fixture.backend.fetch(`${fixture.backend.baseUrl}/contracts/${fixture.contractId}/timeline?limit=200`, {
        headers: { authorization: 'Bearer session:u1' },
      })
    ).json();
    expect(all(element, '.event, .facts li').length).to.equal(data.length);
    const released = all(element, '.event.milestone-released, .event').find((each) =>
      each.textContent?.includes('released $500.00'),
    );
    expect(released?.querySelector('.facts')?.textContent).to.contain('went through');
  });

  it('filters by messages or money, and says if there are none', async () => {
    const { element } = await start(conversation);
    await press(element, 'Messages');
    expect(inside(element, '[aria-pressed=true]').textContent).to.equal('Messages');
    expect(all(element, '.event').length).to.equal(5);
    expect(shownIn(element)).not.to.contain('is funded');
    await press(element, 'Money');
    expect(all(element, '.event').length).to.equal(2);
    expect(all(element, 'details.facts[open]').length).to.equal(2);
    await press(element, 'All');
    expect(all(element, '.event').length).to.equal(8);
    document.body.replaceChildren();
    const { element: quiet } = await start(samples.planned);
    await press(quiet, 'Messages');
    expect(shownIn(quiet)).to.contain('Nothing here yet.');
  });

  it('shortens only texts longer than eight lines', async () => {
    const { element } = await start(conversation);
    const long = inside(element, '.long');
    const quote = inside(element, '.long .quote');
    const line = Number.parseFloat(getComputedStyle(quote).lineHeight);
    expect(quote.clientHeight).to.be.below(line * 8 + 2);
    await press(element, 'Show more');
    expect(quote.clientHeight).to.be.above(line * 12);
    expect(inside(element, '.more').getAttribute('aria-expanded')).to.equal('true');
    await press(element, 'Show less');
    expect(long.matches('.whole')).to.equal(false);
  });

  it('offers to show more only if a text is cut off, at any width', async () => {
    const { element } = await start(() => {
      const made = samples.funded();
      made.freelancer({ type: 'post_message', text: 'The mark works in one colour too. '.repeat(8) });
      return made;
    });
    const more = inside(element, '.more');
    element.style.inlineSize = '700px';
    await until(() => more.hidden);
    element.style.inlineSize = '280px';
    await until(() => !more.hidden);
  });
});

function unsent(element: Element): string {
  return inside<HTMLTextAreaElement>(element, '#message-text').value;
}

describe('notifications', () => {
  it('rule 38: counts unread notifications, and marks one or all as read', async () => {
    const { element } = await start(samples.submitted);
    await openNotifications(element);
    const unread = Number(unreadIn(element));
    expect(unread).to.be.above(1);
    inside(element, '.notice.unread button').click();
    await until(() => Number(unreadIn(element)) === unread - 1);
    await until(() => element.shadowRoot?.activeElement?.localName === 'a');
    await press(element, 'Mark all read');
    await until(() => unreadIn(element) === '0');
    expect(element.shadowRoot?.querySelectorAll('.notice.unread')).to.have.length(0);
  });

  it('rule 38: each leads to its place and is marked as read', async () => {
    const { element, fixture } = await start(samples.submitted, { attributes: addresses });
    await openNotifications(element);
    const before = Number(unreadIn(element));
    let asked: unknown;
    element.addEventListener('workroom-navigate', (event) => {
      asked = event.detail;
      event.preventDefault();
    });
    const link = inside<HTMLAnchorElement>(element, '.notice a');
    const milestoneId = fixture.milestone(0);
    expect(link.getAttribute('href')).to.equal(`#/${fixture.contractId}/review/${milestoneId}`);
    link.click();
    expect(asked).to.deep.equal({ to: 'review-and-pay', contractId: fixture.contractId, milestoneId });
    await until(() => Number(unreadIn(element)) === before - 1);
    expect(element.shadowRoot?.querySelector(':popover-open')).to.equal(null);
  });

  it('are not sent for a person’s own actions', async () => {
    const { element } = await start(samples.submitted);
    await openNotifications(element);
    expect(element.shadowRoot?.querySelector('.panel')?.textContent).not.to.contain('Message from Dana');
  });

  it('update their count when the other side acts, in every element on the page', async () => {
    const { element, fixture } = await start(() => {
      const made = samples.funded();
      made.backend.hasStreams = true;
      return made;
    });
    const list = document.createElement('contract-list');
    Object.assign(list, { baseUrl: fixture.backend.baseUrl, fetch: fixture.backend.fetch });
    list.fetchSession = element.fetchSession;
    document.body.append(list);
    await until(() => unreadIn(element) !== '0' && unreadIn(list) === unreadIn(element));
    const before = Number(unreadIn(element));
    fixture.freelancer({ type: 'post_message', text: 'The first page is up.' });
    await until(() => Number(unreadIn(element)) === before + 1 && unreadIn(list) === unreadIn(element));
  });

  it('show an error, and can be retried in place', async () => {
    const { element, fixture } = await start(samples.submitted);
    await until(() => unreadIn(element) !== '0');
    fixture.backend.weather = 'broken';
    inside(element, '.bell').click();
    await until(() => element.shadowRoot?.querySelector('.panel [role=alert]'));
    fixture.backend.weather = 'fine';
    await press(element, 'Try again');
    await until(() => element.shadowRoot?.querySelector('.panel [role=alert]') === null);
  });

  it('can be hidden by the page', async () => {
    const { element } = await start(samples.submitted, { attributes: { 'without-notifications': '' } });
    expect(element.shadowRoot?.querySelector('.bell')).to.equal(null);
  });
});

describe('with the keyboard alone', () => {
  const focused = (element: Element) => element.shadowRoot?.activeElement ?? null;

  async function tabTo(element: Element, fits: (stop: Element) => boolean): Promise<void> {
    for (let stops = 0; stops < 30; stops += 1) {
      await sendKeys({ press: 'Tab' });
      const stop = focused(element);
      if (stop !== null && fits(stop)) return;
    }
    throw new Error('the keyboard does not get there');
  }

  it('opens the notifications, marks one as read, and returns to the button after Escape', async () => {
    const { element } = await start(samples.submitted);
    await until(() => unreadIn(element) !== '0');
    const before = Number(unreadIn(element));
    await tabTo(element, (stop) => stop.matches('.bell'));
    await sendKeys({ press: 'Enter' });
    await until(() => element.shadowRoot?.querySelector('.notices') && focused(element)?.id === 'notifications-title');
    await tabTo(element, (stop) => stop.matches('.notice button'));
    await sendKeys({ press: 'Enter' });
    await until(() => Number(unreadIn(element)) === before - 1);
    await sendKeys({ press: 'Escape' });
    await until(() => focused(element)?.matches('.bell'));
  });

  it('writes and sends a message, and returns to the field', async () => {
    const { element, fixture } = await start(samples.funded);
    await tabTo(element, (stop) => stop.id === 'message-text');
    await sendKeys({ type: 'Good morning' });
    await tabTo(element, (stop) => stop.matches('.composer button'));
    await sendKeys({ press: 'Enter' });
    await until(() => shownIn(element).includes('Good morning') && focused(element)?.id === 'message-text');
    expect(fixture.backend.received.map(({ name }) => name)).to.deep.equal(['postMessage']);
  });
});
