/** How many times a command is decided again after another process has changed the contract. */
export const maxTries = 16;
