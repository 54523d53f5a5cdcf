import { v7 as uuidv7 } from 'uuid';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Incoming } from '../../../shared/contract/phone.ts';
import { markCall } from '../../call-marks.ts';
import { Conference } from './conference.ts';
import { EngineCall } from './engine-call.ts';
import { onNetworkChange } from './network-watch.ts';
import type { EngineOptions, SipEngine } from './port.ts';
import { RegistrationKeeper } from './registration-keeper.ts';
import { type CallerHeaders, dialledNumber, dialledParty, remoteParty } from './remote-party.ts';
import type { Leg, LegEvents, StackFactory } from './stack.ts';
import { Tracer } from './tracer.ts';
import { unusableEngine } from './unusable-engine.ts';
import { accountUri, targetUri, webSocketUrl } from './uri.ts';
import { Watcher } from './watcher.ts';
import { SipWire } from './wire.ts';

/** 486: busy here, try the next. See `SipEngine.decline`. */
const BUSY_HERE = 486;
/** 302: the caller is to ask there (RFC 3261 §21.3.3). */
const MOVED = 302;

/** More than any operator can have; each takes a peer connection, of which a page has some hundreds. */
const MAX_CALLS = 20;

const NOBODY: LegEvents = {
  peer() {},
  sent() {},
  progress() {},
  accepted() {},
  remoteHold() {},
  ended() {},
};

/** An engine over any SIP library. */
export function createEngine(options: EngineOptions, createStack: StackFactory): SipEngine {
  const { account, listener, microphone } = options;
  const url = webSocketUrl(account.server);
  const backup = account.backupServer ? webSocketUrl(account.backupServer) : undefined;
  const uri = accountUri(account.login, account.domain);
  if (url === undefined || uri === undefined) return unusableEngine(options);

  const calls = new Map<string, EngineCall>();
  const tracer = new Tracer(listener.trace);
  let stopListening = () => {};
  let incoming: Incoming = { mode: 'ring' };
  const wire = new SipWire(url, ...(backup === undefined ? [] : [backup]));
  wire.onTraffic = (direction, text) => tracer.message(direction, text);
  wire.onError = (error) => listener.note('a SIP message was not understood', error);
  const stack = createStack({
    account,
    uri,
    wire,
    note: listener.note,
    onInvite,
    onNotify: (event, body) => watcher.unsolicited(event, body),
  });
  const keeper = new RegistrationKeeper({
    accountId: account.id,
    wire,
    stack,
    servers: wire.urls.length,
    hasCalls: () => calls.size > 0,
    onChange: listener.registration,
    onRegistered: () => watcher.connected(),
    onLost: () => {
      watcher.lost();
      each((call) => call.connectionLost());
    },
    onBack: () => each((call) => call.connectionBack()),
  });
  const conference = new Conference(options.audio, listener.note);
  const watcher = new Watcher({
    stack,
    uri,
    extensionUri: (extension) => targetUri(extension, account.domain),
    voicemail: listener.voicemail,
    colleague: listener.colleague,
    note: listener.note,
  });

  function onInvite(leg: Leg, headers: CallerHeaders): LegEvents {
    if (calls.size >= MAX_CALLS) {
      listener.note('a call was refused: there are too many');
      leg.reject(BUSY_HERE);
      return NOBODY;
    }
    const callId = uuidv7();
    markCall('invite', callId, wire.inviteReceivedAt);
    const dialled = dialledNumber(headers);
    const remote = remoteParty(headers);
    const call = begin(callId, 'inbound', remote.number);
    attach(call, leg);
    call.state({
      kind: 'incoming',
      accountId: account.id,
      remote,
      ...(dialled === undefined ? {} : { dialled }),
    });
    const to = incoming.mode === 'forward' ? targetUri(incoming.to, account.domain) : undefined;
    if (to !== undefined) call.refuse({ cause: 'forwarded', by: 'operator' }, MOVED, to);
    else if (incoming.mode === 'busy') call.refuse({ cause: 'doNotDisturb', by: 'operator' }, BUSY_HERE);
    else call.rings();
    return call.events;
  }

  function begin(id: string, direction: 'inbound' | 'outbound', number: string): EngineCall {
    const { server } = keeper;
    const call = new EngineCall({
      id,
      direction,
      dtmf: account.dtmf,
      microphone,
      listener,
      isConnected: () => keeper.isConnected,
      doubt: () => keeper.nudge(),
      isAtHome: () => keeper.server === server,
      changed: () => conference.refresh(),
      ended: () => {
        calls.delete(id);
        conference.left(call);
        if (calls.size === 0) keeper.callsDone();
      },
    });
    call.number = number;
    calls.set(id, call);
    return call;
  }

  function attach(call: EngineCall, leg: Leg): Leg {
    call.leg = leg;
    tracer.belongs(leg.sipCallId, call.id);
    return leg;
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

  function requireConnection(): void {
    if (!keeper.isConnected) throw new Failure('notRegistered');
  }

  function needTarget(target: string): string {
    const to = targetUri(target, account.domain);
    if (to === undefined) throw new Failure('invalidNumber');
    return to;
  }

  /** One talk at a time: whoever was being talked to waits, except those in the same conference. */
  function holdOthers(talking: EngineCall): void {
    each((call) => {
      if (call === talking || !call.isTalking) return;
      if (conference.has(call) && conference.has(talking)) return;
      call.hold(true).catch((error) => listener.note('could not hold the first call', error));
    });
  }

  return {
    start() {
      keeper.start();
      stopListening = onNetworkChange(() => {
        // With customers on the line, one reconnection too many costs less than two seconds of doubt.
        if (calls.size > 0) keeper.reconnectNow();
        else keeper.nudge();
      });
    },
    async stop() {
      stopListening();
      each((call) => call.hangUp());
      watcher.stop();
      await keeper.stop();
      stack.stop();
      tracer.stop();
    },
    async dial(callId, target) {
      requireRegistration();
      const to = needTarget(target);
      const remote = dialledParty(to);
      const call = begin(callId, 'outbound', remote.number);
      await call.dial(
        { kind: 'dialing', accountId: account.id, remote },
        () => attach(call, stack.invite(to, call.events)),
        () => holdOthers(call),
      );
    },
    async answer(callId) {
      const call = need(callId);
      if (await call.answer()) holdOthers(call);
    },
    decline: async (callId) => need(callId).decline(BUSY_HERE),
    hangUp: async (callId) => need(callId).hangUp(),
    async mute(callId, muted) {
      const call = need(callId);
      // In a conference the operator is one and the same for everybody.
      for (const one of conference.has(call) ? conference.members : [call]) one.mute(muted);
    },
    async hold(callId, held) {
      requireConnection();
      const call = need(callId);
      await call.hold(held);
      if (!held) holdOthers(call);
    },
    say: async (callId, voice) => need(callId).say(voice),
    sendTones: async (callId, tones) => need(callId).sendTones(tones),
    async transfer(callId, target) {
      requireConnection();
      await need(callId).transfer(needTarget(target), target);
    },
    async transferTo(callId, toCallId) {
      requireConnection();
      const to = need(toCallId);
      await need(callId).transfer(to, to.number);
    },
    async join(callIds) {
      requireConnection();
      await conference.join(callIds.map(need));
    },
    async part(callId) {
      requireConnection();
      conference.part(need(callId));
    },
    setIncoming(next) {
      incoming = next;
    },
    watch: (watch) => watcher.watch(watch),
    stats: async (callId) => calls.get(callId)?.voice.peer?.getStats(),
    probeNow: () => keeper.nudge(),
    reconnectNow: () => keeper.reconnectNow(),
    streams: (callId) => calls.get(callId)?.streams ?? {},
    get liveCallIds() {
      return [...calls.keys()];
    },
  };
}
