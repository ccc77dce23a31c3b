// Types alone: whoever imports them gets nothing else.
export {};
