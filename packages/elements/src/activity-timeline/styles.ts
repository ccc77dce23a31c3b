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

  .composer-end {
    align-self: flex-end;
  }

  .empty {
    padding-block: calc(var(--_space) * 6);
    text-align: center;
  }
`;
