import { css } from 'lit';

export const styles = css`
  :host {
    --_own-accent: var(--workroom-activity-timeline-accent);
    --_own-surface: var(--workroom-activity-timeline-surface);
    --_own-text: var(--workroom-activity-timeline-text);
    --_own-border: var(--workroom-activity-timeline-border);
    --_own-radius: var(--workroom-activity-timeline-radius);
    --_padding: var(--workroom-activity-timeline-padding);
    max-inline-size: var(--workroom-activity-timeline-max-width, none);
    --_skeleton-height: calc(24 * var(--_rem));
  }

  .head .about {
    color: var(--_muted);
    font-size: var(--_size-s);
    overflow-wrap: anywhere;
  }

  .composer textarea {
    inline-size: 100%;
  }

  .composer button {
    align-self: flex-end;
  }

  .empty {
    padding-block: calc(var(--_space) * 6);
    text-align: center;
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

  @media (forced-colors: active) {
    a.decision {
      border: 1px solid LinkText;
    }
  }
`;
