import { z } from 'zod';
import { Bytes, Empty } from './common.ts';
import { request } from './define.ts';
import { MachineMessage } from './machine-message.ts';
import { atWork, need } from './need.ts';

/** The kept words that tell a customer that the call is recorded; absent: there are none. */
export const AnnouncementState = z.object({ words: MachineMessage.optional() });
export type AnnouncementState = z.infer<typeof AnnouncementState>;

const ADMINISTER = need('firm.administer');

export const announcementRequests = {
  'announcement.get': request(['desk'], Empty, AnnouncementState, atWork),
  /** WAV as `shared/domain/machine-message` writes it. Fails with `notFound` when there are none. */
  'announcement.read': request(['desk', 'phone'], Empty, z.object({ bytes: Bytes }), atWork),
  /** In place of those before. Fails with `badRequest` on anything but such a WAV of at most two minutes. */
  'announcement.save': request(['desk'], z.object({ bytes: Bytes }), AnnouncementState, ADMINISTER),
  'announcement.remove': request(['desk'], Empty, AnnouncementState, ADMINISTER),
} as const;

export const announcementEvents = { 'announcement.changed': AnnouncementState } as const;
