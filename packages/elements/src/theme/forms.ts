import { css } from 'lit';

/** Styles of amounts and choices, which only forms need and which load with them. */
export const forms = css`
  .money-field {
    position: relative;
    display: flex;
    align-items: stretch;
    max-inline-size: calc(15 * var(--_rem));
    border: 1px solid var(--_control-border);
    border-radius: var(--_control-radius);
    background: var(--_surface);
  }

  .money-field:has(input:focus-visible) {
    outline: 2px solid var(--_accent-edge);
    outline-offset: 1px;
    border-color: var(--_accent-edge);
  }

  .money-field:has([aria-invalid='true']) {
    border-color: var(--_danger-edge);
  }

  .money-field .symbol {
    display: grid;
    place-items: center;
    min-inline-size: calc(2.25 * var(--_rem));
    padding-inline: calc(var(--_space) * 3) 0;
    color: var(--_muted);
  }

  .money-field input {
    min-block-size: calc(var(--_control-height) - 2px);
    border: 0 !important;
    background: transparent;
    font-variant-numeric: tabular-nums;
    font-size: max(var(--_size-l), 16px);
    font-weight: 550;
    outline: none;
  }

  ::file-selector-button {
    margin-inline: 0 calc(var(--_space) * 3);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    border: 1px solid var(--_control-border);
    border-radius: calc(var(--_control-radius) * 0.75);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 550;
    cursor: pointer;
  }

  ::file-selector-button:hover {
    background: var(--_hover);
  }

  input[type='radio'],
  input[type='checkbox'] {
    flex: none;
    inline-size: calc(1.125 * var(--_rem));
    block-size: calc(1.125 * var(--_rem));
    margin: 0.15em 0 0;
    accent-color: var(--_accent-edge);
  }

  .choice {
    display: flex;
    align-items: flex-start;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_control-radius);
    background: var(--_surface);
    cursor: pointer;
  }

  .choice:hover {
    border-color: var(--_control-border);
  }

  .choice:has(> input:checked) {
    border-color: var(--_accent-edge);
    background: var(--_accent-tint);
    box-shadow: inset 0 0 0 1px var(--_accent-edge);
  }

  .choice:has(> input:focus-visible) {
    outline: 2px solid var(--_accent-edge);
    outline-offset: 2px;
  }

  .choice > input:focus-visible {
    outline: none;
  }

  .choice > span {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .choices {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  @media (forced-colors: active) {
    .choice:has(> input:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
