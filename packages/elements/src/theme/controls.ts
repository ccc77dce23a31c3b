import { css } from 'lit';

export const controls = css`
  button {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
    min-block-size: var(--_control-height);
    padding: calc(var(--_space) * 1) calc(var(--_space) * 4);
    border: 1px solid var(--_control-border);
    border-radius: var(--_control-radius);
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
    font-weight: 550;
    line-height: 1.25;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  button:hover {
    background: var(--_hover);
  }

  button.primary {
    border-color: var(--_accent-edge);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  button.primary:hover {
    background: var(--_accent-hover);
  }

  button.danger {
    border-color: currentColor;
    color: var(--_danger-text);
  }

  button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_accent-text);
    padding-inline: calc(var(--_space) * 2);
    margin-inline: calc(var(--_space) * -2);
  }

  button.quiet:hover {
    background: var(--_hover);
    color: var(--_text);
  }

  button.icon {
    inline-size: var(--_control-height);
    padding: 0;
    border-color: transparent;
    background: transparent;
    color: inherit;
  }

  button.icon:hover {
    background: var(--_hover);
  }

  button[disabled],
  button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.55;
  }

  button.busy[disabled] {
    cursor: progress;
    opacity: 0.85;
  }

  .spinner {
    inline-size: 1em;
    block-size: 1em;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 700ms linear infinite;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2.5);
    align-items: center;
  }

  .field {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 1.5);
  }

  .field > label,
  legend,
  .label {
    padding: 0;
    font-weight: 550;
  }

  .optional {
    color: var(--_muted);
    font-weight: 400;
  }

  .hint {
    color: var(--_muted);
    font-size: var(--_size-s);
  }

  .field-error {
    color: var(--_danger-text);
    font-size: var(--_size-s);
    font-weight: 550;
  }

  input:not([type='radio'], [type='checkbox']),
  textarea,
  select {
    appearance: none;
    inline-size: 100%;
    min-block-size: var(--_control-height);
    margin: 0;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_control-border);
    border-radius: var(--_control-radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    line-height: 1.4;
  }

  /* iOS zooms in on fields with smaller text, and does not zoom out again. */
  @media (pointer: coarse) {
    input:not([type='radio'], [type='checkbox']),
    textarea,
    select {
      font-size: max(1em, 16px);
    }
  }

  /* The touch target is 44 px even if the control looks smaller. */
  @media (pointer: coarse) {
    button,
    summary {
      position: relative;
    }

    :is(button, summary)::after {
      content: '';
      position: absolute;
      inset: calc(50% - max(50%, 22px)) 0;
    }
  }

  textarea {
    min-block-size: calc(var(--_control-height) * 1.6);
    resize: vertical;
    field-sizing: content;
    max-block-size: calc(24 * var(--_rem));
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  [aria-invalid='true'] {
    border-color: var(--_danger-edge) !important;
  }

  @media (forced-colors: active) {
    button.primary {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
