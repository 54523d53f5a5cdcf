import { WebSocket } from 'ws';
import { fence } from './fence.ts';

/** A bare line to the exchange that says anything. */
export interface FuzzSocket {
  readonly isOpen: boolean;
  readonly received: string[];
  send(message: string | Buffer): void;
  /** Resolves when everything sent so far was read: an OPTIONS after it is answered, or the line was cut. */
  alive(): Promise<void>;
  close(): void;
}

const ALIVE_MS = 10_000;
let fences = 0;

/** @throws when the other side does not accept the line */
export async function openSocket(url: string): Promise<FuzzSocket> {
  const socket = new WebSocket(url, 'sip');
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  const received: string[] = [];
  let gone = () => {};
  const closed = new Promise<void>((resolve) => {
    gone = resolve;
  });
  let expected: { readonly branch: string; readonly done: () => void } | undefined;
  socket.on('close', () => gone());
  socket.on('message', (data) => {
    const text = String(data);
    if (expected && text.includes(expected.branch)) expected.done();
    else received.push(text);
  });

  return {
    received,
    get isOpen() {
      return socket.readyState === WebSocket.OPEN;
    },
    send: (message) => socket.send(message),
    async alive() {
      fences += 1;
      const branch = `z9hG4bK-fence-${fences}-`;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('no answer: the other side hangs')), ALIVE_MS);
      });
      const answered = new Promise<void>((done) => {
        expected = { branch, done };
      });
      socket.send(fence('fence', branch));
      await Promise.race([answered, closed, late]).finally(() => clearTimeout(timer));
      expected = undefined;
    },
    close: () => socket.terminate(),
  };
}
