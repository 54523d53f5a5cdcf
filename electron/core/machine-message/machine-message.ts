import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type {
  MachineMessageState,
  machineMessageRequests,
} from '../../../shared/contract/machine-message.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Context } from '../host/dispatch.ts';
import type { PhoneLink } from '../phone/phone-link.ts';
import { createMessageFile } from './message-file.ts';

export interface MachineMessageOptions {
  readonly dataDir: string;
  readonly repositories: Pick<Repositories, 'calls'>;
  readonly live: () => Pick<LiveCalls, 'isLive'>;
  readonly phone: () => Pick<PhoneLink, 'command'>;
  /** Outcome `voicemail`, and the wrap-up is done. */
  readonly wrapUp: (callId: string) => unknown;
  readonly onChanged: (state: MachineMessageState) => void;
}

/** The message to answering machines, and the calls that end with it. */
export function createMachineMessage(options: MachineMessageOptions) {
  const file = createMessageFile(options.dataDir);
  /** Talks with a machine: at their end the wrap-up is done already. */
  const machines = new Set<string>();
  let saidIn: string | undefined;
  /** Between the phone's word and the answer to the desk. */
  let recorded: Uint8Array | undefined;

  const state = (): MachineMessageState => {
    const message = file.describe();
    return { ...(message ? { message } : {}), ...(saidIn === undefined ? {} : { saidIn }) };
  };
  const tell = (): MachineMessageState => {
    const now = state();
    options.onChanged(now);
    return now;
  };
  const says = (callId: string | undefined) => {
    saidIn = callId;
    tell();
  };

  /** @throws Failure `callGone` */
  function needOwnTalk(callId: string): void {
    const record = options.live().isLive(callId) ? options.repositories.calls.get(callId) : undefined;
    const { direction, answeredAt, hold, joined } = record?.call ?? {};
    const ours = record?.purpose === 'talk' && direction === 'outbound' && answeredAt !== undefined;
    if (!ours || hold?.operator || joined) throw new Failure('callGone');
  }

  const handlers: Handlers<typeof machineMessageRequests, Context> = {
    'machineMessage.get': state,
    'machineMessage.read': () => {
      const bytes = file.read();
      if (bytes === undefined) throw new Failure('notFound');
      return { bytes };
    },
    'machineMessage.save': ({ bytes }) => {
      file.save(bytes);
      return tell();
    },
    'machineMessage.remove': () => {
      file.remove();
      return tell();
    },
    'machineMessage.record': async ({ on }) => {
      recorded = undefined;
      await options.phone().command('phone.recordMessage', { on });
      const bytes = on ? undefined : recorded;
      recorded = undefined;
      return bytes === undefined ? {} : { bytes };
    },
    'machineMessage.recorded': ({ bytes }) => {
      recorded = bytes;
      return DONE;
    },
    'dialer.voicemail': async ({ callId }) => {
      needOwnTalk(callId);
      if (machines.has(callId)) return DONE;
      machines.add(callId);
      const command = file.describe() ? 'phone.leaveMessage' : 'phone.hangUp';
      try {
        await options.phone().command(command, { callId });
      } catch (error) {
        machines.delete(callId);
        throw error;
      }
      // It may have ended while the phone was asked.
      if (command === 'phone.leaveMessage' && machines.has(callId)) says(callId);
      return DONE;
    },
    'dialer.stopMessage': async ({ callId }) => {
      needOwnTalk(callId);
      if (!machines.delete(callId)) return DONE;
      says(undefined);
      await options.phone().command('phone.stopMessage', { callId });
      return DONE;
    },
  };

  return {
    handlers,
    /** The call is over and kept. */
    callOver(callId: string): void {
      if (!machines.delete(callId)) return;
      says(undefined);
      options.wrapUp(callId);
    },
  };
}

export type MachineMessages = ReturnType<typeof createMachineMessage>;
