/** How often a command is decided again after another process has changed the contract first. */
export const maxTries = 16;
