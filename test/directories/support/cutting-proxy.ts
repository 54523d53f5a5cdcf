import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that breaks off after so many bytes of its answers. */
export interface CuttingProxy {
  readonly port: number;
  /** `Infinity`: it holds. Counts from now, over all connections. */
  cutAfter(bytes: number): void;
  /** Bytes of answers since it was last told. */
  passed(): number;
  close(): Promise<void>;
}

export async function cuttingProxy(to: number): Promise<CuttingProxy> {
  let limit = Number.POSITIVE_INFINITY;
  let passed = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(to, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on('data', (chunk) => {
      const room = limit - passed;
      passed += chunk.length;
      if (chunk.length <= room) client.write(chunk);
      else client.write(chunk.subarray(0, Math.max(0, room)), () => client.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cutAfter(bytes) {
      limit = bytes;
      passed = 0;
    },
    passed: () => passed,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
