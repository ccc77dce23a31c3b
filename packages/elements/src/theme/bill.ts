import { css } from 'lit';

/** The price of a command, row by row. */
export const bill = css`
  .bill-box {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-radius: var(--_control-radius);
    background: var(--_sunken);
  }

  .bill {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  .bill caption {
    padding-block-end: calc(var(--_space) * 2);
    color: var(--_muted);
    font-size: var(--_size-s);
    font-weight: 600;
    text-align: start;
  }

  .bill :is(th, td) {
    padding-block: calc(var(--_space) * 1.5);
    font-weight: 400;
    vertical-align: baseline;
  }

  .bill th {
    padding-inline-end: calc(var(--_space) * 4);
    text-align: start;
    overflow-wrap: anywhere;
  }

  .bill td {
    text-align: end;
    white-space: nowrap;
  }

  .bill .sums tr:first-child > * {
    padding-block-start: calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_border);
  }

  .bill tbody:not(.sums) tr:last-child > * {
    padding-block-end: calc(var(--_space) * 3);
  }

  .bill .sum > * {
    font-weight: 650;
  }

  .bill.old,
  .bill.old .fine {
    color: var(--_muted);
    font-style: italic;
  }
`;
