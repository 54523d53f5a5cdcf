import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';

/** The network between one phone and the PBX: a WebSocket relay that can be broken in the ways in which networks break. */
export interface Road {
  /** Where the phone connects to. */
  readonly url: string;
  /** Connections that were let through so far. */
  readonly connections: number;
  /**
   * The phone's socket dies and the address refuses new ones.
   *
   * @param told whether the PBX sees its end die as well. Otherwise it goes on sending into nothing, as after a pulled cable.
   */
  cut(told: boolean): Promise<void>;
  /** Half open: nothing gets through in either direction, new connections hang, and nobody is told of anything. */
  silence(): void;
  /** The address answers, but not with a WebSocket: HTTP 503, as a proxy in front of a PBX that restarts. */
  refuseUpgrade(): void;
  /**
   * REGISTER with credentials is answered with this status and never reaches the PBX; `undefined`: as usual again.
   *
   * @param header one more header line, as `Retry-After: 3`
   */
  answerRegister(status: number | undefined, header?: string): void;
  /**
   * New connections get through from now on. Those that were silenced stay dead: their entry in some router is gone.
   * Those that were begun meanwhile get through with the next packet that their side repeats.
   */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** A SYN that was lost is repeated so long after the first (RFC 6298: one second, doubled). */
const REPEATED_AFTER_MS = [1_000, 3_000, 7_000, 15_000];

type Mode = 'open' | 'silent' | 'http503';
interface Pair {
  readonly phone: WebSocket;
  readonly pbx: WebSocket;
  muted: boolean;
}

/** @param host where the phone reaches us; @param upstream the PBX's own WebSocket address */
export async function buildRoad(upstream: string, host = '127.0.0.1'): Promise<Road> {
  const pairs = new Set<Pair>();
  const held = new Map<Duplex, { since: number; go: () => void }>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const upgrades = new WebSocketServer({ noServer: true, handleProtocols: () => 'sip' });
  const sockets = new Set<Socket>();
  let mode: Mode = 'open';
  let refusal: { status: number; header: string | undefined } | undefined;
  let connections = 0;

  const server: Server = createServer((_request, response) => response.writeHead(503).end());
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
  });
  server.on('upgrade', (request, socket, head) => {
    const go = (): void => join(request, socket, head);
    if (mode === 'open') go();
    else if (mode === 'http503') socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n');
    else {
      held.set(socket, { since: Date.now(), go });
      socket.on('close', () => held.delete(socket));
    }
  });
  await listen(0);
  const { port } = server.address() as AddressInfo;

  function listen(at: number): Promise<void> {
    return new Promise((resolve, reject) => {
      server.once('error', reject).listen(at, host, () => resolve());
    });
  }

  function join(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (socket.destroyed) return;
    upgrades.handleUpgrade(request, socket, head, (phone) => {
      connections += 1;
      const pair: Pair = { phone, pbx: new WebSocket(upstream, 'sip'), muted: false };
      pairs.add(pair);
      relay(pair);
    });
  }

  function relay(pair: Pair): void {
    const { phone, pbx } = pair;
    const early: string[] = [];
    pbx.on('open', () => {
      for (const text of early.splice(0)) pbx.send(text);
    });
    phone.on('message', (data) => {
      const text = String(data);
      if (pair.muted) return;
      const answer = refusal && refusedRegister(text, refusal);
      if (answer) phone.send(answer);
      else if (pbx.readyState === WebSocket.CONNECTING) early.push(text);
      else if (pbx.readyState === WebSocket.OPEN) pbx.send(text);
    });
    pbx.on('message', (data) => {
      if (!pair.muted && phone.readyState === WebSocket.OPEN) phone.send(String(data));
    });
    phone.on('error', () => {}).on('close', () => pair.muted || pbx.terminate());
    pbx
      .on('error', () => {})
      .on('close', () => {
        pairs.delete(pair);
        if (!pair.muted) phone.terminate();
      });
  }

  function mute(): void {
    for (const pair of pairs) pair.muted = true;
  }

  return {
    url: `ws://${host}:${port}/ws`,
    get connections() {
      return connections;
    },
    async cut(told) {
      mute();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      if (told) for (const { pbx } of pairs) pbx.terminate();
      await closed;
    },
    silence() {
      mode = 'silent';
      mute();
    },
    refuseUpgrade() {
      mode = 'http503';
    },
    answerRegister(status, header) {
      refusal = status === undefined ? undefined : { status, header };
    },
    async mend() {
      mode = 'open';
      refusal = undefined;
      if (!server.listening) await listen(port);
      for (const { since, go } of held.values()) {
        const age = Date.now() - since;
        const wait = (REPEATED_AFTER_MS.find((repeated) => repeated > age) ?? age) - age;
        timers.add(setTimeout(go, wait));
      }
      held.clear();
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      for (const { pbx } of pairs) pbx.terminate();
      for (const socket of sockets) socket.destroy();
      upgrades.close();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A final answer to a REGISTER that carries credentials; one without them must get its challenge from the PBX. */
function refusedRegister(
  text: string,
  { status, header }: { status: number; header: string | undefined },
): string | undefined {
  if (!text.startsWith('REGISTER ') || !/^Authorization:/im.test(text)) return undefined;
  const copied = text.split('\r\n').filter((line) => /^(?:Via|From|Call-ID|CSeq):/i.test(line));
  const to = /^To:.*$/im.exec(text)?.[0].trim() ?? '';
  return [
    `SIP/2.0 ${status} Refused by the test`,
    ...copied,
    `${to};tag=road`,
    ...(header ? [header] : []),
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
