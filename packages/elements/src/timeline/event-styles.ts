import { css } from 'lit';
import { portraitStyles } from '../foundation/views/portrait-view.ts';

/** Styles of the entries; loaded with their views. */
export const eventStyles = css`
  ${portraitStyles}

  .members {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 5);
  }

  .member {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    line-height: 1.3;
  }

  .member .fine {
    display: block;
  }

  .avatar {
    position: relative;
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: calc(1.875 * var(--_rem));
    block-size: calc(1.875 * var(--_rem));
    border-radius: 50%;
    background: var(--_sunken);
    color: var(--_text);
    font-size: calc(0.6875 * var(--_rem));
    font-weight: 650;
    letter-spacing: 0.01em;
    line-height: 1;
    user-select: none;
  }

  .avatar.client {
    background: var(--_accent-tint);
    color: var(--_accent-text);
  }

  .avatar.freelancer {
    background: var(--_success-tint);
    color: var(--_success-text);
  }

  .avatar.mediator,
  .avatar.operator {
    background: var(--_attention-tint);
    color: var(--_attention-text);
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    align-self: flex-start;
    padding: 3px;
    border-radius: var(--_control-radius);
    background: var(--_sunken);
  }

  button.filter {
    min-block-size: max(calc(var(--_control-height) * 0.7), 28px);
    padding-block: 0;
    padding-inline: calc(var(--_space) * 3);
    border-color: transparent;
    border-radius: calc(var(--_control-radius) * 0.75);
    background: transparent;
    color: var(--_muted);
    font-size: var(--_size-s);
  }

  button.filter:hover {
    color: var(--_text);
  }

  button.filter[aria-pressed='true'] {
    border-color: var(--_border);
    background: var(--_surface);
    color: var(--_text);
  }

  .days {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 6);
  }

  .day {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 3);
    margin-block-end: calc(var(--_space) * 3);
    color: var(--_muted);
    font-size: var(--_size-s);
    font-weight: 600;
    line-height: 1.3;
  }

  .day::after {
    content: '';
    flex: 1;
    block-size: 1px;
    background: var(--_border);
  }

  .events {
    display: flex;
    flex-direction: column;
  }

  .event {
    --_tone: var(--_border);
    --_gutter: calc(1.875 * var(--_rem) + var(--_space) * 2.5);
    position: relative;
    padding-block-end: calc(var(--_space) * 4);
    padding-inline-start: var(--_gutter);
    font-size: 0.933em;
    line-height: 1.45;
  }

  .event:last-child {
    padding-block-end: 0;
  }

  .event:not(.message)::before {
    content: '';
    position: absolute;
    z-index: 1;
    inset-block-start: 0.4em;
    inset-inline-start: calc(0.9375 * var(--_rem) - 6.5px);
    inline-size: 9px;
    block-size: 9px;
    border: 2px solid var(--_surface);
    border-radius: 50%;
    background: var(--_control-border);
    box-sizing: content-box;
  }

  .event:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-block: 0.9em -0.4em;
    inset-inline-start: calc(0.9375 * var(--_rem) - 0.5px);
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

  .event-line,
  .said-by {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--_space) * 3);
  }

  .event-line p {
    min-inline-size: 0;
    text-wrap: pretty;
  }

  .event time {
    font-size: 0.857em;
    font-variant-numeric: tabular-nums;
  }

  .event-line time {
    flex: none;
  }

  .event .quote {
    margin-block-start: calc(var(--_space) * 1.5);
    color: var(--_muted);
  }

  .event.message > .avatar {
    position: absolute;
    z-index: 1;
    inset-inline-start: 0;
    box-shadow: 0 0 0 3px var(--_surface);
  }

  .said {
    inline-size: fit-content;
    min-inline-size: min(calc(9 * var(--_rem)), 100%);
    max-inline-size: 100%;
  }

  .said-by {
    justify-content: flex-start;
    gap: calc(var(--_space) * 2);
    margin-block-end: calc(var(--_space) * 1);
    font-size: var(--_size-s);
  }

  .bubble {
    padding: calc(var(--_space) * 2.5) calc(var(--_space) * 3);
    border: 1px solid transparent;
    border-radius: var(--_control-radius);
    border-start-start-radius: 3px;
    background: var(--_sunken);
  }

  .event.message .bubble .quote {
    margin: 0;
    color: var(--_text);
  }

  /* The viewer's own messages are on the other side, on the accent colour. */
  .event.message.own > .avatar {
    display: none;
  }

  .own > .said {
    margin-inline-start: auto;
  }

  .own .said-by {
    justify-content: flex-end;
  }

  .own .bubble {
    border-color: color-mix(in oklab, var(--_accent) 22%, var(--_surface));
    border-start-start-radius: var(--_control-radius);
    border-start-end-radius: 3px;
    background: var(--_accent-tint);
  }

  .long:not(.whole) .quote {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 8;
    line-clamp: 8;
  }

  .more {
    margin-block-start: calc(var(--_space) * 1);
  }

  .event-files {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: calc(var(--_space) * 1);
    margin-block-start: calc(var(--_space) * 2);
    overflow-wrap: anywhere;
  }

  .facts {
    margin-block-start: calc(var(--_space) * 1);
    color: var(--_muted);
    font-size: var(--_size-s);
  }

  .facts > summary {
    inline-size: fit-content;
    min-block-size: 24px;
    cursor: pointer;
  }

  .facts > ol {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 1);
    padding-inline-start: calc(var(--_space) * 4);
  }

  .event button.link {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--_accent-text);
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .event .link {
    margin-block-start: calc(var(--_space) * 1);
  }

  .event-files .link {
    margin: 0;
  }

  a.decision {
    display: inline-flex;
    align-items: center;
    min-block-size: calc(2 * var(--_rem));
    margin-block-start: calc(var(--_space) * 2);
    padding-inline: calc(var(--_space) * 3);
    border-radius: var(--_control-radius);
    background: var(--_accent-tint);
    color: var(--_accent-text);
    font-weight: 600;
    text-decoration: none;
  }

  a.decision:hover {
    text-decoration: underline;
  }

  a.decision.review {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  a.decision.review:hover {
    background: var(--_accent-hover);
  }

  @media (pointer: coarse) {
    button.filter {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .event::before,
    .event::after {
      background: CanvasText !important;
    }

    .avatar,
    .bubble {
      border: 1px solid CanvasText;
    }

    button.filter[aria-pressed='true'] {
      border-color: Highlight;
    }

    a.decision {
      border: 1px solid LinkText;
    }
  }
`;
