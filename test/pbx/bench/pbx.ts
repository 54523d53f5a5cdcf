import { execFile, spawn, spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..');
const shift = Number(process.env.RINGDESK_PBX_SHIFT ?? 0);
const address = process.env.RINGDESK_PBX_ADDRESS ?? '127.0.0.1';
const home = process.env.RINGDESK_PBX_HOME ?? join(homedir(), '.cache/ringdesk-pbx');

/** Where the Asterisk of `test/pbx/up` is reached; the same rules as in `bench/env.sh`. */
export const pbx = {
  address,
  ws: `ws://${address}:${8088 + shift}/ws`,
  wss: `wss://${address}:${8089 + shift}/ws`,
  wsPort: 8088 + shift,
  sipPort: 5060 + shift,
  townPort: 5070 + shift,
  amiPort: 5038 + shift,
  log: join(home, `instance-${shift}/root/var/log/asterisk/messages.log`),
  queueLog: join(home, `instance-${shift}/root/var/log/asterisk/queue_log`),
  cdr: join(home, `instance-${shift}/root/var/log/asterisk/cdr-csv/Master.csv`),
  mailboxes: join(home, `instance-${shift}/root/var/spool/asterisk/voicemail/default`),
} as const;

/** What `up` says when a machine cannot have an Asterisk, as opposed to one that should start and does not. */
const CANNOT = 3;
const UP_LIMIT_MS = 15 * 60_000;

/** `wasUp`: somebody had started it before. */
export type PbxStart =
  | { readonly up: true; readonly line: string; readonly wasUp: boolean }
  | { readonly missing: string };

/** Brings Asterisk up, or finds it up; tells its progress on the way. @throws when it should start and does not */
export async function startPbx(): Promise<PbxStart> {
  if (process.platform !== 'linux') return { missing: 'pbx: no Asterisk here: it needs Linux' };
  const { code, text } = await runUp();
  const line = text.trim().split('\n').at(-1) || 'test/pbx/up said nothing';
  if (code === 0) return { up: true, line, wasUp: line.includes(' was up') };
  if (code === CANNOT) return { missing: line };
  throw new Error(`test/pbx/up ended with code ${code}: ${line}`);
}

function runUp(): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(FOLDER, 'up'), { stdio: ['ignore', 'pipe', 'pipe'], timeout: UP_LIMIT_MS });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (some: string) => {
        text += some;
        process.stdout.write(some);
      });
    child.once('error', reject).once('close', (code) => resolve({ code, text }));
  });
}

export function stopPbx(): void {
  spawnSync(join(FOLDER, 'down'), [], { encoding: 'utf8', timeout: 60_000 });
}

/** A command of Asterisk's own command line, as `core show channels concise`; its output. */
export function pbxCommand(...words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(join(FOLDER, 'cli'), words, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}

/** As `22.10.1`. */
export async function pbxVersion(): Promise<string> {
  return /Asterisk (\d[\d.]*)/.exec(await pbxCommand('core', 'show', 'version'))?.[1] ?? 'unknown';
}
