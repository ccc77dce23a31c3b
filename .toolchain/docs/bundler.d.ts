/** As Vite and other bundlers declare it. */
declare module '*.css';
