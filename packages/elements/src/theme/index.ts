import { base } from './base.ts';
import { contrasts } from './contrasts.ts';
import { controls } from './controls.ts';
import { surfaces } from './surfaces.ts';
import { tokens } from './tokens.ts';

/** The styles of every element; an element's own styles come after them. */
export const theme = [contrasts, tokens, base, controls, surfaces];
