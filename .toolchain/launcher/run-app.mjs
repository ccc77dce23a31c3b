import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, StepFailed } from './process.mjs';

/**
 * Runs a script of an app in the foreground, with neither a shell nor a task runner in between: signals reach the app
 * and its exit code is ours.
 * @param {string} folder
 * @param {string} name
 * @param {readonly string[]} args
 */
export function runApp(folder, name, args) {
  const cwd = join(root, folder);
  const script = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')).scripts[name];
  if (!script) throw new StepFailed(`${folder}/package.json has no script "${name}".`);
  const [program, ...rest] = script.split(' ');
  return run(program, [...rest, ...args], { cwd });
}
