import { z } from 'zod';
import { Bytes, Done, Empty, Id, Time } from './common.ts';
import { request } from './define.ts';
import { atWork, phoneOnly } from './need.ts';

/** What is said to an answering machine in the operator's place. */
export const MachineMessage = z.object({
  durationMs: z.number().int(),
  bytes: z.number().int(),
  savedAt: Time,
});
export type MachineMessage = z.infer<typeof MachineMessage>;

export const MachineMessageState = z.object({
  /** Absent: there is none, and the key only hangs up. */
  message: MachineMessage.optional(),
  /** The call in which it is being said now. */
  saidIn: Id.optional(),
});
export type MachineMessageState = z.infer<typeof MachineMessageState>;

export const machineMessageRequests = {
  'machineMessage.get': request(['desk'], Empty, MachineMessageState, atWork),
  /** WAV as `shared/domain/machine-message` writes it. Fails with `notFound` when there is none. */
  'machineMessage.read': request(['desk', 'phone'], Empty, z.object({ bytes: Bytes }), atWork),
  /** In place of the one before. Fails with `badRequest` on anything but such a WAV of at most two minutes. */
  'machineMessage.save': request(['desk'], z.object({ bytes: Bytes }), MachineMessageState, atWork),
  'machineMessage.remove': request(['desk'], Empty, MachineMessageState, atWork),
  /**
   * Begins and ends a recording with the phone's microphone. The end answers with the sound, in whatever form the browser
   * records; nothing is kept of it. Fails with `alreadyTalking` during a call.
   */
  'machineMessage.record': request(
    ['desk'],
    z.object({ on: z.boolean() }),
    z.object({ bytes: Bytes.optional() }),
    atWork,
  ),
  /** What the phone has recorded. */
  'machineMessage.recorded': request(['phone'], z.object({ bytes: Bytes }), Done, phoneOnly),

  /**
   * An answering machine took a call of ours: says the message if there is one, hangs up after it, outcome `voicemail`, and
   * the wrap-up is done. Fails with `callGone` in a call that is no talk of ours.
   */
  'dialer.voicemail': request(['desk'], z.object({ callId: Id }), Done, atWork),
  /** It was a person after all: the operator is heard again, and the call ends as any other. */
  'dialer.stopMessage': request(['desk'], z.object({ callId: Id }), Done, atWork),
} as const;

export const machineMessageEvents = { 'machineMessage.changed': MachineMessageState } as const;
