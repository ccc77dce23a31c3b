/** How often a command that lost its race is decided anew. In one process commands stand in line; this is for many. */
export const maxTries = 16;
