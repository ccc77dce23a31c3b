import { css } from 'lit';

export const styles = css`
  :host {
    --_own-accent: var(--workroom-operations-accent);
    --_own-surface: var(--workroom-operations-surface);
    --_own-text: var(--workroom-operations-text);
    --_own-border: var(--workroom-operations-border);
    --_own-radius: var(--workroom-operations-radius);
    --_padding: var(--workroom-operations-padding);
    --_skeleton-height: calc(22 * var(--_rem));
    max-inline-size: var(--workroom-operations-max-width, calc(84 * var(--_rem)));
  }

  .queue {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 6);
  }

  .queue > .skeleton {
    padding: 0;
    border: 0;
  }

  .back {
    margin-block-end: calc(var(--_space) * 2);
  }

  .back button {
    margin-inline: 0;
  }

  .arrow:dir(rtl) {
    scale: -1 1;
  }

  .filters {
    grid-template-columns: repeat(auto-fit, minmax(min(13 * var(--_rem), 100%), 1fr));
  }

  .folds {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2);
  }

  .fold:not(.unfolded),
  .fold:empty {
    display: none;
  }

  .payment-rows {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  button.title {
    justify-content: start;
    text-align: start;
  }

  .found .current {
    flex-basis: 100%;
    overflow-wrap: anywhere;
  }

  .operate {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 3);
  }

  .waits {
    color: var(--_attention-text);
    font-size: var(--_size-s);
    font-weight: 600;
  }

  .totals-row {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(8 * var(--_rem), 100%), 1fr));
    gap: calc(var(--_space) * 3) calc(var(--_space) * 5);
    margin: 0;
    padding: calc(var(--_space) * 4);
    border-radius: var(--_control-radius);
    background: var(--_sunken);
  }

  .totals-row + .totals-row {
    margin-block-start: calc(var(--_space) * 2);
  }

  .totals-row dt {
    color: var(--_muted);
    font-size: var(--_size-s);
  }

  .totals-row dd {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .payment-row {
    display: grid;
    gap: calc(var(--_space) * 1) calc(var(--_space) * 4);
    padding-block: calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }

  .payment-worth {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 1) calc(var(--_space) * 3);
  }

  @container (min-inline-size: 480px) {
    .payment-row {
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .payment-worth {
      flex-direction: column;
      align-items: end;
    }
  }

  .findings {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 3);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .findings > li {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 3);
    align-items: start;
    overflow-wrap: anywhere;
  }

  .findings .link {
    text-align: start;
  }

  .payment-note {
    grid-column: 1 / -1;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 6);
    margin: 0;
  }

  .facts.columns {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(12 * var(--_rem), 100%), 1fr));
  }

  .facts dt {
    color: var(--_muted);
    font-size: var(--_size-s);
    overflow-wrap: anywhere;
  }

  .facts dd {
    margin: 0;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .payment-failure {
    grid-column: 1 / -1;
    color: var(--_danger-text);
  }

  .payment-failure .fine {
    color: inherit;
  }

  @container (min-inline-size: 640px) {
    .fold:not(.unfolded, :empty) {
      display: block;
    }

    .folds {
      display: none;
    }

    .rows {
      grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr) max-content;
    }
  }

  :not(.facts) > summary {
    inline-size: fit-content;
    min-block-size: 24px;
    color: var(--_accent-text);
    font-weight: 550;
    cursor: pointer;
    border-radius: 3px;
  }
`;
