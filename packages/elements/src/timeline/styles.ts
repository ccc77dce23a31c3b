import { css } from 'lit';

/** Styles around the entries, and of their placeholder. */
export const timelineStyles = css`
  .activity {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 5);
  }

  .composer {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: calc(var(--_space) * 2);
  }

  /* Until it is loaded: two lines and the button. */
  .composer:empty {
    min-block-size: calc(3.6em + var(--_control-height) + var(--_space) * 4);
  }

  .composer-end {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1);
  }

  .events-loading {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 3);
  }
`;
