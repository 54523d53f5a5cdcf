import type { CoreClient, PhoneCommandHandlers } from '../../shared/contract/client.ts';
import { Failure } from '../../shared/contract/failure.ts';
import {
  AudioSettings,
  type PhoneAccount,
  type PhoneConfig,
  type PhoneFact,
} from '../../shared/contract/phone.ts';
import { Announcer } from './announcer.ts';
import { CallBoard } from './call-board.ts';
import { createCoreLink } from './core-link.ts';
import { CheckRunner } from './diagnostics/check-runner.ts';
import { createDiagnostics } from './diagnostics/diagnostics.ts';
import type { CallStreams, EngineFactory } from './engine/port.ts';
import { EngineHolder } from './engine-holder.ts';
import type { HeadsetAction } from './headset/button-reader.ts';
import type { Headsets } from './headset/headsets.ts';
import { lampsFor } from './headset/lamps.ts';
import { LeftMessages } from './left-messages.ts';
import type { PhoneMedia } from './media/media.ts';
import { signalFor } from './media/ring-rule.ts';
import { roundOf, SIGNALS } from './media/ringtone.ts';
import { MessageRecording } from './message-recording.ts';
import { Recordings, type StartRecorder } from './recordings.ts';

export interface PhoneOptions {
  /** Opens the way to the core, with what the core may command. Called once, by `start`. */
  readonly connect: (handlers: PhoneCommandHandlers) => CoreClient;
  readonly engineFactory: EngineFactory;
  readonly media: PhoneMedia;
  readonly recorder: (core: CoreClient, note: Note) => StartRecorder;
  /** Of this page, for as long as it lives. */
  readonly phoneId: string;
  /** Tells when the machine woke up or the network changed. Returns how to stop. */
  readonly onWake: (listener: () => void) => () => void;
  /** Headsets with buttons and lamps; absent: none. Called once, by `start`. */
  readonly headsets?: (onAction: (action: HeadsetAction) => void) => Headsets;
  readonly note: Note;
}

/** A line for the log. Never holds secrets. */
export type Note = (message: string, cause?: unknown) => void;

export interface Phone {
  readonly handlers: PhoneCommandHandlers;
  start(): void;
  /** Ends calls and recordings, and leaves the PBX and the core. */
  dispose(): Promise<void>;
}

/** Holds the microphone while somebody looks at the level without a call. */
const LEVEL_HOLDER = 'level';
/** Under this name the operator hears what the customer is told. */
const ANNOUNCEMENT = 'announcement';

/** The phone: obeys the core, states facts, rings, and records. It decides nothing about calls. */
export function createPhone(options: PhoneOptions): Phone {
  const { media, note } = options;
  const board = new CallBoard();
  let audio = AudioSettings.parse({});
  let account: PhoneAccount | undefined;
  let watching = false;
  let ringTest: ReturnType<typeof setTimeout> | undefined;
  let levelStream: MediaStream | undefined;
  let running: Running | undefined;

  interface Running {
    readonly core: CoreClient;
    readonly link: ReturnType<typeof createCoreLink>;
    readonly recordings: Recordings;
    readonly messages: LeftMessages;
    readonly announcer: Announcer;
    readonly recordedMessage: MessageRecording;
    readonly headsets: Headsets | undefined;
    readonly stop: () => void;
  }

  const microphone = media.microphone({
    onProblem: (failure) => tellProblem(failure),
    onOpened: () => devices?.refresh(),
  });
  let devices: { refresh(): void; stop(): void } | undefined;
  const callsNeedAudio = media.audio.user();
  const meter = media.levelMeter((level) => running?.link.level(level));
  const diagnostics = createDiagnostics({
    stats: async (callId) => holder.present?.stats(callId),
    microphone,
    levelMeter: media.levelMeter,
    quality: (callId, samples) => running?.link.quality(callId, samples),
    trace: (messages, callId) => running?.link.trace(messages, callId),
    warning: (warning) => running?.link.warning(warning),
    note,
  });
  const check = new CheckRunner({
    microphone,
    levelMeter: media.levelMeter,
    playTone: media.playTone,
    loopMedia: media.loopMedia,
    tell: (step) => running?.link.checkStep(step),
    note,
  });
  const holder = new EngineHolder({
    factory: options.engineFactory,
    microphone,
    audio: () => media.audio.context,
    listener: {
      fact: stated,
      registration: (registration) => {
        check.registration = registration;
        running?.link.registration(registration);
      },
      streams: (callId, streams) => {
        const heard = streams.own ?? streams.remote;
        if (heard) media.playback.play(callId, heard);
        running?.recordings.use(callId, streams);
        updateMeter();
      },
      voicemail: (voicemail) => running?.link.voicemail(voicemail),
      colleague: (state) => running?.link.colleague(state),
      trace: diagnostics.trace,
      note,
    },
  });

  function stated(fact: PhoneFact): void {
    board.apply(fact);
    callsNeedAudio(board.live.length > 0);
    running?.link.fact(fact);
    if (fact.kind === 'ended') {
      media.playback.stop(fact.callId);
      running?.messages.ended(fact.callId);
      running?.announcer.ended(fact.callId);
      running?.recordings.stop(fact.callId).catch((error) => note('a recording did not end well', error));
      // The engine forgets the call only after it has told its end.
      queueMicrotask(() => holder.settle());
    } else if (fact.kind === 'incoming' || fact.kind === 'dialing') {
      check.stop('callCame');
      running?.recordedMessage.giveUp();
    }
    diagnostics.follow(board.live);
    running?.headsets?.show(lampsFor(board.ringing));
    updateSound();
    updateMeter();
  }

  function updateSound(): void {
    const signal = ringTest === undefined ? signalFor(board.ringing) : 'ring';
    if (signal === undefined) media.signals.play(undefined);
    else if (signal === 'ring') {
      media.signals.play({ signal, deviceIds: audio.ringerIds, volume: audio.ringVolume });
    } else {
      media.signals.play({ signal, deviceIds: audio.speakerId ? [audio.speakerId] : [], volume: 1 });
    }
  }

  function updateMeter(): void {
    const talking = board.talking;
    const streams: CallStreams = talking ? (holder.present?.streams(talking) ?? {}) : {};
    const local = streams.local ?? levelStream;
    meter.listen({ ...(local ? { local } : {}), ...(streams.remote ? { remote: streams.remote } : {}) });
  }

  async function watchLevel(on: boolean): Promise<void> {
    watching = on;
    if (!on) {
      microphone.release(LEVEL_HOLDER);
      levelStream = undefined;
    } else {
      const stream = await microphone.acquire(LEVEL_HOLDER, (replaced) => {
        levelStream = replaced;
        updateMeter();
      });
      if (watching) levelStream = stream;
    }
    updateMeter();
  }

  function configure(config: PhoneConfig): void {
    audio = config.audio;
    account = config.account;
    running?.announcer.configure(config.announcement);
    microphone.configure(audio);
    media.playback.chooseSpeaker(audio.speakerId);
    updateSound();
    holder.setIncoming(config.incoming);
    holder.watch(config.watch);
    holder.use(config.account);
  }

  function tellProblem(error: unknown, callId?: string): void {
    if (!(error instanceof Failure)) return;
    if (error.code === 'microphoneRefused' || error.code === 'microphoneMissing') {
      running?.link.problem(error.code, callId);
    }
  }

  /** A command that needs the microphone: the desk is told why it failed even if it was not the desk that asked. */
  async function withMicrophone(command: Promise<void>, callId?: string): Promise<void> {
    try {
      await command;
    } catch (error) {
      tellProblem(error, callId);
      throw error;
    }
  }

  const handlers: PhoneCommandHandlers = {
    'phone.configure': async (config) => configure(config),
    'phone.dial': async ({ callId, target }) => withMicrophone(holder.engine.dial(callId, target), callId),
    'phone.answer': async ({ callId }) => withMicrophone(holder.engine.answer(callId), callId),
    'phone.decline': async ({ callId }) => holder.engine.decline(callId),
    'phone.silence': async ({ callId }) => {
      board.silence(callId);
      running?.headsets?.show(lampsFor(board.ringing));
      updateSound();
    },
    'phone.hangUp': async ({ callId }) => holder.engine.hangUp(callId),
    'phone.mute': async ({ callId, muted }) => holder.engine.mute(callId, muted),
    'phone.hold': async ({ callId, held }) => holder.engine.hold(callId, held),
    'phone.sendTones': async ({ callId, tones }) => holder.engine.sendTones(callId, tones),
    'phone.transfer': async ({ callId, target }) => holder.engine.transfer(callId, target),
    'phone.transferTo': async ({ callId, toCallId }) => holder.engine.transferTo(callId, toCallId),
    'phone.join': async ({ callIds }) => holder.engine.join(callIds),
    'phone.part': async ({ callId }) => holder.engine.part(callId),
    'phone.record': async ({ callId, recordingId, paused }) => {
      if (!board.liveIds.includes(callId)) throw new Failure('callGone');
      running?.recordings.start(callId, recordingId, holder.engine.streams(callId), paused);
      running?.announcer.begin(callId, paused);
    },
    'phone.pauseRecording': async ({ callId, paused }) => {
      if (!running?.recordings.leaveOut(callId, paused)) throw new Failure('callGone');
      running.announcer.pause(callId, paused);
    },
    'phone.stopRecording': async ({ callId }) => running?.recordings.stop(callId),
    'phone.leaveMessage': async ({ callId }) => running?.messages.leave(callId),
    'phone.stopMessage': async ({ callId }) => running?.messages.stop(callId),
    'phone.recordMessage': async ({ on }) => {
      if (on && board.live.length > 0) throw new Failure('alreadyTalking');
      await withMicrophone(running?.recordedMessage.turn(on) ?? Promise.resolve());
    },
    'phone.watchLevel': async ({ on }) => withMicrophone(watchLevel(on)),
    'phone.check': async ({ on }) => {
      check.stop();
      if (!on) return;
      // A tone in the ear of somebody who talks, and a microphone that is not theirs, would help nobody.
      if (board.live.length > 0) throw new Failure('alreadyTalking');
      check.start(account, audio);
    },
    'phone.testRing': async () => {
      clearTimeout(ringTest);
      ringTest = setTimeout(() => {
        ringTest = undefined;
        updateSound();
      }, roundOf(SIGNALS.ring) * 1000);
      updateSound();
    },
  };

  return {
    handlers,
    start() {
      if (running) return;
      const core = options.connect(handlers);
      const recordings = new Recordings(options.recorder(core, note));
      const messages = new LeftMessages({
        core,
        engine: () => holder.engine,
        speak: media.speak,
        isLive: (callId) => board.liveIds.includes(callId),
        note,
      });
      const announcer = new Announcer({
        core,
        engine: () => holder.engine,
        speak: media.speak,
        tone: media.recordingTone,
        hear: (stream) =>
          stream ? media.playback.play(ANNOUNCEMENT, stream) : media.playback.stop(ANNOUNCEMENT),
        state: stated,
        note,
      });
      const recordedMessage = new MessageRecording({ core, microphone, record: media.recordVoice });
      const link = createCoreLink({
        core,
        phoneId: options.phoneId,
        liveCallIds: () => board.liveIds,
        recordingCallIds: () => recordings.callIds,
        onAttached: (config) => {
          recordings.resume();
          configure(config);
        },
        onLost: () => recordings.pause(),
        note,
      });
      const headsets = options.headsets?.((action) => link.headset(action));
      const stop = options.onWake(() => holder.present?.probeNow());
      running = { core, link, recordings, messages, announcer, recordedMessage, headsets, stop };
      devices = media.watchDevices((list) => {
        microphone.devicesChanged();
        link.devices(list);
      });
    },
    async dispose() {
      clearTimeout(ringTest);
      check.stop();
      running?.recordedMessage.giveUp();
      devices?.stop();
      running?.stop();
      meter.stop();
      const left = holder.stop();
      // The calls have ended by now; a page that goes has no later.
      diagnostics.dispose();
      await left;
      await running?.headsets?.stop();
      microphone.dispose();
      media.dispose();
      running?.link.close();
      running?.core.close();
      running = undefined;
    },
  };
}
