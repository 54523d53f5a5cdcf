import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { PbxTrouble } from '../../../../shared/contract/missed-pbx.ts';
import { type AmiMessage, createAmiReader } from './lines.ts';
import { CALL_EVENTS } from './live-calls.ts';
import { QUEUE_EVENTS } from './queue-events.ts';

export interface AmiAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret: string;
}

export interface AmiLink {
  /** Asks for what Asterisk tells only when it is asked; it answers with events. */
  ask(action: string): void;
  close(): void;
}

/** Why there is no connection. */
export class AmiError extends Error {
  readonly trouble: PbxTrouble;
  constructor(trouble: PbxTrouble, cause?: unknown) {
    super(trouble, { cause });
    this.name = 'AmiError';
    this.trouble = trouble;
  }
}

const EVENTS: ReadonlySet<string> = new Set([...CALL_EVENTS, ...QUEUE_EVENTS]);
const LOGIN_LIMIT_MS = 10_000;
/** Asterisk tells nothing while nobody calls: asked now and then, it answers, or the connection is dead. */
const PING_MS = 30_000;
const SILENCE_MS = 75_000;

/**
 * What is read of the socket in a moment, so that a flood leaves the calls their turn: some 20,000 events a second, a
 * hundred times the busiest exchange. The rest waits at the PBX, which hangs up on whoever lets it wait too long.
 */
export const MOMENT_MS = 50;
export const MOMENT_BYTES = 524_288;

/**
 * Connects and logs in; the secret does not go over the wire (`AuthType: MD5`). Resolves when Asterisk has let us in.
 *
 * @throws AmiError
 */
export function openAmi(
  { host, port, user, secret }: AmiAddress,
  on: { readonly event: (event: AmiMessage) => void; readonly closed: () => void },
): Promise<AmiLink> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let settled = false;
    let heardAt = performance.now();
    const late = setTimeout(() => fail(new AmiError('silent')), LOGIN_LIMIT_MS);
    const ping = setInterval(() => {
      if (performance.now() - heardAt > SILENCE_MS) socket.destroy();
      else send(socket, { Action: 'Ping' });
    }, PING_MS);
    ping.unref();

    function end(): void {
      clearTimeout(late);
      clearInterval(ping);
      socket.destroy();
    }
    function fail(error: AmiError): void {
      if (settled) return;
      settled = true;
      end();
      reject(error);
    }

    const reader = createAmiReader({
      events: EVENTS,
      onBanner(line) {
        if (!line.startsWith('Asterisk Call Manager')) return fail(new AmiError('notAsterisk'));
        send(socket, { Action: 'Challenge', ActionID: 'challenge', AuthType: 'MD5' });
      },
      onMessage(message) {
        if (!message.has('Response')) {
          if (settled) on.event(message);
          return;
        }
        const right = message.get('Response') === 'Success';
        switch (message.get('ActionID')) {
          case 'challenge': {
            if (!right) return fail(new AmiError('refused'));
            const key = createHash('md5')
              .update(`${message.get('Challenge')}${secret}`)
              .digest('hex');
            const login = { Action: 'Login', ActionID: 'login', AuthType: 'MD5', Username: user };
            return send(socket, { ...login, Key: key, Events: 'call,agent' });
          }
          case 'login':
            if (!right) return fail(new AmiError('refused'));
            if (settled) return;
            settled = true;
            clearTimeout(late);
            return resolve({ ask: (action) => send(socket, { Action: action }), close: end });
        }
      },
    });

    holdingBack(socket, (text) => {
      heardAt = performance.now();
      // What came before the connection was given up may say what nobody wants to hear any more.
      if (!socket.destroyed) reader.take(text);
    });
    socket.on('error', (error) => fail(new AmiError('unreachable', error)));
    socket.on('close', () => {
      const before = settled;
      // Asterisk hangs up on whom its list of addresses does not let in, and on the wrong secret.
      fail(new AmiError('closed'));
      end();
      if (before) on.closed();
    });
  });
}

/** Reads no more in a moment than it may. */
function holdingBack(socket: Socket, take: (text: string) => void): void {
  let left = MOMENT_BYTES;
  let moment: NodeJS.Timeout | undefined;
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    take(text);
    left -= text.length;
    moment ??= setTimeout(() => {
      moment = undefined;
      left = MOMENT_BYTES;
      socket.resume();
    }, MOMENT_MS);
    if (left <= 0) socket.pause();
  });
  socket.on('close', () => clearTimeout(moment));
}

/** Line ends in a name or a secret would begin an action of their own. */
const send = (socket: Socket, fields: Readonly<Record<string, string>>): void => {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value.replace(/[\r\n]/g, ' ')}`);
  if (socket.writable) socket.write(`${lines.join('\r\n')}\r\n\r\n`);
};
