import { css } from 'lit';

/** Of the entries; loaded with their views. */
export const eventStyles = css`
  .days {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 6);
  }

  .day {
    margin-block-end: calc(var(--_space) * 3);
    color: var(--_muted);
    font-size: var(--_size-s);
    font-weight: 600;
    line-height: 1.3;
  }

  .events {
    display: flex;
    flex-direction: column;
  }

  .event {
    --_tone: var(--_border);
    position: relative;
    padding-block-end: calc(var(--_space) * 3.5);
    padding-inline-start: calc(var(--_space) * 5);
    font-size: 0.933em;
    line-height: 1.45;
  }

  .event:last-child {
    padding-block-end: 0;
  }

  .event::before {
    content: '';
    position: absolute;
    z-index: 1;
    inset-block-start: 0.4em;
    inset-inline-start: 0;
    inline-size: 9px;
    block-size: 9px;
    border: 2px solid var(--_surface);
    border-radius: 50%;
    background: var(--_control-border);
    box-sizing: content-box;
    margin-inline-start: -2px;
  }

  .event:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-block: 0.9em -0.4em;
    inset-inline-start: 4px;
    inline-size: 1px;
    background: var(--_border);
  }

  .event.good::before {
    background: var(--_success-edge);
  }

  .event.notable::before {
    background: var(--_attention-edge);
  }

  .event.bad::before {
    background: var(--_danger-edge);
  }

  .event.message::before {
    background: var(--_accent-edge);
  }

  .event-line {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--_space) * 3);
  }

  .event-line p {
    min-inline-size: 0;
    text-wrap: pretty;
  }

  .event-line time {
    flex: none;
    font-size: 0.857em;
    font-variant-numeric: tabular-nums;
  }

  .event .quote {
    margin-block-start: calc(var(--_space) * 1.5);
    color: var(--_muted);
  }

  .event.message .quote {
    padding: calc(var(--_space) * 2.5) calc(var(--_space) * 3);
    border: 0;
    border-radius: var(--_control-radius);
    background: var(--_sunken);
    color: var(--_text);
  }

  .event .link {
    margin-block-start: calc(var(--_space) * 1);
  }

  @media (forced-colors: active) {
    .event::before,
    .event::after {
      background: CanvasText;
    }
  }
`;
