import { css } from 'lit';

/** The styles of a decision. They are also used in other elements' dialogs, so they do not style the host. */
export const styles = css`
  .review {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 6);
  }

  .review {
    --_edge: var(--_padding, calc(var(--_space) * 5));
  }

  @container (min-inline-size: 560px) {
    .review {
      --_edge: var(--_padding, calc(var(--_space) * 7));
    }
  }

  .dialog-body .review {
    --_edge: var(--_pad);
  }

  /* Sticks to the edge of the card or of the dialog, above the scrolling content. */
  .pay-bar {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 4);
    margin-inline: calc(var(--_edge) * -1);
    margin-block-end: calc(var(--_edge) * -1);
    padding: calc(var(--_space) * 3) var(--_edge) calc(var(--_space) * 3 + env(safe-area-inset-bottom, 0px));
    border-block-start: 1px solid var(--_border);
    border-end-start-radius: calc(var(--_radius) - 1px);
    border-end-end-radius: calc(var(--_radius) - 1px);
    background: var(--_surface);
  }

  .pay-bar > .callout {
    flex-basis: 100%;
    max-block-size: 40dvb;
    overflow: auto;
  }

  .pay-bar .due .fine {
    display: block;
    font-weight: 400;
  }

  .pay-bar .due {
    font-size: var(--_size-l);
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }

  /* A focused element must not end up under the bar. */
  @media (min-height: 24em) {
    .review :is(input, textarea, button, summary, a) {
      scroll-margin-block-end: calc(8 * var(--_rem));
    }

    .dialog-body .review :is(input, textarea, button, summary, a) {
      scroll-margin-block-end: 0;
    }

    dialog:has(.pay-bar) {
      scroll-padding-block-end: calc(8 * var(--_rem));
    }
  }

  /* At 400 % zoom, the bar would leave no room for the content. */
  @media not (min-height: 24em) {
    .pay-bar {
      position: static;
    }
  }

  .job {
    color: var(--_accent-text);
    font-size: var(--_size-s);
    font-weight: 600;
  }

  .review header.stack {
    gap: calc(var(--_space) * 2.5);
  }

  .headline {
    align-items: flex-start;
    flex-wrap: nowrap;
  }

  .worth {
    flex: none;
    text-align: end;
  }

  .review h2 {
    font-size: var(--_size-xl);
    letter-spacing: -0.018em;
  }

  .review h3 {
    font-size: var(--_size-m);
  }

  .review .amount {
    font-size: var(--_size-xl);
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.018em;
  }

  @container (max-inline-size: 400px) {
    .headline {
      flex-direction: column;
      gap: calc(var(--_space) * 2);
    }

    .worth {
      text-align: start;
    }

    .money-field {
      max-inline-size: none;
    }
  }

  .attachments {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 1);
    overflow-wrap: anywhere;
  }

  .file-cards {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .file-card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
    padding: calc(var(--_space) * 2.5);
    border: 1px solid var(--_border);
    border-radius: var(--_control-radius);
    background: var(--_surface);
  }

  .file-kind {
    display: grid;
    place-items: center;
    inline-size: 3em;
    block-size: 3em;
    border-radius: 6px;
    background: var(--_accent-tint);
    color: var(--_accent-text);
    font-size: var(--_size-s);
    font-weight: 650;
  }

  .file-name {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .file-name button.link {
    justify-content: start;
    text-align: start;
  }

  .preview {
    grid-column: 1 / -1;
    inline-size: 100%;
    max-block-size: 60dvb;
    border: 0;
    object-fit: contain;
  }

  iframe.preview {
    block-size: 60dvb;
  }

  .attachments a {
    display: inline-block;
    min-block-size: 24px;
  }

  :not(.facts) > summary {
    inline-size: fit-content;
    min-block-size: 24px;
    color: var(--_accent-text);
    font-weight: 550;
    cursor: pointer;
    border-radius: 3px;
  }

  .review details > div {
    padding-block: calc(var(--_space) * 2) calc(var(--_space) * 1);
    padding-inline-start: calc(var(--_space) * 4.5);
  }

  .segments {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: calc(var(--_space) * 1);
    padding: calc(var(--_space) * 1);
    border-radius: calc(var(--_control-radius) + 3px);
    background: var(--_hover);
  }

  .segment {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: var(--_control-height);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    border: 1px solid transparent;
    border-radius: var(--_control-radius);
    font-weight: 550;
    text-align: center;
    cursor: pointer;
  }

  .segment input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .segment:has(:checked) {
    border-color: var(--_control-border);
    background: var(--_surface);
    box-shadow: 0 1px 2px #0000001a;
  }

  .segment:has(:focus-visible) {
    outline: 2px solid var(--_accent-edge);
    outline-offset: 1px;
  }

  fieldset > legend {
    margin-block-end: calc(var(--_space) * 2);
  }

  .pair {
    display: grid;
    gap: calc(var(--_space) * 4);
  }

  @container (min-inline-size: 480px) {
    .pair {
      grid-template-columns: 1.6fr 1fr;
      align-items: start;
    }
  }

  .callout.finished {
    display: flex;
    flex-direction: row;
    gap: calc(var(--_space) * 3);
    align-items: flex-start;
  }

  .check {
    flex: none;
    color: var(--_success-text, currentColor);
  }

  button.wide {
    inline-size: 100%;
    min-block-size: calc(var(--_control-height) * 1.1);
  }

  @container (min-inline-size: 480px) {
    button.wide {
      inline-size: fit-content;
      min-inline-size: calc(12 * var(--_rem));
      align-self: flex-start;
    }
  }

  @media (forced-colors: active) {
    .segment:has(:checked) {
      outline: 2px solid Highlight;
    }
  }

  button.link {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
`;
