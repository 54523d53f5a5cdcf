import { WebSocket } from 'ws';
import { digestResponse, parseDigest } from '../../electron/core/training/sip/digest.ts';
import {
  header,
  parseMessage,
  responseTo,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  serialize,
} from '../../electron/core/training/sip/message.ts';
import { eventually } from './bench.ts';

/** A user agent without sound: says exactly what a test wants, and keeps everything that it is told. */
export interface Wire {
  readonly received: readonly SipMessage[];
  readonly closed: Promise<void>;
  sendText(text: string | Buffer): void;
  /** Sends a request of a new transaction (or with the given headers) and returns it. */
  request(method: string, uri: string, extra?: readonly SipHeader[], body?: string): SipRequest;
  respond(request: SipRequest, status: number, extra?: readonly SipHeader[], body?: string): void;
  /** Waits for the response to this request, the first at or above `from`. */
  response(request: SipRequest, from?: number): Promise<SipResponse>;
  /** Waits for a request with this method. */
  incoming(method: string): Promise<SipRequest>;
  /** Sends the request, answers the challenge, returns the last response and the request that got it. */
  authenticated(
    method: string,
    uri: string,
    account: { readonly login: string; readonly password: string },
    extra?: readonly SipHeader[],
    body?: string,
    from?: number,
  ): Promise<{ readonly request: SipRequest; readonly response: SipResponse }>;
  close(): void;
}

const DOMAIN = 'training.ringdesk.invalid';
const CONTACT = '<sip:me@wire.invalid;transport=ws>';

/** Branches are unique over all lines of a test (RFC 3261 §8.1.1.7). */
let lines = 0;

export async function openWire(url: string): Promise<Wire> {
  const socket = new WebSocket(url, 'sip');
  const received: SipMessage[] = [];
  socket.on('message', (data) => {
    const text = String(data);
    if (text.trim() !== '') received.push(parseMessage(text));
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
  });
  lines += 1;
  const line = lines;
  let serial = 0;

  const wire: Wire = {
    received,
    closed,
    sendText: (text) => socket.send(text),
    request: (method, uri, extra = [], body = '') => {
      serial += 1;
      const own = new Set(extra.map(([name]) => name.toLowerCase()));
      const usual: SipHeader[] = [
        ['Via', `SIP/2.0/WS wire.invalid;branch=z9hG4bK-${line}-${serial}`],
        ['Max-Forwards', '70'],
        ['From', `<sip:101@${DOMAIN}>;tag=wire`],
        ['To', method === 'REGISTER' ? `<sip:101@${DOMAIN}>` : `<${uri}>`],
        ['Call-ID', 'call-on-the-wire'],
        ['CSeq', `${serial} ${method}`],
        ['Contact', CONTACT],
      ];
      const request: SipRequest = {
        kind: 'request',
        method,
        uri,
        headers: [...usual.filter(([name]) => !own.has(name.toLowerCase())), ...extra],
        body,
      };
      socket.send(serialize(request));
      return request;
    },
    respond: (request, status, extra = [], body = '') => {
      socket.send(serialize(responseTo(request, status, 'wire-tag', [['Contact', CONTACT], ...extra], body)));
    },
    response: (request, from = 200) =>
      eventually(
        () =>
          received.find(
            (message): message is SipResponse =>
              message.kind === 'response' &&
              message.status >= from &&
              header(message, 'via') === header(request, 'via') &&
              header(message, 'cseq') === header(request, 'cseq'),
          ),
        3000,
        `response to ${request.method}`,
      ),
    incoming: (method) =>
      eventually(
        () =>
          received.findLast(
            (message): message is SipRequest => message.kind === 'request' && message.method === method,
          ),
        3000,
        method,
      ),
    authenticated: async (method, uri, { login, password }, extra = [], body = '', from = 200) => {
      const refused = await wire.response(wire.request(method, uri, extra, body));
      if (method === 'INVITE') wire.request('ACK', uri, [['Via', header(refused, 'via') ?? ''], ...extra]);
      const challenge = parseDigest(header(refused, 'www-authenticate') ?? '');
      const [realm = '', nonce = ''] = [challenge.get('realm'), challenge.get('nonce')];
      const proof = digestResponse({
        username: login,
        realm,
        password,
        method,
        uri,
        nonce,
        qop: 'auth',
        nc: '00000001',
        cnonce: 'c',
      });
      const credentials = `Digest username="${login}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${proof}", qop=auth, nc=00000001, cnonce="c"`;
      const request = wire.request(method, uri, [...extra, ['Authorization', credentials]], body);
      return { request, response: await wire.response(request, from) };
    },
    close: () => socket.close(),
  };
  return wire;
}
