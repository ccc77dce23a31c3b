import { expect } from 'chai';
import { defineElements } from '../foundation/define.ts';
import { press, shownIn, type } from '../testing/person.ts';
import { dana, lee, world } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { ActivityTimeline } from './activity-timeline.ts';

defineElements([ActivityTimeline]);

type World = ReturnType<typeof world>;

async function mount(
  { backend, contractId }: World,
  person = dana,
  attributes: Readonly<Record<string, string>> = {},
): Promise<ActivityTimeline> {
  const element = document.createElement('activity-timeline');
  Object.assign(element, {
    contractId,
    baseUrl: backend.baseUrl,
    fetch: backend.fetch,
    fetchSession: backend.sessionOf(person),
  });
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  await until(() => element.shadowRoot?.querySelector('[part=timeline]') || element.matches(':state(error)'));
  return element;
}

function funded(): World {
  const made = world();
  made.client({ type: 'fund', milestoneId: made.milestone(0) });
  return made;
}

function submitted(): World {
  const made = funded();
  made.freelancer({ type: 'submit', milestoneId: made.milestone(0), message: 'Three directions.' });
  return made;
}

const linksIn = (element: ActivityTimeline) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLAnchorElement>('a.link') ?? []),
];

/** Tests may run in a tab in the background, where nothing is followed. */
before(() => Object.defineProperty(document, 'hidden', { configurable: true, get: () => false }));
after(() => Reflect.deleteProperty(document, 'hidden'));
afterEach(() => document.body.replaceChildren());

describe('activity-timeline', () => {
  it('rule 36: tells what happened, with Review and pay on the entry that asks for it', async () => {
    const made = submitted();
    const href = '/review/{contractId}/{milestoneId}';
    const element = await mount(made, dana, { 'review-href': href });
    expect(shownIn(element)).to.contain('Lee Okafor submitted work').and.to.contain('Three directions.');
    const [link] = linksIn(element);
    expect(link?.textContent).to.equal('Review and pay');
    expect(link?.getAttribute('href')).to.equal(`/review/${made.contractId}/${made.milestone(0)}`);
    let asked: unknown;
    element.addEventListener('workroom-navigate', (event) => {
      asked = event.detail;
      event.preventDefault();
    });
    link?.click();
    expect(asked).to.deep.equal({ to: 'review-and-pay', contractId: made.contractId, milestoneId: made.milestone(0) });
  });

  it('rule 16: offers Release payment where nothing was submitted', async () => {
    const element = await mount(funded());
    expect(linksIn(element).map(({ textContent }) => textContent)).to.deep.equal(['Release payment']);
  });

  it('asks only who can decide, and only while there is something to decide', async () => {
    const made = submitted();
    expect(linksIn(await mount(made, lee))).to.deep.equal([]);
    made.client({ type: 'request_changes', milestoneId: made.milestone(0), message: 'Larger, please.' });
    expect(linksIn(await mount(made)).map(({ textContent }) => textContent)).to.deep.equal([]);
  });

  it('shows what the other side does without being asked, and keeps what is being written', async () => {
    const made = funded();
    made.backend.hasStreams = true;
    const element = await mount(made);
    await type(element, '#message', 'I wonder whether');
    made.freelancer({ type: 'submit', milestoneId: made.milestone(0), message: 'Here it is.' });
    await until(() => shownIn(element).includes('Here it is.'));
    expect(element.shadowRoot?.querySelector<HTMLTextAreaElement>('#message')?.value).to.equal('I wonder whether');
  });

  it('sends a message, once, and clears the field', async () => {
    const made = funded();
    const element = await mount(made);
    await press(element, 'Send');
    expect(shownIn(element)).to.contain('Write something first.');
    await type(element, '#message', 'How is it going?');
    await press(element, 'Send');
    await until(() => shownIn(element).includes('How is it going?') && shownIn(element).includes('Message sent.'));
    expect(element.shadowRoot?.querySelector<HTMLTextAreaElement>('#message')?.value).to.equal('');
    expect(made.backend.received.filter(({ name }) => name === 'postMessage').length).to.equal(1);
  });

  it('a message that got no answer stays in its field, and sent again arrives once', async () => {
    const made = funded();
    const element = await mount(made);
    await type(element, '#message', 'Hello?');
    made.backend.weather = 'lost';
    await press(element, 'Send');
    await until(() => shownIn(element).includes('Try again: it will not happen twice.'));
    made.backend.weather = 'fine';
    await press(element, 'Send');
    await until(() => shownIn(element).includes('Message sent.'));
    expect(made.backend.received.filter(({ name }) => name === 'postMessage').length).to.equal(2);
    expect(shownIn(element).split('Hello?').length - 1).to.equal(1);
  });
});
