import { css } from 'lit';

export const summaryStyles = css`
  .room-head {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 3.5);
  }

  .title-row {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
  }

  .title-row h2 {
    font-size: calc(var(--_size-xl) * 1.08);
    letter-spacing: -0.02em;
  }

  .people {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 3) calc(var(--_space) * 7);
  }

  .person {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2.5);
    min-inline-size: 0;
  }

  .monogram {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.77em;
    block-size: 2.77em;
    border-radius: 50%;
    background: var(--_accent-tint);
    color: var(--_accent-text);
    font-size: var(--_size-s);
    font-weight: 600;
    letter-spacing: 0.02em;
  }

  .person.freelancer .monogram {
    background: var(--_success-tint);
    color: var(--_success-text);
  }

  .person.mediator .monogram {
    background: var(--_attention-tint);
    color: var(--_attention-text);
  }

  .person-text {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .person-name {
    font-weight: 550;
  }

  .next {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 4) calc(var(--_space) * 6);
    padding: calc(var(--_space) * 5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }

  .next.yours {
    border-color: color-mix(in oklab, var(--_accent) 30%, var(--_surface));
    background: var(--_accent-tint);
  }

  .next-text {
    display: flex;
    flex: 1 1 16em;
    flex-direction: column;
    gap: calc(var(--_space) * 1);
    font-size: 1.133em;
    line-height: 1.45;
    text-wrap: pretty;
  }

  .overline {
    color: var(--_muted);
    font-size: var(--_size-s);
    font-weight: 600;
    letter-spacing: 0;
  }

  .next.yours .overline {
    color: var(--_accent-text);
  }

  .next.attention {
    border-color: color-mix(in oklab, var(--_attention) 30%, var(--_surface));
    background: var(--_attention-tint);
  }

  .next.attention .overline {
    color: var(--_attention-text);
  }

  .next.danger {
    border-color: color-mix(in oklab, var(--_danger) 30%, var(--_surface));
    background: var(--_danger-tint);
  }

  .next.danger .overline {
    color: var(--_danger-text);
  }

  .panel {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 3.5);
  }

  .bar {
    display: flex;
    gap: 2px;
    block-size: 12px;
    overflow: hidden;
    border-radius: 99px;
  }

  .bar-part {
    flex-basis: 0;
    min-inline-size: 3px;
  }

  .released.bar-part,
  .released.swatch {
    background: var(--_paid);
  }

  /* Patterns, and not only hues, distinguish the shares. */
  .held.bar-part,
  .held.swatch {
    background: repeating-linear-gradient(-45deg, var(--_held) 0 4px, var(--_held-line) 4px 6px);
  }

  .carried.bar-part,
  .carried.swatch {
    background: radial-gradient(circle, var(--_held) 1.4px, var(--_carried) 1.8px) 0 0 / 6px 6px;
  }

  .refunded.bar-part,
  .refunded.swatch {
    background: repeating-linear-gradient(90deg, var(--_refunded) 0 2px, var(--_surface) 2px 5px);
  }

  .chargedBack.bar-part,
  .chargedBack.swatch {
    background: repeating-linear-gradient(45deg, var(--_danger) 0 2px, var(--_surface) 2px 4px);
  }

  .unfunded.bar-part,
  .unfunded.swatch {
    border: 1px solid var(--_control-border);
    background: var(--_surface);
  }

  .bar-part:last-child {
    border-start-end-radius: 99px;
    border-end-end-radius: 99px;
  }

  .bar-part:first-child {
    border-start-start-radius: 99px;
    border-end-start-radius: 99px;
  }

  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9em, 1fr));
    gap: calc(var(--_space) * 4) calc(var(--_space) * 7);
  }

  /* With four or five items, the last is not alone in its row. */
  @container (min-inline-size: 480px) {
    .figures:has(> :nth-child(4):last-child) {
      grid-template-columns: repeat(auto-fit, minmax(max(9em, 34%), 1fr));
    }

    .figures:has(> :nth-child(5):last-child) {
      grid-template-columns: repeat(auto-fit, minmax(max(9em, 26%), 1fr));
    }
  }

  .figure {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    gap: calc(var(--_space) * 0.5);
    min-inline-size: 0;
  }

  .figure dt {
    color: var(--_muted);
    font-size: var(--_size-s);
    overflow-wrap: anywhere;
  }

  .figure dd {
    flex: none;
    font-size: 1.333em;
    font-weight: 600;
    letter-spacing: -0.015em;
  }

  .swatch {
    display: inline-block;
    inline-size: 0.6em;
    block-size: 0.6em;
    margin-inline-end: 0.5em;
    border-radius: 3px;
  }

  /* One amount per line, aligned like a written sum. */
  @container (max-inline-size: 479px) {
    /* All in one row; with three people, the pictures are above the names. */
    .people:has(> :nth-child(3)) .person {
      flex: 1 1 0;
      flex-direction: column;
    }

    .next .actions,
    .next .actions > *,
    .next .closed > button {
      inline-size: 100%;
    }

    .people {
      flex-wrap: nowrap;
      align-items: flex-start;
      gap: calc(var(--_space) * 3);
    }

    .person {
      flex: 0 1 auto;
      align-items: flex-start;
      gap: calc(var(--_space) * 1.5);
      font-size: var(--_size-s);
    }


    .monogram {
      inline-size: 2.3em;
      block-size: 2.3em;
    }

    .figures {
      grid-template-columns: 1fr;
      gap: calc(var(--_space) * 2);
    }

    .figure {
      flex-direction: row;
      align-items: baseline;
      justify-content: space-between;
      gap: calc(var(--_space) * 3);
    }

    .figure.whole {
      padding-block-end: calc(var(--_space) * 2);
      border-block-end: 1px solid var(--_border);
    }

    .figure dd {
      font-size: 1.067em;
    }
  }

  @media (forced-colors: active) {
    .bar-part,
    .swatch {
      --_paid: CanvasText;
      --_held: CanvasText;
      --_held-line: Canvas;
      --_carried: Canvas;
      --_refunded: CanvasText;
      --_danger: CanvasText;
      --_surface: Canvas;
      border: 1px solid CanvasText;
      forced-color-adjust: none;
    }
  }
`;
