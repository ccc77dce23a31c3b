import { css } from 'lit';

export const notificationStyles = css`
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 3);
  }

  .head > :not(.notifications) {
    min-inline-size: 0;
  }

  .notifications {
    flex: none;
    margin-inline-start: auto;
    margin-block: calc(var(--_space) * -1.5);
    margin-inline-end: calc(var(--_space) * -2);
  }

  .bell {
    anchor-name: --workroom-notifications;
    position: relative;
  }

  .unread-count {
    position: absolute;
    inset-block-end: calc(50% + 2px);
    inset-inline-start: calc(50% + 3px);
    min-inline-size: var(--_rem);
    padding-inline: 0.36em;
    border-radius: 99px;
    outline: 2px solid var(--_surface);
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: calc(0.6875 * var(--_rem));
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: var(--_rem);
  }

  .panel {
    inline-size: min(24 * var(--_rem), 100vi - 1.5 * var(--_rem));
    max-block-size: min(34 * var(--_rem), 100dvb - 1.5 * var(--_rem));
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow: auto;
    overscroll-behavior: contain;
    /* An element that gets the focus from below must not end up under the bar. */
    scroll-padding-block: calc(3.5 * var(--_rem)) calc(0.5 * var(--_rem));
  }

  /* Next to its button if the browser supports anchor positioning; otherwise in the middle, like any popover. */
  @supports (position-area: block-end) {
    .panel {
      inset: auto;
      margin: calc(var(--_space) * 1.5) 0;
      position-anchor: --workroom-notifications;
      position-area: block-end span-inline-start;
      position-try-fallbacks:
        flip-inline, flip-block, --workroom-notifications-in-view, --workroom-notifications-in-the-middle;
      /* As tall as the space next to the bell; if there is almost none, in the middle of the window. */
      min-block-size: min(10 * var(--_rem), 100dvb - 1.5 * var(--_rem));
      max-block-size: min(34 * var(--_rem), 100% - 0.75 * var(--_rem));
    }
  }

  @position-try --workroom-notifications-in-the-middle {
    position-area: none;
    inset: 0;
    margin: auto;
  }

  @position-try --workroom-notifications-in-view {
    position-area: block-end;
    justify-self: anchor-center;
    margin-inline: calc(0.75 * var(--_rem));
  }

  .panel:popover-open {
    animation: rise 140ms ease-out;
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }

  .panel-bar {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1);
    padding-block: calc(var(--_space) * 1.5);
    padding-inline: calc(var(--_space) * 4) calc(var(--_space) * 1.5);
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
  }

  .panel-title {
    flex: 1;
    font-weight: 600;
    white-space: nowrap;
  }

  button.quiet.small {
    min-block-size: 24px;
    padding-block: 0;
    font-size: var(--_size-s);
  }

  .panel-bar button {
    flex: none;
  }

  .panel-bar button.quiet.small {
    margin-inline: 0;
  }

  .panel-bar .icon {
    inline-size: 2.4em;
    min-block-size: 2.4em;
  }

  .panel-note {
    padding: calc(var(--_space) * 4);
  }

  @media (forced-colors: active) {
    .panel,
    .unread-count {
      border: 1px solid CanvasText;
    }
  }
`;
