import { base } from './base.ts';
import { contrasts } from './contrasts.ts';
import { controls } from './controls.ts';
import { surfaces } from './surfaces.ts';
import { tokens } from './tokens.ts';

/** What every element looks like; its own styles come after. */
export const theme = [contrasts, tokens, base, controls, surfaces];
