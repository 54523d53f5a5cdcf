import { z } from 'zod';
import { Done, Empty, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

/** What keeps us from hearing of calls: of the manager interface, then of the files. */
export const PBX_TROUBLES = [
  'unreachable',
  'silent',
  'notAsterisk',
  'refused',
  'closed',
  'noSecret',
  'fileMissing',
  'fileForbidden',
  'fileUnreadable',
  'notQueueLog',
  'notCdr',
  'cdrNameless',
] as const;
export type PbxTrouble = (typeof PBX_TROUBLES)[number];

/** Asterisk's manager interface, and the files from which it is known what happened while nobody listened. */
const Setting = z.object({
  on: z.boolean(),
  host: text(253),
  port: z.number().int().min(1).max(65_535),
  user: text(100),
  /** Contexts of the dial plan that take calls from outside, with commas; empty: told by the length of the number. */
  incoming: text(500),
  /** Paths of `queue_log` and `Master.csv`, on this machine or mounted; empty: none. */
  queueLog: text(1_000),
  cdr: text(1_000),
});
export type MissedPbxSetting = z.infer<typeof Setting>;

/** `secret`: absent, as it is kept. */
const Wanted = Setting.extend({ secret: text(200).optional() });

const State = Setting.extend({
  hasSecret: z.boolean(),
  link: z.enum(['off', 'connecting', 'connected', 'waiting']),
  /** Why it waits to try again. */
  trouble: z.enum(PBX_TROUBLES).optional(),
  /** When the last file was read to its end. */
  readAt: Time.optional(),
  fileTrouble: z.enum(PBX_TROUBLES).optional(),
});
export type MissedPbxState = z.infer<typeof State>;

export const PBX_PARTS = ['ami', 'queueLog', 'cdr'] as const;

export const missedPbxRequests = {
  'missedPbx.state': request(['desk'], Empty, State, need('workstation.administer')),
  'missedPbx.set': request(['desk'], Wanted, Done, need('workstation.administer')),
  /** Tries what is typed, and changes nothing: each part that is filled in, with its trouble if it has one. */
  'missedPbx.check': request(
    ['desk'],
    Wanted,
    z.array(z.object({ part: z.enum(PBX_PARTS), trouble: z.enum(PBX_TROUBLES).optional() })),
    need('workstation.administer'),
  ),
} as const;

export const missedPbxEvents = {
  /** The connection came or went, or a file could not be read. */
  'missedPbx.changed': z.object({}),
} as const;
