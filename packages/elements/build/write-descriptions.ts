// Writes the elements' descriptions for editors into dist: node build/write-descriptions.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import { packageFolder } from './bundle.ts';
import { customElementsManifest } from './manifest/manifest.ts';

const dist = join(packageFolder, 'dist');
mkdirSync(dist, { recursive: true });

// These libraries modify their input, and their types are outdated.
const manifest = () => JSON.parse(JSON.stringify(customElementsManifest()));
const write = (file: string, text: string) => writeFileSync(join(dist, file), `${text.trimEnd()}\n`);

write('custom-elements.json', JSON.stringify(manifest(), null, 2));
write('vscode.html-custom-data.json', getVsCodeHtmlCustomData(manifest(), { hideLogs: true }));
write('vscode.css-custom-data.json', getVsCodeCssCustomData(manifest(), { hideLogs: true }));
write('web-types.json', getWebTypesData(manifest(), { hideLogs: true, packageJson: false }));
