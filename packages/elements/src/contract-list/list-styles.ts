import { css } from 'lit';

/** Styles of filters, rows and totals; loaded with them. */
export const listStyles = css`
  .filters {
    grid-template-columns: repeat(auto-fit, minmax(min(7 * var(--_rem), 100%), 1fr));
  }

  .filters .search {
    grid-column: 1 / -1;
  }

  .filter-button {
    justify-self: start;
    white-space: nowrap;
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: calc(var(--_space) * 2);
  }

  .chip {
    border-radius: 99px;
    font-size: var(--_size-s);
  }

  @container (max-inline-size: 479px) {
    .filters:not(.open) .field:not(.search) {
      display: none;
    }

    .filters .field {
      grid-column: 1 / -1;
    }
  }

  .milestone {
    flex-basis: 100%;
    overflow-wrap: anywhere;
  }

  /* The button of a row, above the link that covers the row. */
  .turn {
    position: relative;
    z-index: 1;
    display: inline-grid;
    place-items: center;
    justify-self: start;
    min-block-size: var(--_control-height);
    padding: calc(var(--_space) * 1) calc(var(--_space) * 4);
    border: 1px solid var(--_control-border);
    border-radius: var(--_control-radius);
    background: var(--_raised);
    color: var(--_text);
    font-weight: 550;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
  }

  .turn:hover {
    background: var(--_hover);
  }

  .group {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2);
  }

  .group-title {
    font-size: var(--_size-m);
  }

  .progress {
    display: flex;
    block-size: 6px;
    margin-block-start: calc(var(--_space) * 1.5);
    border-radius: 99px;
    background: color-mix(in oklab, var(--_text) 14%, var(--_surface));
    overflow: hidden;
  }

  .progress > * {
    flex-basis: 0;
  }

  .progress-paid {
    background: var(--_success-edge);
  }

  .totals {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--_space) * 1) calc(var(--_space) * 4);
    padding-block: calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_border);
    background: var(--_surface);
  }

  .totals .money {
    white-space: normal;
  }

  .strong {
    font-weight: 600;
  }

  @media not (min-height: 24em) {
    .totals {
      position: static;
    }
  }

  @media (forced-colors: active) {
    .progress {
      border: 1px solid CanvasText;
    }

    .progress-paid {
      background: CanvasText;
    }
  }

  @container (min-inline-size: 480px) {
    .filters {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }

    .filter-button,
    .chips {
      display: none;
    }
  }

  @container (min-inline-size: 820px) {
    .filters {
      grid-template-columns: minmax(calc(12 * var(--_rem)), 2fr) repeat(3, minmax(0, 1fr));
    }

    .filters .search {
      grid-column: auto;
    }
  }

  @container (min-inline-size: 640px) {
    .rows {
      grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr) 11.5em 11.5em;
      column-gap: calc(var(--_space) * 6);
    }

    /* Some languages write longer amounts than the column is wide. */
    .row .money {
      white-space: normal;
    }

    .row .turn {
      grid-column: 4;
      justify-self: stretch;
    }
  }
`;
