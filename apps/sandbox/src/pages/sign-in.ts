import { html, nothing, render } from 'lit';
import { people, type SandboxPerson } from '../people.ts';
import { bindThemeSwitch } from './theme.ts';

const groups = [
  ['client', 'Clients'],
  ['freelancer', 'Freelancers'],
  ['mediator', 'Mediator'],
  ['operator', 'Quillmoor’s staff'],
] as const;

bindThemeSwitch();
const form = document.querySelector<HTMLElement>('#people');
const next = new URLSearchParams(location.search).get('next');
if (form !== null) {
  render(
    html`<h2>Sign in as …</h2>
      ${next === null ? nothing : html`<input type="hidden" name="next" value=${next} />`}
      ${groups.map(
        ([side, title]) => html`<fieldset>
          <legend>${title}</legend>
          ${people.filter((person) => person.side === side).map(personButton)}
        </fieldset>`,
      )}`,
    form,
  );
}

function personButton({ id, name, side, about }: SandboxPerson) {
  return html`<button class="person" name="person" value=${id}>
    <span class="avatar ${side}" aria-hidden="true">${name.charAt(0)}</span>
    <span><strong>${name}</strong><small>${about}</small></span>
  </button>`;
}
