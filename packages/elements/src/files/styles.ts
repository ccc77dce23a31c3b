import { css } from 'lit';

export const fileStyles = css`
  .drop {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: calc(var(--_space) * 1);
    padding: calc(var(--_space) * 4);
    border: 1px dashed var(--_control-border);
    border-radius: var(--_control-radius);
    color: var(--_muted);
    font-size: var(--_size-s);
    text-align: center;
  }

  .drop > label {
    color: var(--_accent-text);
    font-size: var(--_size-m);
    font-weight: 550;
    cursor: pointer;
  }

  /* The whole area opens the file picker; the field itself is for keyboards and screen readers. */
  .drop > label::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .drop > input {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    min-block-size: 0;
    padding: 0;
    opacity: 0;
    pointer-events: none;
  }

  .drop:hover,
  .dropping .drop {
    border-color: var(--_accent-edge);
    background: var(--_accent-tint);
  }

  .drop:has(input:focus-visible) {
    outline: 2px solid var(--_accent-edge);
    outline-offset: 2px;
  }

  .drop:has([aria-invalid='true']) {
    border-color: var(--_danger-edge);
  }

  .dropping textarea {
    border-color: var(--_accent-edge);
    background: var(--_accent-tint);
  }

  .files-taken {
    display: contents;
  }

  .tray {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2);
    inline-size: 100%;
  }

  .tray-file {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: var(--_control-radius);
    background: var(--_surface);
  }

  .tray-file.failed,
  .tray-file.refused {
    border-color: var(--_danger-edge);
  }

  .tray-picture {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: calc(2.5 * var(--_rem));
    block-size: calc(2.5 * var(--_rem));
    border-radius: calc(var(--_control-radius) * 0.75);
    background: var(--_sunken);
    color: var(--_muted);
    font-size: calc(0.6875 * var(--_rem));
    font-weight: 650;
    overflow: hidden;
  }

  .tray-picture canvas {
    inline-size: 100%;
    block-size: 100%;
  }

  .tray-words {
    flex: 1;
    min-inline-size: 0;
    line-height: 1.35;
  }

  .tray-name {
    overflow: hidden;
    font-weight: 550;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .failed .tray-name,
  .refused .tray-name {
    white-space: normal;
    overflow-wrap: anywhere;
  }

  .tray-sent {
    color: var(--_success-text);
  }

  .tray-file progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 4px;
    margin-block-start: calc(var(--_space) * 1);
    border: 0;
    border-radius: 2px;
    background: var(--_sunken);
    accent-color: var(--_accent-edge);
    overflow: hidden;
  }

  .tray-file progress::-webkit-progress-bar {
    background: var(--_hover);
  }

  .tray-file progress::-webkit-progress-value {
    background: var(--_accent-edge);
  }

  .tray-file progress::-moz-progress-bar {
    background: var(--_accent-edge);
  }

  .tray-file progress:indeterminate {
    animation: waits 1.2s ease-in-out infinite alternate;
  }

  @keyframes waits {
    to {
      opacity: 0.35;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .tray-file progress:indeterminate {
      animation: none;
    }
  }
`;
