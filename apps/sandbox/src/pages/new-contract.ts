import { html } from 'lit';
import { contractTemplates } from '../demo/templates.ts';
import { people } from '../people.ts';
import { ask } from './dialog.ts';

/** Asks for a template, a title and a freelancer, creates the contract and opens it. */
export async function newContract(said: HTMLElement): Promise<void> {
  const [first] = contractTemplates;
  const choose = (event: Event) => {
    const form = (event.target as HTMLInputElement).form;
    const title = form?.elements.namedItem('title') as HTMLInputElement;
    const isOurs = contractTemplates.some((template) => template.title === title.value);
    const chosen = contractTemplates.find(({ id }) => id === (event.target as HTMLInputElement).value);
    if (isOurs || title.value === '') title.value = chosen?.title ?? '';
  };
  const answer = await ask(
    html`<h2 id="dialog-title">New contract</h2>
      <fieldset class="cards">
        <legend>Template</legend>
        ${contractTemplates.map(
          ({ id, title, about }) => html`<label class="card-choice">
            <input type="radio" name="template" value=${id} ?checked=${id === first?.id} @change=${choose} />
            <span><strong>${title}</strong><small>${about}</small></span>
          </label>`,
        )}
      </fieldset>
      <label class="field">Title <input name="title" value=${first?.title ?? ''} required maxlength="200" autocomplete="off" /></label>
      <label class="field">Freelancer <select name="freelancer">
        ${people.filter(({ side }) => side === 'freelancer').map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </select></label>
      <div class="dialog-buttons">
        <button value="close" formnovalidate>Cancel</button>
        <button value="create" class="primary">Create contract</button>
      </div>`,
  );
  if (answer.pressed !== 'create') return;
  const [template, title, freelancer] = ['template', 'title', 'freelancer'].map((name) => answer.get(name));
  const response = await fetch('/sandbox/contracts', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ template, title, freelancer }),
  });
  const made = (await response.json()) as { id?: string; detail?: string };
  if (made.id === undefined) said.textContent = made.detail ?? 'The contract could not be created. Try again.';
  else location.assign(`/contracts/${encodeURIComponent(made.id)}`);
}
