import { ContextEvent } from '@lit/context';
import { expect } from 'chai';
import { html, LitElement, render } from 'lit';
import { defineElements } from '../foundation/define.ts';
import { Localize } from '../foundation/localize.ts';
import type { Settings } from '../foundation/settings.ts';
import { version } from '../foundation/version.ts';
import { WorkroomElement } from '../foundation/workroom-element.ts';
import { until } from '../testing/until.ts';
import { WorkroomProvider } from './workroom-provider.ts';

class Probe extends WorkroomElement {
  static readonly elementName = 'settings-probe';
  static readonly version = version;
  protected override readonly localize = new Localize(this, {}, () => this.settings);
  protected override view() {
    return html`<p>${this.settings.baseUrl ?? 'none'}</p>`;
  }
  get shown() {
    return this.shadowRoot?.querySelector('p')?.textContent;
  }
}
defineElements([Probe, WorkroomProvider]);

const probe = () => document.querySelector('settings-probe') as Probe;
const provider = (name = 'workroom-provider') => document.querySelector(name) as WorkroomProvider;
const key = Symbol.for('workroom.settings');

afterEach(() => render(html``, document.body));

describe('workroom-provider', () => {
  it('passes its settings and their changes to the elements inside; an element’s own settings take precedence', async () => {
    render(html`<workroom-provider base-url="/a"><settings-probe></settings-probe></workroom-provider>`, document.body);
    await until(() => probe().shown === '/a');
    provider().baseUrl = '/b';
    await until(() => probe().shown === '/b');
    probe().baseUrl = '/own';
    await until(() => probe().shown === '/own');
  });

  it('works if it is defined after the elements inside it', async () => {
    render(html`<late-provider base-url="/late"><settings-probe></settings-probe></late-provider>`, document.body);
    await until(() => probe().shown === 'none');
    defineElements([WorkroomProvider], { names: { 'workroom-provider': 'late-provider' } });
    await until(() => probe().shown === '/late');
    provider('late-provider').baseUrl = '/later';
    await until(() => probe().shown === '/later');
  });

  it('the nearest one is used, even if it is defined after an outer one', async () => {
    render(
      html`<workroom-provider base-url="/outer"
        ><nearer-provider base-url="/inner"><settings-probe></settings-probe></nearer-provider
      ></workroom-provider>`,
      document.body,
    );
    await until(() => probe().shown === '/outer');
    defineElements([WorkroomProvider], { names: { 'workroom-provider': 'nearer-provider' } });
    await until(() => probe().shown === '/inner');
    provider().baseUrl = '/changed';
    await provider().updateComplete;
    await probe().updateComplete;
    expect(probe().shown).to.equal('/inner');
  });

  it('reaches into the shadow trees of the page’s own elements', async () => {
    class Shell extends LitElement {
      protected override render() {
        return html`<settings-probe></settings-probe>`;
      }
    }
    customElements.define('page-shell', Shell);
    render(html`<workroom-provider base-url="/deep"><page-shell></page-shell></workroom-provider>`, document.body);
    const inner = () => document.querySelector('page-shell')?.shadowRoot?.querySelector('settings-probe') as Probe;
    await until(() => inner()?.shown === '/deep');
  });

  // Another copy of the package has other classes; both only share the context key and protocol.
  it('answers the elements of another copy of the package', async () => {
    render(html`<workroom-provider base-url="/a"><i></i></workroom-provider>`, document.body);
    const heard: (string | undefined)[] = [];
    const asking = document.querySelector('i') as HTMLElement;
    const callback = (settings: unknown) => void heard.push((settings as Settings).baseUrl);
    asking.dispatchEvent(new ContextEvent(key as never, asking, callback, true));
    provider().baseUrl = '/b';
    await until(() => heard.length > 1);
    expect(heard).to.deep.equal(['/a', '/b']);
  });

  it('a provider from another copy of the package works', async () => {
    const foreign = document.createElement('div');
    foreign.addEventListener('context-request', (event) => {
      const { context, callback } = event as ContextEvent<never>;
      if (context !== key) return;
      event.stopPropagation();
      (callback as (settings: Settings) => void)({ baseUrl: '/foreign' });
    });
    document.body.append(foreign);
    render(html`<settings-probe></settings-probe>`, foreign);
    await until(() => probe().shown === '/foreign');
    foreign.remove();
  });
});
