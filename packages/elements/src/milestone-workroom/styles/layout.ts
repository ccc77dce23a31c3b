import { css } from 'lit';

export const layoutStyles = css`
  :host {
    --_own-accent: var(--workroom-milestone-workroom-accent);
    --_own-surface: var(--workroom-milestone-workroom-surface);
    --_own-text: var(--workroom-milestone-workroom-text);
    --_own-border: var(--workroom-milestone-workroom-border);
    --_own-radius: var(--workroom-milestone-workroom-radius);
    --_padding: var(--workroom-milestone-workroom-padding);
    --_skeleton-height: 47em;
    --_paid: var(--_success-edge);
    --_held: var(--_accent-edge);
    --_held-line: color-mix(in oklab, var(--_accent-edge) 55%, var(--_surface));
    --_carried: color-mix(in oklab, var(--_accent) 45%, var(--_surface));
    --_refunded: color-mix(in oklab, var(--_muted) 70%, var(--_surface));
    max-inline-size: var(--workroom-milestone-workroom-max-width, calc(76 * var(--_rem)));
  }

  .room {
    display: grid;
    gap: calc(var(--_space) * 8);
    padding: var(--_padding, calc(var(--_space) * 5));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }

  .room-main {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 7);
    min-inline-size: 0;
  }

  .room-side {
    min-inline-size: 0;
  }

  @container (min-inline-size: 560px) {
    .room {
      padding: var(--_padding, calc(var(--_space) * 8));
    }
  }

  @container (min-inline-size: 900px) {
    .room.beside {
      grid-template-columns: minmax(0, 1fr) minmax(17em, 22em);
      column-gap: calc(var(--_space) * 10);
    }

    .room.beside > :not(.room-main, .room-side) {
      grid-column: 1 / -1;
    }

    .room.beside .room-side {
      padding-inline-start: calc(var(--_space) * 8);
      border-inline-start: 1px solid var(--_border);
    }
  }

  h3 {
    font-size: var(--_size-l);
  }

  h4 {
    font-size: 1.133em;
  }

  h5,
  h6 {
    margin: 0;
    font-size: var(--_size-s);
    font-weight: 600;
    line-height: 1.4;
  }

  .strong {
    font-weight: 600;
  }

  dt,
  dd {
    margin: 0;
  }

  .note {
    --_tone: var(--_muted);
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 3.5) calc(var(--_space) * 4);
    border-radius: var(--_control-radius);
    background: var(--_sunken);
    color: var(--_text);
  }

  .note.attention {
    background: var(--_attention-tint);
  }

  .note.attention > .strong {
    color: var(--_attention-text);
  }

  .note.danger {
    background: var(--_danger-tint);
  }

  .note.danger > .strong {
    color: var(--_danger-text);
  }

  .note .fine {
    color: inherit;
    opacity: 0.86;
  }

  .note > :is(button, .closed) {
    align-self: flex-start;
  }

  .note > .actions {
    margin-block-start: calc(var(--_space) * 1.5);
  }

  .note > .actions:not(:has(button)) {
    display: none;
  }

  .quote {
    padding-inline-start: calc(var(--_space) * 3);
    border-inline-start: 2px solid var(--_border);
  }

  .note .quote {
    border-color: color-mix(in oklab, var(--_text) 26%, transparent);
  }

  /* Why a button is disabled: shown on hover and focus, and always available to a screen reader. */
  .actions,
  .section-head,
  .note,
  .empty {
    position: relative;
  }

  /* Not only invisible, because it would still widen a narrow page. */
  .tip {
    display: none;
    inline-size: max-content;
  }

  .clock:is(:hover, :focus) .tip {
    display: block;
  }

  .closed .tip {
    inset-inline: 0 auto;
    max-inline-size: min(24em, 100%);
    visibility: visible;
    opacity: 1;
  }

  .closed:is(:hover, :focus-within) .tip {
    display: block;
  }

  .actions button.quiet {
    margin-inline: 0;
  }

  .actions > button.quiet:first-child,
  .actions > .closed:first-child > button.quiet {
    margin-inline-start: calc(var(--_space) * -2);
  }

  button.quiet.danger {
    border-color: transparent;
    color: var(--_danger-text);
  }

  button.link {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }

  button.link:hover {
    background: none;
    text-decoration-thickness: 2px;
  }

  .more-space {
    display: inline-flex;
    flex: none;
    order: 2;
    inline-size: var(--_control-height);
    min-block-size: var(--_control-height);
    margin-block: calc(var(--_space) * -2);
    margin-inline-start: calc(var(--_space) * -1.5);
    margin-inline-end: calc(var(--_space) * -2.5);
  }

  @media (forced-colors: active) {
    .note,
    .next {
      border: 1px solid CanvasText;
    }
  }
`;
