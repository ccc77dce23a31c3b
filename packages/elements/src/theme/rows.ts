import { css } from 'lit';

/** A list of contracts, one row each, with filters above it: the same for the people on them and for staff. */
export const rows = css`
  /* The arrow is drawn with CSS, because a page may forbid images. */
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

  .filters {
    display: grid;
    gap: calc(var(--_space) * 3);
    align-items: end;
  }

  .filters label {
    color: var(--_muted);
    font-size: var(--_size-s);
  }

  .rows {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .rows > li {
    position: relative;
    display: grid;
    gap: calc(var(--_space) * 2.5);
    padding: calc(var(--_space) * 4) calc(var(--_space) * 3);
    margin-inline: calc(var(--_space) * -3);
    border-block-start: 1px solid var(--_border);
    border-radius: 2px;
  }

  .rows > li:last-child {
    margin-block-end: calc(var(--_space) * -2);
  }

  .rows > li:hover {
    background: var(--_hover);
  }

  .rows .title {
    color: var(--_text);
    font-weight: 600;
    text-decoration: none;
    overflow-wrap: anywhere;
  }

  .rows .title:hover {
    text-decoration: underline;
  }

  /* The whole row opens the contract, but only its title is read aloud. */
  .rows .title::after {
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

  .empty {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2);
    align-items: center;
    padding: calc(var(--_space) * 10) calc(var(--_space) * 4);
    text-align: center;
  }

  @container (min-inline-size: 640px) {
    /* One grid for all rows, so that their columns are aligned. */
    .rows {
      display: grid;
      column-gap: calc(var(--_space) * 5);
    }

    .rows > li {
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      column-gap: inherit;
      align-items: start;
    }

    .rows .money {
      text-align: end;
    }
  }
`;
