import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro/content/config';
import { textsLoader } from './site/texts-loader.ts';

const docs = defineCollection({ loader: textsLoader(), schema: docsSchema() });
export const collections: { readonly docs: object } = { docs };
