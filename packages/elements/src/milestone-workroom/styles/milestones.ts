import { css } from 'lit';

export const milestoneStyles = css`
  .milestones {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 4);
  }

  .plan {
    display: flex;
    flex-direction: column;
  }

  .milestone {
    position: relative;
    display: grid;
    grid-template-columns: 1.867em minmax(0, 1fr);
    column-gap: calc(var(--_space) * 4);
    padding-block-end: calc(var(--_space) * 6);
  }

  /* There may be two hundred: those outside the screen are not laid out. */
  .plan.many .milestone:is(.planned, .paid, .refunded, .cancelled) {
    content-visibility: auto;
    contain-intrinsic-size: auto 6.4em;
  }

  .milestone:last-child {
    padding-block-end: 0;
  }

  /* The line from one milestone to the next. */
  .milestone:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: 2.24em 0.27em;
    inset-inline-start: calc(0.933em - 1px);
    inline-size: 2px;
    border-radius: 2px;
    background: var(--_border);
  }

  .milestone.paid:not(:last-child)::before {
    background: color-mix(in oklab, var(--_success) 55%, var(--_surface));
  }

  .node {
    display: grid;
    place-items: center;
    inline-size: 2.154em;
    block-size: 2.154em;
    border: 1.5px solid var(--_control-border);
    border-radius: 50%;
    background: var(--_surface);
    color: var(--_muted);
    font-size: var(--_size-s);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .node.paid {
    border-color: var(--_success-edge);
    background: var(--_success);
    color: var(--_on-success);
  }

  .node:is(.funded, .funding) {
    border-color: var(--_accent-edge);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .node:is(.submitted, .changes_requested, .refund_requested) {
    border-color: var(--_attention-edge);
    background: var(--_attention);
    color: var(--_on-attention);
  }

  .node.disputed {
    border-color: var(--_danger-edge);
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .milestone-card {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 3.5);
    min-inline-size: 0;
  }

  .milestone-head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: space-between;
    gap: calc(var(--_space) * 1.5) calc(var(--_space) * 5);
    padding-block-start: 0.1em;
  }

  .milestone-name {
    flex: 1 1 11.7em;
    min-inline-size: 0;
  }

  .milestone-name h4 {
    overflow-wrap: anywhere;
  }

  .milestone-worth {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
  }

  .milestone-worth .amount {
    order: 1;
    font-weight: 600;
    font-size: 1.133em;
    line-height: 1.3;
  }

  .milestone:is(.cancelled, .refunded) .amount,
  .milestone:is(.cancelled, .refunded) h4 {
    color: var(--_muted);
    font-weight: 500;
  }

  .milestone.cancelled .amount {
    text-decoration: line-through;
  }

  .overdue {
    color: var(--_danger-text);
    font-weight: 550;
  }

  .deliverables {
    color: var(--_muted);
  }

  .funds {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 6);
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-radius: var(--_control-radius);
  }

  .funds > div {
    display: flex;
    flex-direction: column;
    line-height: 1.35;
  }

  .funds dt {
    color: var(--_muted);
    font-size: var(--_size-s);
  }

  .funds dd {
    font-weight: 550;
  }

  button.quiet.danger:hover {
    background: var(--_danger-tint);
    color: var(--_danger-text) !important;
  }

  .empty {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 8) calc(var(--_space) * 6);
    border: 1.5px dashed var(--_border);
    border-radius: var(--_radius);
  }

  .empty p {
    max-inline-size: 52ch;
  }

  .empty button {
    margin-block-start: calc(var(--_space) * 2);
  }

  @container (max-inline-size: 479px) {
    .milestone {
      column-gap: calc(var(--_space) * 3);
    }

    .milestone-worth {
      flex-basis: 100%;
    }
  }

  @media (forced-colors: active) {
    .node:not(.planned, .cancelled, .refunded) {
      border: 3px solid CanvasText;
    }

    .milestone::before {
      background: CanvasText;
    }
  }
`;
