import { css } from 'lit';

/** Styles of the list in the panel; loaded with it. */
export const noticesStyles = css`
  .panel-empty {
    padding: calc(var(--_space) * 8) calc(var(--_space) * 4);
    text-align: center;
  }

  .notice {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: calc(var(--_space) * 1);
    padding: calc(var(--_space) * 3.5) calc(var(--_space) * 4);
    padding-inline-start: calc(var(--_space) * 7);
    font-size: 0.933em;
    line-height: 1.45;
  }

  .notice + .notice {
    border-block-start: 1px solid var(--_border);
  }

  .notice:hover {
    background: var(--_hover);
  }

  .notice.unread::before {
    content: '';
    position: absolute;
    inset-block-start: calc(var(--_space) * 3.5 + 0.4em);
    inset-inline-start: calc(var(--_space) * 3);
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_accent-edge);
  }

  .notice a {
    color: var(--_text);
    font-weight: 500;
    text-decoration: none;
    overflow-wrap: anywhere;
  }

  .notice.unread a {
    font-weight: 650;
  }

  .notice a:hover {
    text-decoration: underline;
  }

  /* The whole row is the link, but only its text is read aloud. */
  .notice a::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .notice .fine {
    margin-block-start: calc(var(--_space) * 0.5);
  }

  .notice-text {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
    overflow: hidden;
    color: var(--_muted);
  }

  .notice button {
    position: relative;
    z-index: 1;
  }

  @media (forced-colors: active) {
    .notice.unread::before {
      background: Highlight;
    }
  }
`;
