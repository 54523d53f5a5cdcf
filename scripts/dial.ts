// npm run dial -- NUMBER: lets the running Ringdesk dial. Usage: dial.ts [--json] [--data DIR] NUMBER …
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import envPaths from 'env-paths';
import { DIAL_USAGE, type DialAnswer, describeAnswer, EXIT_CODES } from '../electron/main/dial-answer.ts';
import type { FailureCode } from '../shared/contract/failure.ts';
import { electronEnv, electronSwitches, findElectron } from './lib/electron.mjs';
import { type RunningCore, readRunningCore } from './lib/running-core.ts';

/** The phone page may have to ask for the microphone, and the exchange to answer. */
const PATIENCE_MS = 25_000;
const root = join(import.meta.dirname, '..');
const START = 'Start it with "npm start", and dial again.';

process.exitCode = await main();

async function main(): Promise<number> {
  const asked = readArgs();
  if (!asked) {
    console.error(`${DIAL_USAGE}\n  npm run dial -- [--json] [--data DIR] NUMBER`);
    return EXIT_CODES.usage;
  }
  const { number, json, data } = asked;
  const running = await readRunningCore(data ?? envPaths('Ringdesk', { suffix: '' }).data);
  // The desktop prints the answer itself.
  if (running && running.address === undefined) return askDesktop(number, json, data);
  const answer: DialAnswer = running ? await askBrowserMode(running, number) : { result: 'notRunning' };
  const words = describeAnswer(answer, json, START);
  if (json || answer.result === 'dialled') console.log(words);
  else console.error(words);
  return EXIT_CODES[answer.result];
}

function readArgs(): { number: string; json: boolean; data?: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, data: { type: 'string' } },
    });
    const number = positionals.join(' ').trim();
    if (number === '' || values.data === '') return undefined;
    // npm runs us in the project; a folder is meant from where the person stands.
    const data = values.data && resolve(process.env.INIT_CWD ?? process.cwd(), values.data);
    return { number, json: values.json, ...(data ? { data } : {}) };
  } catch {
    return undefined;
  }
}

async function askBrowserMode({ address, controlKey }: RunningCore, number: string): Promise<DialAnswer> {
  try {
    const response = await fetch(`${address}/control/dial`, {
      method: 'POST',
      headers: { 'x-ringdesk-control': controlKey ?? '' },
      body: JSON.stringify({ number }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const told = (await response.json()) as { callId?: string; failure?: { code: FailureCode } };
    if (told.callId !== undefined) return { result: 'dialled', number, callId: told.callId };
    return { result: 'refused', number, code: told.failure?.code ?? 'internal' };
  } catch {
    return { result: 'refused', number, code: 'coreUnreachable' };
  }
}

/** A second start of the desktop hands the number over and says what became of it. */
function askDesktop(number: string, json: boolean, data: string | undefined): Promise<number> {
  const electron = findElectron();
  if (!electron) {
    console.error('Ringdesk’s desktop is running, but this Electron was not found. Dial from its window.');
    return Promise.resolve(EXIT_CODES.refused);
  }
  const args = [
    ...electronSwitches(electron),
    root,
    ...(data === undefined ? [] : ['--data', data]),
    ...['dial', '--no-start', ...(json ? ['--json'] : []), number],
  ];
  const child = spawn(electron.binary, args, { stdio: 'inherit', env: electronEnv(electron) });
  return new Promise((done) => {
    child.once('error', () => done(EXIT_CODES.refused));
    child.once('exit', (code) => done(code ?? EXIT_CODES.refused));
  });
}
