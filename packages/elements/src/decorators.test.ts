import { expect } from 'chai';
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';

@customElement('test-greeting')
class Greeting extends LitElement {
  @property({ reflect: true }) name = 'nobody';

  override render() {
    return html`<p>Hello ${this.name}</p>`;
  }
}

describe('decorators', () => {
  it('a class field stays a reactive property', async () => {
    const greeting = new Greeting();
    document.body.append(greeting);
    greeting.name = 'Ada';
    await greeting.updateComplete;
    expect(greeting.getAttribute('name')).to.equal('Ada');
    expect(greeting.shadowRoot?.textContent).to.equal('Hello Ada');
  });
});
