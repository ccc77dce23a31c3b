export { default as english } from '../locales/en/files.ts';
export { MessageFiles } from './message-files.ts';
export { fileStyles } from './styles.ts';
