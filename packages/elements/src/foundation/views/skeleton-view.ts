import { html, type TemplateResult } from 'lit';

/** A placeholder while loading, with about the height of the content. */
export function skeletonView(label: string): TemplateResult {
  return html`<div class="skeleton" part="skeleton" role="status" aria-label=${label}>
    <span class="bone wide" part="bone"></span><span class="bone" part="bone"></span><span class="bone block" part="bone"></span><span class="bone short" part="bone"></span>
  </div>`;
}
