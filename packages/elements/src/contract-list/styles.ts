import { css } from 'lit';

export const styles = css`
  :host {
    --_own-accent: var(--workroom-contract-list-accent);
    --_own-surface: var(--workroom-contract-list-surface);
    --_own-text: var(--workroom-contract-list-text);
    --_own-border: var(--workroom-contract-list-border);
    --_own-radius: var(--workroom-contract-list-radius);
    --_padding: var(--workroom-contract-list-padding);
    max-inline-size: var(--workroom-contract-list-max-width, none);
    --_skeleton-height: calc(22 * var(--_rem));
  }

  /* The arrow is drawn, not loaded: a page may forbid images. */
  select {
    padding-inline-end: calc(2.25 * var(--_rem));
    background-image:
      linear-gradient(45deg, transparent 50%, var(--_muted) 50%),
      linear-gradient(-45deg, transparent 50%, var(--_muted) 50%);
    background-position:
      calc(100% - 1.2 * var(--_rem)) 55%,
      calc(100% - 0.9 * var(--_rem)) 55%;
    background-repeat: no-repeat;
    background-size: calc(0.3 * var(--_rem)) calc(0.3 * var(--_rem));
  }

  select:dir(rtl) {
    background-position:
      calc(0.9 * var(--_rem)) 55%,
      calc(1.2 * var(--_rem)) 55%;
  }

  @media (forced-colors: active) {
    select {
      appearance: auto;
      background-image: none;
    }
  }

  .list {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 5);
  }

  .filters {
    display: grid;
    gap: calc(var(--_space) * 3);
    grid-template-columns: repeat(auto-fit, minmax(min(7 * var(--_rem), 100%), 1fr));
    align-items: end;
  }

  .filters .search {
    grid-column: 1 / -1;
  }

  .filters .field:last-child {
    grid-column: 1 / -1;
  }

  .filters label {
    color: var(--_muted);
    font-size: var(--_size-s);
  }

  .list > .skeleton {
    padding: 0;
    border: 0;
  }

  .rows {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .row {
    position: relative;
    display: grid;
    gap: calc(var(--_space) * 2.5);
    padding: calc(var(--_space) * 4) calc(var(--_space) * 3);
    margin-inline: calc(var(--_space) * -3);
    border-block-start: 1px solid var(--_border);
    border-radius: 2px;
  }

  .row:last-child {
    margin-block-end: calc(var(--_space) * -2);
  }

  .row:hover {
    background: var(--_hover);
  }

  .row .title {
    color: var(--_text);
    font-weight: 600;
    text-decoration: none;
    overflow-wrap: anywhere;
  }

  .row .title:hover {
    text-decoration: underline;
  }

  /* The whole row opens the contract, and the link alone is read. */
  .row .title::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .where {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2);
  }

  .milestone {
    flex-basis: 100%;
    overflow-wrap: anywhere;
  }

  a.turn {
    position: relative;
    z-index: 1;
    min-block-size: 24px;
    align-content: center;
    text-underline-offset: 0.2em;
  }

  .turn {
    color: var(--_accent-text);
    font-size: var(--_size-s);
    font-weight: 600;
  }

  .money {
    font-variant-numeric: tabular-nums;
  }

  .empty {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2);
    align-items: center;
    padding: calc(var(--_space) * 10) calc(var(--_space) * 4);
    text-align: center;
  }

  @container (min-inline-size: 480px) {
    .filters {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }

    .filters .field:last-child {
      grid-column: auto;
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
    /* One grid for all rows, so that their columns stand in line. */
    .rows {
      display: grid;
      grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr) max-content;
      column-gap: calc(var(--_space) * 5);
    }

    .row {
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      align-items: start;
    }

    .money {
      text-align: end;
    }
  }
`;
