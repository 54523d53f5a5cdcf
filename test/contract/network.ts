import { connect, createServer, type Socket } from 'node:net';

/** A stretch of network between phone and PBX that can fail in every way a real one does. */
export interface Network {
  /** The address behind it, seen through it. */
  readonly url: string;
  /** Every connection breaks; new ones are refused until `restore`. */
  cut(): void;
  /** Nothing arrives any more in either direction, and nobody is told. New connections hang. */
  swallow(): void;
  /** As `swallow`, but what the phone says still arrives. */
  deafen(): void;
  restore(): void;
  stop(): Promise<void>;
}

export async function startNetwork(target: string): Promise<Network> {
  const behind = new URL(target);
  const sockets = new Set<Socket>();
  let mode: 'through' | 'cut' | 'swallow' | 'deaf' = 'through';

  const server = createServer((phone) => {
    if (mode === 'cut') {
      phone.resetAndDestroy();
      return;
    }
    sockets.add(phone);
    phone.on('error', () => phone.destroy());
    phone.on('close', () => sockets.delete(phone));
    // What began in a dead network stays dead: its packets are lost.
    if (mode === 'swallow' || mode === 'deaf') return;
    const pbx = connect(Number(behind.port), behind.hostname);
    pbx.on('error', () => phone.destroy());
    pbx.on('close', () => phone.destroy());
    phone.on('close', () => pbx.destroy());
    phone.on('data', (data) => (mode === 'through' || mode === 'deaf') && pbx.write(data));
    pbx.on('data', (data) => mode === 'through' && phone.write(data));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `ws://127.0.0.1:${address.port}${behind.pathname}`,
    cut() {
      mode = 'cut';
      breakAll();
    },
    swallow() {
      mode = 'swallow';
    },
    deafen() {
      mode = 'deaf';
    },
    restore() {
      mode = 'through';
    },
    async stop() {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
