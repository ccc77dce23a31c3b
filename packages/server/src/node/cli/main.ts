#!/usr/bin/env node
import { standardOutput } from './output.ts';
import { runCli } from './run.ts';

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  ...standardOutput(process.stdout),
  note: (line) => process.stderr.write(`${line}\n`),
  nowMs: Date.now,
  fetch,
});
