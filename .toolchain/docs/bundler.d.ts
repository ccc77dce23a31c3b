/** Declared as in Vite and other bundlers. */
declare module '*.css';
