// Runs WebKitGTK's WebDriver on a virtual screen. When standard input closes, it stops both and every browser they
// started, even if its own starter was killed. Arguments: Xvfb, WebKitWebDriver. Prints the driver's port.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const [xvfb = '', webdriver = ''] = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), 'workroom-webkit-'));
/** @type {import('node:child_process').ChildProcess[]} */
const started = [];
let ending = false;

process.stdin.resume().once('close', () => end(0));
process.stdin.once('end', () => end(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));

try {
  console.log(await start());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

async function start() {
  // Xvfb picks a free display and prints its number.
  const display = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  keep(display, 'Xvfb');
  const number = await new Promise((resolve) => display.stdio[3]?.once('data', (data) => resolve(String(data).trim())));
  const port = await freePort();
  const driver = spawn(webdriver, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    // A separate process group, which includes the browsers that it starts.
    detached: true,
    env: {
      ...process.env,
      DISPLAY: `:${number}`,
      HOME: home,
      XDG_CACHE_HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: home,
    },
  });
  keep(driver, 'WebKitWebDriver');
  while (!(await answers(port))) await setTimeout(25);
  return port;
}

/** @param {import('node:child_process').ChildProcess} child @param {string} name */
function keep(child, name) {
  started.unshift(child);
  child.once('error', (error) => stopped(`${name} could not be started: ${error.message}`));
  child.once('exit', () => stopped(`${name} ended by itself.`));
}

/** @param {string} message */
function stopped(message) {
  if (ending) return;
  console.error(message);
  void end(1);
}

/** @param {number} code */
async function end(code) {
  if (ending) return;
  ending = true;
  for (const child of started) signalGroup(child, 'SIGTERM');
  const gone = Promise.all(
    started.map(
      (child) => (child.exitCode ?? child.signalCode) === null && new Promise((go) => child.once('exit', go)),
    ),
  );
  await Promise.race([gone, setTimeout(2_000)]);
  for (const child of started) signalGroup(child, 'SIGKILL');
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
