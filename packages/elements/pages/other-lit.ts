// A page's own element, with its own copy of Lit beside the one in Workroom's files.
import { html, LitElement } from 'lit';

class OwnGreeting extends LitElement {
  protected override render() {
    return html`<p>Hello from another Lit</p>`;
  }
}
customElements.define('own-greeting', OwnGreeting);
