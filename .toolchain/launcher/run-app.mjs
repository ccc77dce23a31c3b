import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { environment, root, run, StepFailed } from './process.mjs';

/**
 * Runs a script of an app in the foreground, without a shell or a task runner in between: signals reach the app
 * and its exit code is passed on.
 * @param {string} folder
 * @param {string} name
 * @param {readonly string[]} args
 */
export function runApp(folder, name, args) {
  const cwd = join(root, folder);
  const script = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')).scripts[name];
  if (!script) throw new StepFailed(`${folder}/package.json has no script "${name}".`);
  const [program, ...rest] = script.split(' ');
  const { PATH, ...env } = environment();
  const tools = join(cwd, 'node_modules', '.bin');
  return run(program, [...rest, ...args], { cwd, env: { ...env, PATH: [tools, PATH].join(delimiter) } });
}

/** @param {string} name */
export function exampleFolder(name) {
  const examples = join(root, 'examples');
  const names = readdirSync(examples).filter((each) => existsSync(join(examples, each, 'package.json')));
  if (!names.includes(name)) throw new StepFailed(`Name an example: npm run example ${names.join(' | ')}`);
  return `examples/${name}`;
}
