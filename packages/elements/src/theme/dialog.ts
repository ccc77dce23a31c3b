import { css } from 'lit';

export const dialog = css`
  dialog {
    outline: none;
    --_pad: calc(var(--_space) * 5);
    inline-size: min(36 * var(--_rem), 100vi - 1.5 * var(--_rem));
    max-inline-size: none;
    max-block-size: min(100dvb - 1.5 * var(--_rem), 56 * var(--_rem));
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow: auto;
    overscroll-behavior: contain;
    /* An element that gets the focus from below must not end up under the bar. */
    scroll-padding-block: calc(4.5 * var(--_rem)) var(--_rem);
  }

  /* An overlay of the page is above it. */
  dialog.aside {
    position: fixed;
    inset: 0;
    block-size: fit-content;
    margin: auto;
  }

  dialog[open] {
    animation: rise 160ms ease-out;
  }

  dialog::backdrop {
    background: var(--workroom-scrim, light-dark(#14161c66, #000000a6));
  }

  /* On a phone a sheet, with its buttons within reach of the thumb. */
  @media (max-width: 30em) {
    dialog,
    dialog.aside {
      inset: auto 0 0;
      inline-size: 100%;
      max-block-size: calc(100dvb - 2 * var(--_rem));
      margin: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }

  .dialog-body {
    container-type: inline-size;
    padding: var(--_pad);
  }

  @media (min-width: 36em) {
    dialog {
      --_pad: calc(var(--_space) * 7);
    }
  }

  .dialog-bar {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 3);
    padding-block: calc(var(--_space) * 2);
    padding-inline: var(--_pad) calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
    font-weight: 600;
  }

  /* The dialog is the card. */
  .dialog-body .card {
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }

  @media (forced-colors: active) {
    dialog {
      border-color: CanvasText;
    }
  }
`;
