import { connect, type Socket } from 'node:net';
import { pbx } from './pbx.ts';

/** One message of Asterisk's manager interface; names as Asterisk writes them. */
export type AmiMessage = Readonly<Record<string, string>>;

const ANSWER_LIMIT_MS = 5_000;

export interface Ami {
  /** Sends an action; resolves with its answer. @throws when Asterisk answers `Error` */
  action(name: string, fields?: Readonly<Record<string, string>>): Promise<AmiMessage>;
  /** An action whose answer is a list: its events up to the one that ends it. */
  list(name: string, end: string, fields?: Readonly<Record<string, string>>): Promise<AmiMessage[]>;
  /** The first event that fits, of those since the connection too. */
  event(fits: (event: AmiMessage) => boolean, withinMs?: number): Promise<AmiMessage>;
  close(): void;
}

/** Logs in to the manager interface (docs.asterisk.org, "AMI"): lines of `Name: value`, an empty line ends a message. */
export async function connectAmi(): Promise<Ami> {
  const socket = connect(pbx.amiPort, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  const seen: AmiMessage[] = [];
  const listeners = new Set<(message: AmiMessage) => void>();
  readMessages(socket, (message) => {
    seen.push(message);
    for (const listener of [...listeners]) listener(message);
  });
  let actions = 0;

  function first(
    fits: (message: AmiMessage) => boolean,
    withinMs: number,
    what: string,
  ): Promise<AmiMessage> {
    const known = seen.find(fits);
    if (known) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        listeners.delete(look);
        reject(new Error(`the PBX did not tell within ${withinMs} ms: ${what}`));
      }, withinMs);
      const look = (message: AmiMessage) => {
        if (!fits(message)) return;
        clearTimeout(late);
        listeners.delete(look);
        resolve(message);
      };
      listeners.add(look);
    });
  }

  function send(name: string, fields: Readonly<Record<string, string>>): string {
    actions += 1;
    const id = `ringdesk-${actions}`;
    const lines = Object.entries({ Action: name, ActionID: id, ...fields });
    socket.write(`${lines.map(([key, value]) => `${key}: ${value}`).join('\r\n')}\r\n\r\n`);
    return id;
  }

  async function action(name: string, fields: Readonly<Record<string, string>> = {}): Promise<AmiMessage> {
    const id = send(name, fields);
    const answer = await first(
      (one) => one.ActionID === id && one.Response !== undefined,
      ANSWER_LIMIT_MS,
      `answer to ${name}`,
    );
    if (answer.Response === 'Error') throw new Error(`AMI ${name}: ${answer.Message}`);
    return answer;
  }

  await action('Login', { Username: 'tests', Secret: 'tests' });
  return {
    action,
    async list(name, end, fields = {}) {
      const { ActionID: id } = await action(name, fields);
      await first((one) => one.ActionID === id && one.Event === end, ANSWER_LIMIT_MS, end);
      return seen.filter((one) => one.ActionID === id && one.Event !== undefined && one.Event !== end);
    },
    event: (fits, withinMs = ANSWER_LIMIT_MS) =>
      first((one) => one.Event !== undefined && fits(one), withinMs, 'an event'),
    close: () => socket.destroy(),
  };
}

function readMessages(socket: Socket, tell: (message: AmiMessage) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text) => {
    rest += text;
    const blocks = rest.split('\r\n\r\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const pairs = block.split('\r\n').flatMap((line) => {
        const colon = line.indexOf(': ');
        return colon === -1 ? [] : [[line.slice(0, colon), line.slice(colon + 2)] as const];
      });
      tell(Object.fromEntries(pairs));
    }
  });
  // A connection that ends is seen by whoever waits for its answer.
  socket.on('error', () => {});
}
