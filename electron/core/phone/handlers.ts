import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { PhoneConfig, phoneRequests, Registration } from '../../../shared/contract/phone.ts';
import type { Agent } from '../agent/agent.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Context } from '../host/dispatch.ts';
import type { Hub } from '../host/hub.ts';
import type { Log } from '../host/log.ts';
import type { Troubles } from '../host/troubles.ts';
import type { Diagnosis } from '../quality/diagnosis.ts';
import type { Recordings } from '../recordings/recordings.ts';
import { pressHeadset } from './headset.ts';
import type { PhoneLink } from './phone-link.ts';
import type { Warnings } from './warnings.ts';

export function phoneHandlers(options: {
  readonly phone: PhoneLink;
  readonly live: LiveCalls;
  readonly recordings: Recordings;
  readonly agent: Agent;
  readonly diagnosis: Diagnosis;
  readonly warnings: Warnings;
  readonly phoneConfig: () => Promise<PhoneConfig>;
  readonly tell: Hub['broadcast'];
  readonly troubles: Troubles;
  /** Runs what must come into the base, and tells a disk that does not take it. */
  readonly onBase: (work: () => void) => void;
  readonly onRegistration: (registration: Registration) => void;
  readonly log: Log;
}): Handlers<typeof phoneRequests, Context> {
  const { phone, live, recordings, agent, tell, troubles } = options;

  return {
    'phone.attach': ({ phoneId, ...held }, { session }) => {
      phone.attach(session, phoneId, held);
      return options.phoneConfig();
    },
    'phone.fact': ({ fact }) => {
      options.onBase(() => live.apply(fact));
      // There is no talk and no call out without a microphone.
      if (fact.kind === 'answered' || fact.kind === 'dialing') troubles.set('microphone', undefined);
      return DONE;
    },
    'phone.registration': (registration) => {
      options.onRegistration(registration);
      return DONE;
    },
    'phone.voicemail': (voicemail) => {
      agent.heardVoicemail(voicemail);
      return DONE;
    },
    'phone.colleague': (state) => {
      agent.heardColleague(state);
      return DONE;
    },
    'phone.quality': ({ callId, samples }) => {
      const sample = options.diagnosis.measured(callId, samples);
      if (sample) tell('calls.measured', { callId, sample });
      return DONE;
    },
    'phone.trace': ({ callId, messages }) => {
      options.diagnosis.trace(callId, messages);
      return DONE;
    },
    'phone.warning': (warning) => {
      options.warnings.set(warning);
      return DONE;
    },
    'phone.checkStep': (step) => {
      tell('phone.checked', step);
      return DONE;
    },
    'phone.headset': (button) => {
      // Not waited for: the phone that asks is the one that is told.
      pressHeadset(button, live.list(), phone).catch((error: unknown) =>
        options.log.info({ err: error, button: button.kind }, 'a headset button could not be obeyed'),
      );
      return DONE;
    },
    'phone.devices': (devices) => {
      phone.setDevices(devices);
      if (devices.microphone === 'granted') troubles.set('microphone', undefined);
      return DONE;
    },
    'phone.level': (level) => {
      tell('phone.level', level);
      return DONE;
    },
    'phone.problem': ({ code, callId }) => {
      options.log.warn({ code, callId }, 'the phone has a problem');
      const params = callId === undefined ? {} : { callId };
      if (code === 'microphoneRefused' || code === 'microphoneMissing')
        troubles.set('microphone', { code, params });
      else tell('system.problem', { code, params, active: true });
      return DONE;
    },
    'recordings.begin': (input) => {
      recordings.begin(input);
      return DONE;
    },
    'recordings.append': async ({ recordingId, seq, bytes }) => {
      const bytesOnDisk = await recordings.append(recordingId, seq, bytes);
      live.alive(recordings.get(recordingId).callId);
      return { bytesOnDisk };
    },
    'recordings.finish': async ({ recordingId }) => {
      await recordings.finish(recordingId);
      return DONE;
    },
    'phone.state': () => phone.state(),
    'phone.watch': async ({ level }) => {
      await phone.command('phone.watchLevel', { on: level });
      return DONE;
    },
    'phone.runCheck': async ({ on }) => {
      await phone.command('phone.check', { on });
      return DONE;
    },
    'phone.ringTest': async () => {
      await phone.command('phone.testRing', {});
      return DONE;
    },
  };
}
