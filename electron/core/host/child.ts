import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Channel } from '../../../shared/channel/channel.ts';
import { portChannel } from '../../../shared/channel/port-channel.ts';
import type { Role } from '../../../shared/contract/define.ts';
import { toWire } from '../../../shared/contract/failure.ts';
import { asFailure } from './as-failure.ts';
import { bundledFolders } from './bundled.ts';
import { createCore } from './core.ts';
import { createLog } from './log.ts';
import type { Core } from './options.ts';
import { claimProfile } from './single-core.ts';

/** The core as the desktop's child; the agreement is in electron/preload/README.md. */

interface Port {
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(data: unknown): void;
  start(): void;
  close(): void;
}

interface ShellMessage {
  readonly type: 'start' | 'connect' | 'data' | 'close' | 'stop';
  readonly id?: string;
  readonly role?: Role;
  readonly data?: unknown;
  readonly version?: string;
  readonly secretKey?: Uint8Array;
}

/** What Electron gives a utility process; a forked Node child has `process.send` instead. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: ShellMessage; ports: Port[] }) => void): void;
  postMessage(data: unknown): void;
}

const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort;
const send = (message: unknown) => (parentPort ? parentPort.postMessage(message) : process.send?.(message));

const { values } = parseArgs({
  options: { data: { type: 'string' }, empty: { type: 'boolean', default: false } },
  strict: false,
});
const dataDir = String(values.data);

let core: Core | undefined;
let stop: (() => Promise<void>) | undefined;
const relayed = new Map<string, Relay>();

async function start({ version, secretKey }: ShellMessage): Promise<void> {
  try {
    const { mkdirSync } = await import('node:fs');
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const profile = claimProfile(dataDir);
    profile.announce({ pid: process.pid });
    const log = createLog(join(dataDir, 'logs'));
    const running = await createCore({
      dataDir,
      mode: 'desktop',
      version: version ?? '0.0.0',
      empty: values.empty === true,
      log,
      ...bundledFolders(),
      ...(secretKey ? { secretKey } : {}),
    });
    core = running;
    stop = async () => {
      await running.close();
      await log.close();
      profile.release();
    };
    send({ type: 'ready' });
  } catch (error) {
    send({ type: 'failed', ...toWire(asFailure(error)) });
    console.error(error);
    // The message must leave before the process does.
    setTimeout(() => process.exit(1), 200);
  }
}

async function end(): Promise<void> {
  await stop?.();
  process.exit(0);
}

function receive(message: ShellMessage, ports: readonly Port[]): void {
  const { id, role } = message;
  switch (message.type) {
    case 'start':
      void start(message);
      return;
    case 'stop':
      void end();
      return;
    case 'connect':
      if (!core || !id || !role) return;
      core.accept(ports[0] ? ownPort(ports[0]) : relay(id), role);
      return;
    case 'data':
      relayed.get(id ?? '')?.receive(message.data);
      return;
    case 'close':
      relayed.get(id ?? '')?.closed();
      return;
  }
}

function ownPort(port: Port): Channel {
  const channel = portChannel(port, {
    onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    onClose: (listener) => port.on('close', listener),
  });
  port.start();
  return channel;
}

interface Relay {
  receive(data: unknown): void;
  closed(): void;
}

/** A page's channel over the one pipe that a forked child has. */
function relay(id: string): Channel {
  let onMessage: (data: unknown) => void = () => {};
  let onClose: () => void = () => {};
  const channel = portChannel(
    {
      postMessage: (data) => send({ type: 'data', id, data }),
      close: () => {
        relayed.delete(id);
        send({ type: 'close', id });
      },
    },
    {
      onMessage: (listener) => {
        onMessage = listener;
      },
      onClose: (listener) => {
        onClose = listener;
      },
    },
  );
  relayed.set(id, { receive: (data) => onMessage(data), closed: () => onClose() });
  return channel;
}

if (parentPort) parentPort.on('message', ({ data, ports }) => receive(data, ports));
else {
  process.on('message', (message) => receive(message as ShellMessage, []));
  process.on('disconnect', () => void end());
}
