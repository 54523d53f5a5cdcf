import { header, type SipHeader, type SipRequest } from '../../../electron/core/training/sip/message.ts';
import { emptySdp } from '../../contract/scripted-pbx.ts';
import { type Bench, eventually, PASSWORD } from '../../training/bench.ts';
import type { fakeClock } from '../../training/fake-clock.ts';
import { openWire } from '../../training/wire.ts';
import { type Heard, openTap } from './tap.ts';

const ACCOUNT = { login: '101', password: PASSWORD };
const SDP: SipHeader = ['Content-Type', 'application/sdp'];

/** A phone without sound that makes real calls through a tap, so that there is something to damage. */
export interface Operator {
  readonly heard: Heard[];
  register(): Promise<void>;
  /** Is called and answers; resolves when the two talk. */
  answered(): Promise<Talk>;
  /** Dials the echo and is answered. */
  dialled(): Promise<Talk>;
  /** Dials somebody who rings for ever, and takes it back. */
  cancelled(): Promise<void>;
  declined(): Promise<void>;
  /** Watches a colleague and the mailbox. */
  watching(): Promise<void>;
  /** Is called, and lets it ring. */
  ringing(): Promise<void>;
  close(): Promise<void>;
}

export interface Talk {
  /** Sends a request inside the dialog; resolves with its final status. */
  request(method: string, extra?: readonly SipHeader[], body?: string): Promise<number>;
}

let calls = 0;

export async function openOperator(bench: Bench, clock: ReturnType<typeof fakeClock>): Promise<Operator> {
  const { exchange } = bench;
  const tap = await openTap(exchange.wsUrl);
  const wire = await openWire(tap.url);
  const uri = (user: string) => `sip:${user}@${exchange.account.domain}`;

  const inviteOf = (callId: string) =>
    eventually(() =>
      wire.received.find(
        (message): message is SipRequest =>
          message.kind === 'request' && message.method === 'INVITE' && header(message, 'call-id') === callId,
      ),
    );
  const talk = (from: string, to: string, callId: string): Talk => ({
    async request(method, extra = [], body = '') {
      const dialog: SipHeader[] = [
        ['From', from],
        ['To', to],
        ['Call-ID', callId],
      ];
      const request = wire.request(method, uri('exchange'), [...dialog, ...extra], body);
      return (await wire.response(request)).status;
    },
  });

  async function dial(user: string, body: string, from: number) {
    calls += 1;
    const callId = `dialled-${calls}`;
    const extra: SipHeader[] = [['Call-ID', callId], SDP];
    return { callId, ...(await wire.authenticated('INVITE', uri(user), ACCOUNT, extra, body, from)) };
  }

  return {
    heard: tap.heard,
    async register() {
      const domain = `sip:${exchange.account.domain}`;
      await wire.authenticated('REGISTER', domain, ACCOUNT, [['Expires', '7200']]);
      await eventually(() => exchange.registered('101'));
    },
    async answered() {
      const callId = exchange.ring('known-customer', { to: '101', hangUp: 'operator' });
      const invite = await inviteOf(callId);
      wire.respond(invite, 180);
      wire.respond(invite, 200, [SDP], emptySdp('sendrecv', 1, 'active'));
      await eventually(() =>
        exchange.activeCalls().some((call) => call.callId === callId && call.state === 'talking'),
      );
      return talk(`${header(invite, 'to') ?? ''};tag=wire-tag`, header(invite, 'from') ?? '', callId);
    },
    async dialled() {
      const { callId, request } = await dial('600', emptySdp('sendrecv'), 100);
      clock.advance(0);
      const answer = await wire.response(request);
      const from = header(request, 'from') ?? '';
      const to = header(answer, 'to') ?? '';
      const cseq = header(request, 'cseq') ?? '';
      wire.request('ACK', uri('exchange'), [
        ['From', from],
        ['To', to],
        ['Call-ID', callId],
        ['CSeq', cseq.replace('INVITE', 'ACK')],
      ]);
      return talk(from, to, callId);
    },
    async cancelled() {
      const { callId, request } = await dial('+442079460180', emptySdp('sendrecv'), 100);
      clock.advance(0);
      wire.request('CANCEL', request.uri, [
        ['Via', header(request, 'via') ?? ''],
        ['Call-ID', callId],
        ['CSeq', (header(request, 'cseq') ?? '').replace('INVITE', 'CANCEL')],
      ]);
      await wire.response(request);
    },
    async declined() {
      const callId = exchange.ring('supplier', { to: '101' });
      wire.respond(await inviteOf(callId), 486);
      await bench.detail(callId);
    },
    async watching() {
      for (const [user, event] of [
        ['103', 'dialog'],
        ['101', 'message-summary'],
      ] as const) {
        await wire.authenticated('SUBSCRIBE', uri(user), ACCOUNT, [
          ['Call-ID', `watch-${user}`],
          ['Event', event],
          ['Expires', '600'],
        ]);
      }
    },
    async ringing() {
      const callId = exchange.ring('company-line', { to: '101', ringTimeoutMs: 600_000 });
      wire.respond(await inviteOf(callId), 180);
    },
    async close() {
      wire.close();
      await tap.stop();
    },
  };
}
