import { v7 as uuidv7 } from 'uuid';
import { Failure } from '../../../shared/contract/failure.ts';
import { EngineCall } from './engine-call.ts';
import type { EngineOptions, SipEngine } from './port.ts';
import { inviteMark } from './port.ts';
import { RegistrationKeeper } from './registration-keeper.ts';
import { dialledNumber, dialledParty, remoteParty } from './remote-party.ts';
import type { SipStack, StackFactory } from './stack.ts';
import { accountUri, targetUri, webSocketUrl } from './uri.ts';
import { SipWire } from './wire.ts';

/** 486: busy here, try the next. See `SipEngine.decline`. */
const BUSY_HERE = 486;

/** An engine over any SIP library. */
export function createEngine(options: EngineOptions, createStack: StackFactory): SipEngine {
  const { account, listener, microphone } = options;
  const url = webSocketUrl(account.server);
  const uri = accountUri(account.login, account.domain);
  if (url === undefined || uri === undefined) return unusableEngine(options);

  const calls = new Map<string, EngineCall>();
  const wire = new SipWire(url);
  const stack: SipStack = createStack({
    account,
    uri,
    wire,
    note: listener.note,
    onInvite(leg, headers) {
      const callId = uuidv7();
      performance.mark(inviteMark(callId), { startTime: wire.inviteReceivedAt });
      const dialled = dialledNumber(headers.to);
      const call = begin(callId, 'inbound');
      call.leg = leg;
      call.state({
        kind: 'incoming',
        accountId: account.id,
        remote: remoteParty(headers),
        ...(dialled === undefined ? {} : { dialled }),
      });
      return call.events;
    },
  });
  const keeper = new RegistrationKeeper({
    accountId: account.id,
    wire,
    stack,
    onChange: listener.registration,
    onLost: () => each((call) => call.connectionLost()),
    onBack: () => each((call) => call.connectionBack()),
  });

  function begin(id: string, direction: 'inbound' | 'outbound'): EngineCall {
    const call = new EngineCall({
      id,
      direction,
      microphone,
      listener,
      isConnected: () => keeper.registered,
      ended: () => calls.delete(id),
    });
    calls.set(id, call);
    return call;
  }

  function each(action: (call: EngineCall) => void): void {
    for (const call of [...calls.values()]) action(call);
  }

  function need(callId: string): EngineCall {
    const call = calls.get(callId);
    if (call === undefined) throw new Failure('callGone');
    return call;
  }

  function requireRegistration(): void {
    if (!keeper.registered) throw new Failure('notRegistered');
  }

  /** One talk at a time: whoever was being talked to waits. */
  function holdOthers(callId: string): void {
    each((call) => {
      if (call.id === callId || !call.isTalking) return;
      call.hold(true).catch((error) => listener.note('could not hold the first call', error));
    });
  }

  return {
    start: () => keeper.start(),
    async stop() {
      each((call) => call.hangUp());
      await keeper.stop();
      stack.stop();
    },
    async dial(callId, target) {
      requireRegistration();
      const to = targetUri(target, account.domain);
      if (to === undefined) throw new Failure('invalidNumber');
      const call = begin(callId, 'outbound');
      const local = await call.openMicrophone().catch((error) => {
        call.discard();
        throw error;
      });
      call.state({ kind: 'dialing', accountId: account.id, remote: dialledParty(to) });
      holdOthers(callId);
      try {
        call.leg = stack.invite(to, local, call.events);
      } catch (error) {
        listener.note('the library could not make an INVITE', error);
        call.events.ended({ kind: 'noMedia' });
      }
    },
    async answer(callId) {
      const call = need(callId);
      if (await call.answer()) holdOthers(callId);
    },
    decline: async (callId) => need(callId).decline(BUSY_HERE),
    hangUp: async (callId) => need(callId).hangUp(),
    mute: async (callId, muted) => need(callId).mute(muted),
    hold: async (callId, held) => {
      requireRegistration();
      await need(callId).hold(held);
      if (!held) holdOthers(callId);
    },
    sendTones: async (callId, tones) => need(callId).sendTones(tones),
    async transfer(callId, target) {
      requireRegistration();
      const to = targetUri(target, account.domain);
      if (to === undefined) throw new Failure('invalidNumber');
      await need(callId).transfer(to, target);
    },
    probeNow: () => keeper.nudge(),
    reconnectNow: () => keeper.reconnectNow(),
    streams: (callId) => calls.get(callId)?.streams ?? {},
    get liveCallIds() {
      return [...calls.keys()];
    },
  };
}

/** An account that no connection can be made with: it says so, and refuses calls. */
function unusableEngine({ account, listener }: EngineOptions): SipEngine {
  const gone = async () => {
    throw new Failure('callGone');
  };
  return {
    start: () =>
      listener.registration({ accountId: account.id, state: 'refused', problem: 'pbxAddressInvalid' }),
    async stop() {
      listener.registration({ accountId: account.id, state: 'off' });
    },
    async dial() {
      throw new Failure('notRegistered');
    },
    answer: gone,
    decline: gone,
    hangUp: gone,
    mute: gone,
    hold: gone,
    sendTones: gone,
    transfer: gone,
    probeNow() {},
    reconnectNow() {},
    streams: () => ({}),
    liveCallIds: [],
  };
}
