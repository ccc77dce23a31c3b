import { css } from 'lit';

export const taskStyles = css`
  /* Open requests and disputes: their views are loaded with the dialogs. */
  .payments {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2);
  }

  .dispute-part {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2);
    margin-block-start: calc(var(--_space) * 3);
  }

  .dispute-part ~ .primary {
    margin-block-start: calc(var(--_space) * 2);
  }

  .statements {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 3);
  }

  .statement {
    padding-inline-start: calc(var(--_space) * 3);
    border-inline-start: 3px solid var(--_accent-edge);
  }

  .statement.freelancer {
    border-color: var(--_success-edge);
  }

  .statement.mediator {
    border-color: var(--_attention-edge);
  }

  button.destructive {
    background: var(--_danger);
    color: var(--_on-danger);
  }

  button.destructive:hover {
    background: color-mix(in oklab, var(--_danger) 86%, color(from var(--_on-danger) var(--_legible)));
  }

  .task {
    gap: calc(var(--_space) * 5);
  }

  /* The dialog's title names the subject, so the bar only contains the close button. */
  .dialog-bar.bare {
    margin-block-end: calc(var(--_space) * -14);
    border: 0;
    background: none;
    pointer-events: none;
  }

  .dialog-bar.bare button {
    pointer-events: auto;
  }

  .dialog-bar.bare + .dialog-body .headline {
    padding-inline-end: calc(var(--_space) * 8);
  }

  .task h2 {
    padding-inline-end: calc(var(--_space) * 10);
    font-size: calc(1.3 * var(--_rem));
  }

  .task-actions {
    margin-block-start: calc(var(--_space) * 1);
  }

  .effect {
    display: block;
    padding: calc(var(--_space) * 3.5) calc(var(--_space) * 4);
    border-radius: var(--_control-radius);
    background: var(--_sunken);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .row-fields {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 4);
  }

  .row-fields + .row-fields {
    padding-block-start: calc(var(--_space) * 5);
    border-block-start: 1px solid var(--_border);
  }

  .row-fields legend {
    float: inline-start;
    margin: 0;
  }

  .row-fields legend + * {
    clear: both;
  }

  .remove-row {
    position: absolute;
    inset-block-start: calc(var(--_space) * 3);
    inset-inline-end: 0;
  }

  .row-fields:first-of-type .remove-row {
    inset-block-start: calc(var(--_space) * -2);
  }

  .link-row .remove-link {
    justify-self: start;
  }

  @container (min-inline-size: 480px) {
    .link-row {
      grid-template-columns: 1.4fr 1fr auto;
    }

    .link-row .remove-link {
      margin-block-start: calc(1.9 * var(--_rem));
    }
  }

  button[aria-pressed='true'] {
    border-color: var(--_accent-edge);
    background: var(--_accent-tint);
    color: var(--_accent-text);
  }
`;
