import { css } from 'lit';

export const railStyles = css`
  .rail {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 1);
  }

  .rail ol {
    display: flex;
    gap: calc(var(--_space) * 1.5);
  }

  .rail li {
    flex: 1;
    min-inline-size: 0;
  }

  .stop {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: calc(var(--_space) * 1.5);
    inline-size: 100%;
    min-block-size: 24px;
    padding: calc(var(--_space) * 2) 0;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_muted);
    font-size: var(--_size-s);
    font-weight: 450;
    text-align: start;
  }

  .stop:hover {
    background: none;
    color: var(--_text);
  }

  .stop-line {
    block-size: 6px;
    border-radius: 99px;
    background: color-mix(in oklab, var(--_text) 14%, var(--_surface));
  }

  .stop:hover .stop-line {
    box-shadow: 0 0 0 2px color-mix(in oklab, var(--_text) 14%, transparent);
  }

  .stop.paid .stop-line {
    background: var(--_paid);
  }

  .stop:is(.funded, .funding) .stop-line {
    background: var(--_held);
  }

  .stop:is(.submitted, .changes_requested, .refund_requested) .stop-line {
    background: var(--_attention-edge);
  }

  .stop.disputed .stop-line {
    background: var(--_danger-edge);
  }

  .stop:is(.refunded, .cancelled) .stop-line {
    background: var(--_refunded);
  }

  .stop-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .stop:is(.funded, .funding, .submitted, .changes_requested, .refund_requested, .disputed) .stop-name {
    color: var(--_text);
    font-weight: 600;
  }

  .rail.many .stop-name {
    display: none;
  }

  .rail.many ol {
    flex-wrap: wrap;
    gap: 2px;
  }

  .rail.many li {
    flex: 1 0 24px;
  }

  @container (max-inline-size: 479px) {
    .stop-name {
      display: none;
    }

    .rail ol {
      gap: 3px;
    }
  }

  @media (forced-colors: active) {
    .stop-line {
      border: 1px solid CanvasText;
    }

    .stop:is(.paid, .refunded) .stop-line {
      background: CanvasText;
    }

    .stop:is(.funded, .funding, .submitted, .changes_requested, .refund_requested, .disputed) .stop-line {
      background: Highlight;
    }
  }
`;
