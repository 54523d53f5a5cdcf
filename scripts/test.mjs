// npm test: everything that must hold, from a fresh clone. Ends with one line, "N passed, N failed".
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, findNode24, PlainError } from './lib/bootstrap.mjs';
import { run } from './lib/child.mjs';
import { findChromium } from './lib/chromium.mjs';
import { cacheDir, modulesDir, root } from './lib/paths.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';
import { addVitestReport, Tally } from './lib/tally.mjs';
import { parseTestArgs, USAGE } from './lib/test-args.mjs';
import { ensureTestElectron } from './lib/test-electron.mjs';
import { startXvfb } from './lib/xvfb.mjs';

/** No stage takes half of this; a hang must end while there is time to tell about it (CI gives 90 minutes). */
const STAGE_LIMIT_MS = 25 * 60_000;
const CI = Boolean(process.env.CI) && process.env.CI !== 'false';

const tally = new Tally();
let built = false;
const log = (line) => console.log(line);
/** What the tests get to know of this machine; filled by the set-up. */
const env = {
  ...process.env,
  // Cores that tests start from their sources: each would parse all of them anew (0.8 of its 2.5 s).
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(cacheDir, 'compiled'),
};
/** @type {Array<() => Promise<void>>} */
const cleanup = [];

const asked = await attempt('set-up: command line', async () => parseTestArgs(process.argv.slice(2)));
if (asked?.help) console.log(USAGE);
else {
  if (asked && (await prepare(asked.stages))) {
    await runStages(asked.stages);
  }
  for (const undo of cleanup) await undo();
  report();
}

/** Runs one part of the set-up; its failure is said, counted, and answered with undefined. */
async function attempt(name, work) {
  try {
    return await work();
  } catch (error) {
    console.error(error instanceof PlainError ? error.message : error);
    tally.add(name, false);
    return undefined;
  }
}

/** @returns {Promise<boolean>} false when nothing at all can run */
async function prepare(stages) {
  const needs = new Set(stages.flatMap((stage) => stage.needs));
  const installed = await attempt('set-up: packages', async () => {
    await ensureInstalled({ log });
    env.CORE_NODE ??= findNode24();
    return true;
  });
  if (!installed) return false;
  if (needs.has('browser') || needs.has('electron')) {
    await attempt('set-up: system packages', () => ensureSystemPackages({ log }));
    const chromium = findChromium();
    if (chromium) env.CHROMIUM_PATH = chromium;
  }
  if (needs.has('electron')) {
    env.ELECTRON_OVERRIDE_DIST_PATH =
      (await attempt('set-up: Electron', () => ensureTestElectron({ log }))) ?? '';
    if (process.platform === 'linux') {
      const xvfb = await attempt('set-up: display', startXvfb);
      if (xvfb) {
        cleanup.push(xvfb.stop);
        env.DISPLAY = xvfb.display;
        delete env.WAYLAND_DISPLAY;
      }
    }
  }
  if (needs.has('build') && !stages.some((stage) => stage.name === 'build')) await build();
  return true;
}

async function build() {
  built =
    (await attempt('build', async () => {
      await ensureBuilt({ log });
      return true;
    })) ?? false;
  return built;
}

/** One after the other, but for those that mostly wait: what such a one did is told after the stage beside which it ran. */
async function runStages(stages) {
  let besides = [];
  for (const [index, stage] of stages.entries()) {
    const ownName = `${stage.name}: the stage itself`;
    if (stage.waits && stages[index + 1] && !missingFor(stage)) {
      besides.push({ stage, ownName, running: startVitest(stage, 'collect') });
      continue;
    }
    await attempt(ownName, () => runStage(stage));
    for (const beside of besides) await attempt(beside.ownName, () => runStage(beside.stage, beside.running));
    besides = [];
  }
}

/** @param running of one that was started before */
async function runStage(stage, running) {
  const began = Date.now();
  const before = { passed: tally.passed, failed: tally.failures.length, skipped: tally.skipped };
  console.log(`\n── ${stage.name} ──`);
  if (stage.name === 'check') await runChecks();
  else if (stage.name === 'build') {
    if (await build()) tally.add('build', true);
  } else {
    const missing = missingFor(stage);
    if (missing) tally.add(`${stage.name}: not run, ${missing}`, false);
    else if (stage.bench) await runBench(stage.bench);
    else countVitest(stage, await (running ?? startVitest(stage, 'inherit')));
  }
  const skipped = tally.skipped - before.skipped;
  console.log(
    `── ${stage.name}: ${tally.passed - before.passed} ok, ${tally.failures.length - before.failed} not ok` +
      `${skipped > 0 ? `, ${skipped} left out` : ''}, ${((Date.now() - began) / 1000).toFixed(1)} s` +
      `${running ? ' more than the stage beside it' : ''}`,
  );
}

function missingFor({ needs }) {
  if (needs.includes('build') && !built) return 'the build failed';
  if (needs.includes('browser') && !env.CHROMIUM_PATH) return 'there is no Chromium';
  if (needs.includes('electron') && !env.ELECTRON_OVERRIDE_DIST_PATH) return 'there is no Electron';
  if (needs.includes('electron') && process.platform === 'linux' && !env.DISPLAY)
    return 'there is no display';
  return undefined;
}

async function runChecks() {
  const file = freshFile('check.json');
  const { code } = await run(findNode24(), [join(root, 'scripts/check/check.ts'), '--json', file], {
    cwd: root,
    env,
    timeLimitMs: STAGE_LIMIT_MS,
  });
  const results = readJson(file);
  for (const { name, ok } of results ?? []) tally.add(`check: ${name}`, ok);
  if (!results) tally.add(`check: ended with code ${code} and left no report`, false);
}

async function runBench(args) {
  const bench = [join(root, 'scripts/bench/bench.ts'), ...args];
  const { code } = await run(findNode24(), bench, { cwd: root, env, timeLimitMs: STAGE_LIMIT_MS });
  tally.add(`bench: ${args.join(' ')} could be measured`, code === 0);
}

async function startVitest({ name, projects }, output) {
  const file = freshFile(`${name}.json`);
  const args = [
    join(modulesDir, 'vitest/vitest.mjs'),
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...asked.vitest,
  ];
  const ended = await run(findNode24(), args, { cwd: root, env, output, timeLimitMs: STAGE_LIMIT_MS });
  return { ...ended, file };
}

function countVitest({ name }, { code, timedOut, file, stdout, stderr }) {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  const { files } = addVitestReport(tally, name, readJson(file), code);
  if (timedOut) tally.add(`${name}: stopped after ${STAGE_LIMIT_MS / 60_000} minutes`, false);
  // A stage that lost all its tests would otherwise look like one that passed.
  if (CI && files === 0 && code === 0 && !asked.filtered)
    tally.add(`${name}: there is no test in this stage`, false);
}

function freshFile(name) {
  const folder = join(cacheDir, 'test');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  rmSync(file, { force: true });
  return file;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function report() {
  if (tally.failures.length > 0)
    console.log(`\nNot ok:\n${tally.failures.map((name) => `  ${name}`).join('\n')}`);
  if (tally.skipped > 0) console.log(`\nLeft out: ${tally.skipped}`);
  process.exitCode = tally.failures.length > 0 ? 1 : 0;
  console.log(`\n${tally.closingLine()}`);
}
