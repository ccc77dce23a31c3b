import { css } from 'lit';

export const styles = css`
  :host {
    --_surface: var(--workroom-activity-timeline-surface, var(--workroom-surface, light-dark(#ffffff, #18191d)));
    --_skeleton-height: 24rem;
  }

  .composer .field {
    inline-size: 100%;
  }
`;
