import { fork } from 'node:child_process';
import { type MessagePortMain, utilityProcess } from 'electron';
import type { Channel } from '../../../shared/channel/channel.ts';
import type { Role } from '../../../shared/contract/define.ts';
import { Relay } from './relay.ts';

/** A running core, whichever way it was started. */
export interface CoreHost {
  readonly pid: number | undefined;
  send(message: object): void;
  /** Gives the core its end of a page's channel. */
  connect(id: string, role: Role, port: MessagePortMain): void;
  /** A channel of the shell's own. */
  open(id: string, role: Role): Channel;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface CoreHostEvents {
  onMessage(message: unknown): void;
  /** `words`: the last that it wrote to its standard error, for the log. */
  onExit(code: number | null, words: string): void;
}

export interface CoreCommand {
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** better-sqlite3 13 lives in Node ≥ 22, which Electron has since 35. */
const OLDEST_NODE = 22;

/** Short enough for a core that is back within a second. */
const WATCH_MS = 250;

function isAlive(pid: number): boolean {
  try {
    // Signal 0 asks and does nothing, on Windows too.
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * Throws when neither way is open: an old Electron and no `CORE_NODE`.
 * @param forceUtility for tests, whose core needs nothing that an old Electron lacks
 */
export function startCoreHost(command: CoreCommand, events: CoreHostEvents, forceUtility = false): CoreHost {
  const { node } = process.versions;
  if (forceUtility || Number.parseInt(node, 10) >= OLDEST_NODE) return startUtility(command, events);
  const execPath = process.env.CORE_NODE;
  if (!execPath)
    throw new Error(`Node ${node} of this Electron is too old for the core, and CORE_NODE is not set`);
  return startForked(command, events, execPath);
}

/** The product's way: Chromium ends the process with us, and ports are handed over without a relay. */
function startUtility({ entry, args, env }: CoreCommand, events: CoreHostEvents): CoreHost {
  const child = utilityProcess.fork(entry, [...args], {
    serviceName: 'Ringdesk core',
    env: { ...env },
    stdio: 'pipe',
  });
  const words = lastWords(child.stdout, child.stderr);
  const send = (message: object) => child.postMessage(message);
  // The shell's own channel goes over the process's pipe: a MessagePort that we hold ourselves and whose other end is
  // killed took the whole program with it (SIGSEGV in Electron 33's main process, 16 of 456 kills; none of 384 without).
  const relay = new Relay(send);
  let pid: number | undefined;
  let gone = false;
  const exit = (code: number | null) => {
    if (gone) return;
    gone = true;
    clearInterval(watch);
    events.onExit(code, words());
    relay.end();
  };
  const know = () => {
    pid ??= child.pid;
  };
  child.once('spawn', know);
  child.on('message', (message: unknown) => {
    know();
    if (!relay.take(message)) events.onMessage(message);
  });
  child.on('exit', exit);
  // Its pid is looked at as well: should Chromium lose the news of its end, all satellites would wait for ever.
  const watch = setInterval(() => {
    know();
    if (pid !== undefined && !isAlive(pid)) exit(null);
  }, WATCH_MS);
  return {
    get pid() {
      return pid;
    },
    send,
    connect: (id, role, port) => child.postMessage({ type: 'connect', id, role }, [port]),
    open(id, role) {
      send({ type: 'connect', id, role });
      return relay.channel(id);
    },
    kill(signal) {
      if (signal === 'SIGTERM') child.kill();
      else if (pid !== undefined && isAlive(pid)) process.kill(pid, signal);
    },
  };
}

/** For an Electron whose Node is too old: a plain Node, whose IPC carries every channel under its id. */
function startForked({ entry, args, env }: CoreCommand, events: CoreHostEvents, execPath: string): CoreHost {
  // A plain Node cannot read inside the asar of a packed program; the core lies beside it too (electron-builder.yml).
  const beside = entry.replace(/\bapp\.asar(?=[/\\])/, 'app.asar.unpacked');
  const child = fork(beside, [...args], {
    execPath,
    execArgv: [],
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const words = lastWords(child.stdout, child.stderr);
  let gone = false;
  const send = (message: object) => {
    // The callback takes the error of a channel that broke just now; the exit event tells the rest.
    if (child.connected) child.send(message, () => {});
  };
  const relay = new Relay(send);
  const exit = (code: number | null, why: string) => {
    if (gone) return;
    gone = true;
    events.onExit(code, why);
    relay.end();
  };
  child.on('message', (message) => {
    if (!relay.take(message)) events.onMessage(message);
  });
  child.on('exit', (code) => exit(code, words()));
  child.on('error', (error) => exit(null, error.message));
  return {
    pid: child.pid,
    send,
    connect(id, role, port) {
      relay.add(id, { receive: (data) => port.postMessage(data), closed: () => port.close() });
      send({ type: 'connect', id, role });
      port.on('message', ({ data }) => relay.say(id, data));
      port.on('close', () => relay.close(id));
      port.start();
    },
    open(id, role) {
      send({ type: 'connect', id, role });
      return relay.channel(id);
    },
    kill: (signal) => void child.kill(signal),
  };
}

const KEPT_CHARACTERS = 2000;

/** Passes the child's output on to ours and remembers its end. */
function lastWords(out: NodeJS.ReadableStream | null, err: NodeJS.ReadableStream | null): () => string {
  let end = '';
  out?.on('data', (chunk: Buffer) => process.stdout.write(chunk));
  err?.on('data', (chunk: Buffer) => {
    end = (end + chunk.toString('utf8')).slice(-KEPT_CHARACTERS);
    process.stderr.write(chunk);
  });
  // Numbers of five digits and more may be somebody's telephone.
  return () => end.trim().replace(/\d{5,}/g, '#');
}

/**
 * Our environment without the words that would change how a Node or an Electron below us starts.
 *
 * @param compiled folder for what V8 made of the core's code
 */
export function coreEnvironment(env: NodeJS.ProcessEnv, compiled: string): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(ELECTRON_|NODE_OPTIONS$|NODE_CHANNEL_|VITEST)/.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), NODE_COMPILE_CACHE: compiled };
}
