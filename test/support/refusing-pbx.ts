import { WebSocketServer } from 'ws';

/** A PBX that answers every REGISTER with this status. */
export async function refusingPbx(statusOf: () => number) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'sip' });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const lines = String(data).split('\r\n');
      const named = (name: RegExp) => lines.filter((line) => name.test(line));
      if (!/^(REGISTER|OPTIONS)/.test(lines[0] ?? '')) return;
      const code = lines[0]?.startsWith('OPTIONS') ? 200 : statusOf();
      socket.send(
        [
          `SIP/2.0 ${code} Said`,
          ...named(/^(Via|From|Call-ID|CSeq):/i),
          ...named(/^To:/i).map((to) => `${to};tag=pbx`),
          ...(code === 200 ? named(/^Contact:/i).map((one) => one.replace(/>.*/, '>;expires=10')) : []),
          'Content-Length: 0',
          '\r\n',
        ].join('\r\n'),
      );
    }),
  );
  const address = server.address();
  return {
    url: `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/ws`,
    async stop() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
