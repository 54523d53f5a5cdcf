import { createServer, type Server } from 'node:net';

/** A port on which nobody listens until `listen`, which then passes everything on to another address. */
export async function reserved(): Promise<{ port: number; listen(target: string): Promise<Server> }> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await new Promise((resolve) => probe.close(resolve));
  return {
    port: address.port,
    async listen(target) {
      const { connect } = await import('node:net');
      const to = Number(new URL(target).port);
      const server = createServer((socket) => {
        const onward = connect(to, '127.0.0.1');
        socket.pipe(onward).pipe(socket);
        for (const end of [socket, onward]) end.on('error', () => socket.destroy());
      });
      await new Promise<void>((resolve) => server.listen(address.port, '127.0.0.1', resolve));
      return server;
    },
  };
}
