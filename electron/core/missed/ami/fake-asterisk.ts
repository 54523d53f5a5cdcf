import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** The manager interface as far as a listener needs it, for tests. */
export async function startFakeAsterisk(secret: string, banner = 'Asterisk Call Manager/11.0.0') {
  const sockets = new Set<Socket>();
  let logins = 0;
  let waiting: (() => void)[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.setEncoding('utf8').on('data', (text: string) => {
      const id = /ActionID: (\S+)/.exec(text)?.[1] ?? '';
      const answer = (...lines: string[]) => socket.write(`${lines.join('\r\n')}\r\nActionID: ${id}\r\n\r\n`);
      if (text.startsWith('Action: Challenge')) answer('Response: Success', 'Challenge: 123');
      if (!text.startsWith('Action: Login')) return;
      const right = text.includes(`Key: ${createHash('md5').update(`123${secret}`).digest('hex')}`);
      answer(right ? 'Response: Success' : 'Response: Error');
      if (!right) return;
      logins += 1;
      for (const tell of waiting) tell();
      waiting = [];
    });
    socket.write(`${banner}\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    logins: () => logins,
    /** The next one that comes. */
    login: () => new Promise<void>((resolve) => waiting.push(resolve)),
    write(text: string): void {
      for (const socket of sockets) socket.write(text);
    },
    cut(): void {
      for (const socket of sockets) socket.destroy();
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export const amiEvent = (name: string, fields: Readonly<Record<string, string>>): string =>
  `${Object.entries({ Event: name, ...fields })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\r\n')}\r\n\r\n`;
