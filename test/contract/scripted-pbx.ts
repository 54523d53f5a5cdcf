import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** A PBX that says what the test says, for what a well-behaved exchange never does. No sound. */
export interface ScriptedPbx {
  readonly url: string;
  /** Calls whoever is registered. Without `sdp` the INVITE makes no offer. */
  invite(options?: {
    readonly sdp?: string;
    readonly headers?: readonly string[];
    /** Whether a 180 is waited for. */
    readonly rings?: boolean;
  }): Promise<ScriptedCall>;
  /** Requests that came so far, whichever call they belong to. */
  requests(method: string): readonly SipText[];
  /** A NOTIFY: of the last SUBSCRIBE for this event and user, or of none (`to` absent: nobody asked). */
  notify(event: string, body: string, options?: { readonly to?: string; readonly state?: string }): void;
  /** What a SUBSCRIBE for this user gets from now on; 200 unless told otherwise. */
  refuse(user: string, status: number): void;
  stop(): Promise<void>;
}

export interface ScriptedCall {
  /** The first answer to the last INVITE that fits, within 5 s. */
  response(wanted: (status: number) => boolean): Promise<SipText>;
  cancel(...headers: string[]): void;
  ack(sdp?: string): void;
  /** Any request inside the dialog; resolves with its final status. */
  request(method: string, headers?: readonly string[], sdp?: string): Promise<number>;
}

export interface SipText {
  readonly start: string;
  readonly status: number;
  readonly body: string;
  header(name: string): string;
}

const FINGERPRINT = Array.from({ length: 32 }, (_, index) => (index + 16).toString(16).toUpperCase()).join(
  ':',
);

/** A description that a browser takes, of a machine that is not there. */
export function emptySdp(direction: string, version = 1, setup = 'actpass'): string {
  return [
    'v=0',
    `o=- 1 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 0',
    'c=IN IP4 127.0.0.1',
    'a=rtpmap:0 PCMU/8000',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    `a=fingerprint:sha-256 ${FINGERPRINT}`,
    `a=setup:${setup}`,
    'a=mid:0',
    'a=rtcp-mux',
    `a=${direction}`,
    '',
  ].join('\r\n');
}

export async function startScriptedPbx(): Promise<ScriptedPbx> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'sip' });
  await new Promise((resolve) => server.once('listening', resolve));
  const heard = new Set<(message: SipText) => void>();
  let socket: WebSocket | undefined;
  let contact = '';
  let calls = 0;
  const requests: SipText[] = [];
  const refusals = new Map<string, number>();

  server.on('connection', (next) => {
    socket = next;
    next.on('message', (data) => {
      const message = parse(String(data));
      if (message.status === 0) requests.push(message);
      if (message.start.startsWith('SUBSCRIBE ')) {
        const status = refusals.get(userOf(message)) ?? 200;
        next.send(ok(message, 'sip:pbx@127.0.0.1;transport=ws', status));
      }
      if (message.status === 0 && /^(?:REGISTER|OPTIONS|BYE|NOTIFY)/.test(message.start)) {
        if (message.start.startsWith('REGISTER'))
          contact = /<([^>]+)>/.exec(message.header('contact'))?.[1] ?? '';
        next.send(ok(message, contact));
      }
      for (const listener of heard) listener(message);
    });
  });

  function call(first: string, branchOf: () => string, tag: { value: string }, id: string): ScriptedCall {
    const responses: SipText[] = [];
    heard.add((message) => {
      if (message.status > 0 && message.header('call-id') === id) {
        responses.push(message);
        tag.value = /;tag=([^;\s]+)/.exec(message.header('to'))?.[1] ?? tag.value;
      }
    });
    let cseq = 1;
    const build = (method: string, number: number, headers: readonly string[], sdp: string, branch: string) =>
      [
        `${method} ${contact} SIP/2.0`,
        `Via: SIP/2.0/WS 127.0.0.1;branch=${branch}`,
        'Max-Forwards: 70',
        'From: "Scripted" <sip:100@pbx.test>;tag=them',
        `To: <sip:101@pbx.test>${tag.value && method !== 'CANCEL' ? `;tag=${tag.value}` : ''}`,
        `Call-ID: ${id}`,
        `CSeq: ${number} ${method}`,
        'Contact: <sip:pbx@127.0.0.1;transport=ws>',
        ...headers,
        ...(sdp ? ['Content-Type: application/sdp'] : []),
        `Content-Length: ${Buffer.byteLength(sdp)}`,
        '',
        sdp,
      ].join('\r\n');
    socket?.send(first);

    async function response(wanted: (status: number) => boolean): Promise<SipText> {
      for (const end = Date.now() + 5_000; Date.now() < end; ) {
        const found = responses.find(({ status }) => wanted(status));
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`no such answer; there were ${responses.map(({ status }) => status).join()}`);
    }

    return {
      response,
      cancel: (...headers) => socket?.send(build('CANCEL', 1, headers, '', branchOf())),
      ack: (sdp = '') => socket?.send(build('ACK', cseq, [], sdp, `z9hG4bK-ack-${id}-${cseq}`)),
      async request(method, headers = [], sdp = '') {
        cseq += 1;
        responses.length = 0;
        socket?.send(build(method, cseq, headers, sdp, `z9hG4bK-${id}-${cseq}`));
        const { status } = await response((one) => one >= 200);
        if (method === 'INVITE') socket?.send(build('ACK', cseq, [], '', `z9hG4bK-ack-${id}-${cseq}`));
        return status;
      },
    };
  }

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async invite({ sdp = '', headers = [], rings = true } = {}) {
      calls += 1;
      const id = `scripted-${calls}`;
      const branch = `z9hG4bK-${id}-1`;
      const invite = [
        `INVITE ${contact} SIP/2.0`,
        `Via: SIP/2.0/WS 127.0.0.1;branch=${branch}`,
        'Max-Forwards: 70',
        'From: "Scripted" <sip:100@pbx.test>;tag=them',
        'To: <sip:101@pbx.test>',
        `Call-ID: ${id}`,
        'CSeq: 1 INVITE',
        'Contact: <sip:pbx@127.0.0.1;transport=ws>',
        ...headers,
        ...(sdp ? ['Content-Type: application/sdp'] : []),
        `Content-Length: ${Buffer.byteLength(sdp)}`,
        '',
        sdp,
      ].join('\r\n');
      const made = call(invite, () => branch, { value: '' }, id);
      if (rings) await made.response((status) => status === 180);
      return made;
    },
    requests: (method) => requests.filter(({ start }) => start.startsWith(`${method} `)),
    notify(event, body, { to, state = 'active;expires=600' } = {}) {
      const asked = requests.findLast(
        (one) =>
          one.start.startsWith('SUBSCRIBE ') && one.header('event').startsWith(event) && userOf(one) === to,
      );
      calls += 1;
      socket?.send(notification(contact, event, body, state, calls, asked));
    },
    refuse: (user, status) => void refusals.set(user, status),
    async stop() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parse(text: string): SipText {
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s);
  const [start = '', ...lines] = head.split('\r\n');
  return {
    start,
    status: Number(/^SIP\/2\.0 (\d{3})/.exec(start)?.[1] ?? 0),
    body,
    header: (name) =>
      lines
        .find((line) => line.toLowerCase().startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim() ?? '',
  };
}

const userOf = (request: SipText): string => /sip:([^@>]+)@/.exec(request.header('to'))?.[1] ?? '';

function notification(
  contact: string,
  event: string,
  body: string,
  state: string,
  number: number,
  asked: SipText | undefined,
): string {
  return [
    `NOTIFY ${contact} SIP/2.0`,
    `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK-notify-${number}`,
    'Max-Forwards: 70',
    `From: ${asked ? tagged(asked.header('to')) : '<sip:pbx@pbx.test>;tag=unasked'}`,
    `To: ${asked ? asked.header('from') : '<sip:101@pbx.test>'}`,
    `Call-ID: ${asked ? asked.header('call-id') : `unasked-${number}`}`,
    `CSeq: ${number} NOTIFY`,
    'Contact: <sip:pbx@127.0.0.1;transport=ws>',
    `Event: ${event}`,
    `Subscription-State: ${state}`,
    `Content-Type: ${event === 'dialog' ? 'application/dialog-info+xml' : 'application/simple-message-summary'}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

const tagged = (to: string): string => (to.includes(';tag=') ? to : `${to};tag=pbx`);

function ok(request: SipText, contact: string, status = 200): string {
  return [
    `SIP/2.0 ${status} ${status === 200 ? 'OK' : 'No'}`,
    `Via: ${request.header('via')}`,
    `From: ${request.header('from')}`,
    `To: ${tagged(request.header('to'))}`,
    `Call-ID: ${request.header('call-id')}`,
    `CSeq: ${request.header('cseq')}`,
    `Contact: <${contact}>;expires=120`,
    ...(request.start.startsWith('SUBSCRIBE ') ? ['Expires: 600'] : []),
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
