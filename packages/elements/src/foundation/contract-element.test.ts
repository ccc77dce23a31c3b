import { expect } from 'chai';
import { html, render } from 'lit';
import { WorkroomProvider } from '../provider/workroom-provider.ts';
import { InPageBackend } from '../testing/in-page-backend.ts';
import { until } from '../testing/until.ts';
import { fund } from './commands.ts';
import { postMessage } from './commands-in-place.ts';
import { ContractElement } from './contract-element.ts';
import { defineElements } from './define.ts';
import { version } from './version.ts';

class Probe extends ContractElement {
  static readonly elementName = 'test-probe';
  static readonly version = version;
  protected override readonly room = this.createRoom({}, []);
  protected override contractView() {
    return html`<p>${this.contract?.title}</p>`;
  }
  fund(milestoneId: string) {
    return this.room.run(fund, { contractId: this.contractId ?? '', milestoneId });
  }
  say(text: string) {
    return this.room.run(postMessage, { contractId: this.contractId ?? '', text });
  }
  get shown() {
    return this.shadowRoot?.textContent?.trim() ?? '';
  }
  get failed() {
    return this.room.failure;
  }
}
defineElements([WorkroomProvider, Probe]);

const dana = { id: 'u1', name: 'Dana' };
const lee = { id: 'u2', name: 'Lee' };

function setUp() {
  const backend = new InPageBackend();
  const contractId = backend.create({
    title: 'Brand identity',
    client: dana,
    freelancer: lee,
    milestones: [{ title: 'Logo', amount: 50_000 }],
  });
  const milestoneId = backend.contract(contractId).milestones[0]?.id ?? '';
  return { backend, contractId, milestoneId };
}

type ContractFixture = ReturnType<typeof setUp>;
function mount({ backend, contractId }: ContractFixture, change: Partial<Probe> = {}): Probe {
  const probe = document.createElement('test-probe') as Probe;
  const { fetch, baseUrl } = backend;
  Object.assign(probe, { contractId, baseUrl, fetch, fetchSession: backend.sessionOf(dana), ...change });
  document.body.append(probe);
  return probe;
}
const heard = (target: EventTarget, name: string) =>
  new Promise<Event>((resolve) => target.addEventListener(name, resolve, { once: true }));

afterEach(() => document.body.replaceChildren());

describe('an element about a contract', () => {
  it('shows a skeleton, then the contract, and sends the ready event once', async () => {
    const fixture = setUp();
    const open = fixture.backend.hold();
    const probe = mount(fixture);
    await probe.updateComplete;
    expect(probe.shadowRoot?.querySelector('[part=skeleton]')).to.exist;
    expect(probe.matches(':state(loading)')).to.equal(true);
    open();
    await heard(probe, 'workroom-ready');
    await probe.updateComplete;
    expect(probe.shown).to.equal('Brand identity');
    expect(probe.matches(':state(ready)')).to.equal(true);
    expect(probe.getAttributeNames()).to.deep.equal([]);
  });

  it('says that the contract could not be loaded, and what to do, if the server failed', async () => {
    const fixture = setUp();
    fixture.backend.weather = 'broken';
    const probe = mount(fixture);
    await until(() => probe.matches(':state(error)') && probe.shadowRoot?.querySelector('[part=error]'));
    expect(probe.shown).to.match(/^The contract couldn’t be loaded\s+Try again\. If it fails again/);
    expect(probe.shown)
      .to.match(/Request ID: req_/)
      .and.not.to.contain('Internal error');
    fixture.backend.weather = 'fine';
    probe.shadowRoot?.querySelector('button')?.click();
    await until(() => probe.shown === 'Brand identity');
  });

  it('shows a problem with its request id, and Try again works', async () => {
    const fixture = setUp();
    const probe = mount(fixture, { contractId: 'ctr_nobody' });
    await heard(probe, 'workroom-load-error');
    await probe.updateComplete;
    expect(probe.shown).to.contain('req_7Q2M');
    expect(probe.matches(':state(error)')).to.equal(true);
  });

  it('uses the settings of the provider around it', async () => {
    const fixture = setUp();
    const { fetch, baseUrl } = fixture.backend;
    render(
      html`<workroom-provider base-url=${baseUrl} .fetch=${fetch} .fetchSession=${fixture.backend.sessionOf(dana)}>
        <test-probe contract-id=${fixture.contractId}></test-probe>
      </workroom-provider>`,
      document.body,
    );
    const probe = document.querySelector('test-probe') as Probe;
    await heard(probe, 'workroom-ready');
    render(html``, document.body);
  });

  it('shares one request with all elements that show the same contract', async () => {
    const fixture = setUp();
    let reads = 0;
    const counting: typeof fetch = (input, init) => {
      reads += 1;
      return fixture.backend.fetch(input, init);
    };
    const fetchSession = fixture.backend.sessionOf(dana);
    // The answer is delayed, so that a window that gets the focus now sends no further request.
    const release = fixture.backend.hold();
    const probes = [
      mount(fixture, { fetch: counting, fetchSession }),
      mount(fixture, { fetch: counting, fetchSession }),
    ];
    const ready = Promise.all(probes.map((probe) => heard(probe, 'workroom-ready')));
    await until(() => reads > 0);
    expect(reads).to.equal(1);
    release();
    await ready;
  });

  it('reloads when the reader comes back', async () => {
    const fixture = setUp();
    const probe = mount(fixture);
    await heard(probe, 'workroom-ready');
    fixture.backend.act(fixture.contractId, { type: 'edit_contract', title: 'New name' }, dana);
    window.dispatchEvent(new Event('focus'));
    await until(() => probe.shown === 'New name');
  });
});

describe('another person who signs in in another tab', () => {
  /** Tokens that contain the person's id, for a server that expects `session:<person id>`. */
  function marketplace() {
    const fixture = setUp();
    const signedIn = { id: dana.id };
    const sent: { readonly who: string; readonly method: string }[] = [];
    const fetchSession = async () => `head.${btoa(JSON.stringify({ sub: signedIn.id, iat: 0, exp: 1_000 }))}.x`;
    const fetch: typeof globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      const payload = request.headers.get('authorization')?.split('.')[1] ?? '';
      const { sub: who }: { sub: string } = JSON.parse(atob(payload));
      sent.push({ who, method: request.method });
      request.headers.set('authorization', `Bearer session:${who}`);
      return fixture.backend.fetch(request);
    };
    return { fixture, signedIn, sent, probe: mount(fixture, { fetch, fetchSession }) };
  }

  it('sees the contract as their own, and nothing is sent for the previous person', async () => {
    const { fixture, signedIn, sent, probe } = marketplace();
    await heard(probe, 'workroom-ready');
    expect(probe.contract?.viewer).to.equal('client');
    signedIn.id = lee.id;
    const ready = heard(probe, 'workroom-ready');
    window.dispatchEvent(new Event('focus'));
    await probe.say('I am Dana.');
    await ready;
    expect(probe.contract?.viewer).to.equal('freelancer');
    expect(sent.filter(({ method }) => method !== 'GET')).to.deep.equal([]);
    expect(fixture.backend.received).to.have.length(0);
    expect(probe.failed).to.equal(null);
    await probe.say('I am Lee.');
    expect(sent.at(-1)?.who).to.equal(lee.id);
  });

  it('is the same person if the id is unchanged, and their text stays', async () => {
    const { sent, probe } = marketplace();
    await heard(probe, 'workroom-ready');
    window.dispatchEvent(new Event('focus'));
    await probe.say('Still Dana.');
    expect(sent.filter(({ method }) => method === 'POST')).to.deep.equal([{ who: dana.id, method: 'POST' }]);
  });
});

it('the session token is sent in the header that the element or its provider names', async () => {
  const fixture = setUp();
  const named: (string | null)[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    named.push(headers.get('X-Workroom-Authorization'), headers.get('Authorization'));
    headers.set('Authorization', headers.get('X-Workroom-Authorization') ?? '');
    return fixture.backend.fetch(input, { ...init, headers });
  };
  const provider = document.createElement('workroom-provider');
  provider.setAttribute('authorization-header', 'X-Workroom-Authorization');
  document.body.append(provider);
  const probe = mount(fixture, { fetch });
  provider.append(probe);
  await until(() => probe.matches(':state(ready)'));
  expect(named.slice(0, 2)).to.deep.equal([`Bearer session:${dana.id}`, null]);
});

describe('a server that does not list the page’s origin', () => {
  it('is not shown as a connection error, and the console says what to add', async () => {
    const fixture = setUp();
    const { error } = console;
    const said: string[] = [];
    console.error = (text) => said.push(String(text));
    try {
      const probe = mount(fixture, {
        baseUrl: 'https://elsewhere.test/workroom',
        fetch: async (_, init) => {
          if (init?.mode !== 'no-cors') throw new TypeError('Failed to fetch');
          return new Response();
        },
      });
      await heard(probe, 'workroom-load-error');
      await probe.updateComplete;
      expect(probe.shown)
        .to.contain('doesn’t accept requests from this page')
        .and.not.to.contain('Check your connection');
      expect(said).to.have.length(1);
      expect(said[0]).to.contain(`Add '${location.origin}' to the \`origins\``);
    } finally {
      console.error = error;
    }
  });
});

describe('session-endpoint', () => {
  it('is requested with cookies, and the console names the CORS headers that its answer lacks', async () => {
    const fixture = setUp();
    const { fetch } = window;
    const { error } = console;
    const said: string[] = [];
    const asked: (RequestInit | undefined)[] = [];
    console.error = (text) => said.push(String(text));
    window.fetch = async (_, init) => {
      asked.push(init);
      throw new TypeError('Failed to fetch');
    };
    try {
      const probe = mount(fixture, { fetchSession: undefined, sessionEndpoint: 'https://accounts.test/session' });
      await heard(probe, 'workroom-load-error');
      expect(asked[0]).to.deep.include({ method: 'POST', credentials: 'include' });
      expect(said[0]).to.contain(`“Access-Control-Allow-Origin: ${location.origin}”`).and.contain('Allow-Credentials');
    } finally {
      window.fetch = fetch;
      console.error = error;
    }
  });
});

describe('a command', () => {
  it('sends its request event first, and is not sent if the event is cancelled', async () => {
    const fixture = setUp();
    const probe = mount(fixture);
    await heard(probe, 'workroom-ready');
    probe.addEventListener('workroom-fund-request', (event) => event.preventDefault());
    expect(await probe.fund(fixture.milestoneId)).to.equal(null);
    expect(fixture.backend.received).to.have.length(0);
  });

  it('includes the payment method from the page', async () => {
    const fixture = setUp();
    const probe = mount(fixture);
    await heard(probe, 'workroom-ready');
    probe.addEventListener('workroom-fund-request', (event) =>
      event.respondWith(Promise.resolve({ paymentMethod: 'needs_action' })),
    );
    const action = heard(probe, 'workroom-payment-action');
    const reported = heard(probe, 'workroom-funding-requested');
    const contract = await probe.fund(fixture.milestoneId);
    expect(contract?.milestones[0]?.state).to.equal('funding');
    await Promise.all([action, reported]);
  });

  it('ends silently if the page’s payment step is closed, and with an error if it fails', async () => {
    const fixture = setUp();
    const probe = mount(fixture);
    await heard(probe, 'workroom-ready');
    const answers = [new DOMException('closed', 'AbortError'), new Error('No card.')];
    probe.addEventListener('workroom-fund-request', (event) => event.respondWith(Promise.reject(answers.shift())));
    await probe.fund(fixture.milestoneId);
    expect(probe.failed).to.equal(null);
    await probe.fund(fixture.milestoneId);
    expect(probe.failed?.detail).to.contain('No card.');
    expect(fixture.backend.received).to.have.length(0);
  });

  it('is sent once if it is given twice at once', async () => {
    const fixture = setUp();
    const probe = mount(fixture);
    await heard(probe, 'workroom-ready');
    await Promise.all([probe.fund(fixture.milestoneId), probe.fund(fixture.milestoneId)]);
    expect(fixture.backend.received).to.have.length(1);
  });

  it('is repeated with the same key after a lost answer, and happens once', async () => {
    const fixture = setUp();
    const probe = mount(fixture);
    await heard(probe, 'workroom-ready');
    fixture.backend.weather = 'lost';
    expect(await probe.fund(fixture.milestoneId)).to.equal(null);
    expect(probe.failed?.detail).to.contain('it won’t happen twice');
    fixture.backend.weather = 'fine';
    const contract = await probe.fund(fixture.milestoneId);
    expect(contract?.totals.deposited).to.equal(50_000);
    const keys = fixture.backend.received.map(({ key }) => key);
    expect(keys).to.have.length(2);
    expect(new Set(keys).size).to.equal(1);
  });

  it('gets a new key for each deliberate repetition', async () => {
    const fixture = setUp();
    const probe = mount(fixture);
    await heard(probe, 'workroom-ready');
    await probe.say('Hello');
    await probe.say('Hello');
    expect(new Set(fixture.backend.received.map(({ key }) => key)).size).to.equal(2);
  });
});

describe('registration', () => {
  it('of the same version twice does nothing, of another version logs one error', () => {
    const { error } = console;
    const said: unknown[] = [];
    console.error = (...words) => said.push(words);
    try {
      defineElements([Probe]);
      expect(said).to.have.length(0);
      defineElements([
        class extends Probe {
          static override readonly version = '9.9.9' as '0.0.0';
        },
      ]);
      expect(said).to.have.length(1);
      expect(String(said[0])).to.contain('0.0.0').and.contain('9.9.9');
    } finally {
      console.error = error;
    }
  });

  it('accepts another name', () => {
    defineElements([Probe], { names: { 'test-probe': 'acme-probe' } });
    expect(customElements.get('acme-probe')).to.exist;
  });
});
