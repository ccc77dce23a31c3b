// This entry has types only.
export {};
