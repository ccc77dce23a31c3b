import { css } from 'lit';

export const base = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  .root {
    container-type: inline-size;
  }

  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }

  h2,
  h3,
  h4 {
    font-family: var(--workroom-heading-font, inherit);
    font-weight: 600;
    line-height: 1.3;
    text-wrap: balance;
    letter-spacing: -0.011em;
  }

  ul,
  ol {
    list-style: none;
  }

  p,
  h2,
  h3,
  dd,
  li {
    overflow-wrap: anywhere;
  }

  a {
    color: var(--_accent-text);
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
    border-radius: 3px;
  }

  a:hover {
    text-decoration-thickness: 2px;
  }

  .stack {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 4);
  }

  .stack.tight {
    gap: calc(var(--_space) * 1.5);
  }

  .stack.loose {
    gap: calc(var(--_space) * 6);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
  }

  .between {
    justify-content: space-between;
  }

  .money {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .muted {
    color: var(--_muted);
  }

  .fine {
    color: var(--_muted);
    font-size: var(--_size-s);
  }

  .prose {
    white-space: pre-line;
    overflow-wrap: anywhere;
    max-inline-size: 68ch;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  :focus-visible {
    outline: 2px solid var(--_accent-edge);
    outline-offset: 2px;
  }

  [tabindex='-1']:focus-visible {
    outline: none;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after,
    ::backdrop {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 1ms !important;
    }
  }
`;
