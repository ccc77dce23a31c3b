import { html, type TemplateResult } from 'lit';

/** Holds the place while loading, at about the height of what comes. */
export function skeletonView(label: string): TemplateResult {
  return html`<div class="skeleton" part="skeleton" role="status" aria-label=${label}>
    <span class="bone wide" part="bone"></span><span class="bone" part="bone"></span><span class="bone block" part="bone"></span><span class="bone short" part="bone"></span>
  </div>`;
}
