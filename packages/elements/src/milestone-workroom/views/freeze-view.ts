import { html, nothing, type TemplateResult } from 'lit';
import type { TaskRoom } from '../tasks/task-form.ts';

type Freeze = TaskRoom['contract']['freezes'][number];

/**
 * The freeze notice: who froze the contract and why, and what it means for the viewer (rule 45). Nothing else in the
 * room says so, apart from the contract's status.
 */
export function freezeView(room: TaskRoom): unknown {
  const { freezes, viewer } = room.contract;
  const { text, known } = room.words;
  if (freezes.length === 0) return nothing;
  return html`<section class="note danger" part="freeze" aria-labelledby="freeze-title">
    <h3 id="freeze-title" class="strong" tabindex="-1">${text('freeze.title')}</h3>
    <p>${known(`freeze.${viewer}`) ?? text('freeze.text')}</p>
    ${freezes.map((freeze) => reasonView(room, freeze))}
  </section>`;
}

function reasonView({ words }: TaskRoom, { by, reason, at }: Freeze): TemplateResult {
  const { text, instant, instantInUtc } = words;
  const who = 'name' in by ? text('freeze.by', { name: by.name }) : text(`freeze.${by.side}`);
  return html`<div class="stack tight">
    ${reason === '' || by.side === 'system' ? nothing : html`<p class="quote prose" part="quote" dir="auto">${reason}</p>`}
    <p class="fine">${who} · <time datetime=${at} title=${instantInUtc(at)}>${instant(at)}</time></p>
  </div>`;
}
