import { z } from 'zod';
import { Bytes, Changed, Done, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { alsoWhen, needListed, needOf } from './need.ts';
import { Outcome } from './outcomes.ts';
import { RecordingInfo, RecordingLevels } from './recordings.ts';

/** Everything given must hold. Days: `yyyy-mm-dd` at the workplace, both included. */
export const LibraryFilter = z.object({
  /** Words of notes and comments, a customer, a number. */
  search: text(200).optional(),
  firstDay: z.iso.date().optional(),
  lastDay: z.iso.date().optional(),
  agentId: Id.optional(),
  /** An organisation's recordings are also those of its people. */
  contactId: Id.optional(),
  campaignId: Id.optional(),
  /** The line. */
  accountId: text(64).optional(),
  outcomes: z.array(Outcome).max(200).optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  minMs: z.number().int().min(0).optional(),
  maxMs: z.number().int().min(0).optional(),
  /** 0..1; what is not measured yet is found by neither. */
  minSilence: z.number().min(0).max(1).optional(),
  maxSilence: z.number().min(0).max(1).optional(),
  /** Somebody has said something about it. */
  commented: z.boolean().optional(),
  /** 0..100, of the review that counts; what is not reviewed is found by neither. */
  minScore: z.number().min(0).max(100).optional(),
  maxScore: z.number().min(0).max(100).optional(),
});
export type LibraryFilter = z.infer<typeof LibraryFilter>;

export const LibraryRow = z.object({
  recordingId: Id,
  callId: Id,
  state: RecordingInfo.shape.state,
  startedAt: Time,
  durationMs: z.number(),
  direction: z.enum(['inbound', 'outbound']),
  /** As it came or was dialled. */
  number: z.string(),
  contactId: Id.optional(),
  contactName: z.string().optional(),
  organisationName: z.string().optional(),
  agentId: Id.optional(),
  agentName: z.string().optional(),
  campaignName: z.string().optional(),
  outcome: Outcome.optional(),
  note: z.string(),
  /** 0..1; absent: not measured. */
  silenceShare: z.number().optional(),
  comments: z.number().int(),
  /** 0..100; absent: not reviewed, or not for the asker to know. */
  score: z.number().optional(),
});
export type LibraryRow = z.infer<typeof LibraryRow>;

/** What somebody said about a moment; without words it is a mark. */
export const RecordingComment = z.object({
  id: Id,
  version: z.number().int(),
  /** From the beginning of the recording. */
  atMs: z.number().int(),
  text: z.string(),
  authorId: Id,
  authorName: z.string(),
  createdAt: Time,
});
export type RecordingComment = z.infer<typeof RecordingComment>;

const Name = z.object({ id: z.string(), name: z.string() });
const AtMs = z.number().int().min(0).max(86_400_000);
const Slice = z.object({
  recordingId: Id,
  offset: z.number().int().min(0),
  length: z.number().int().min(1).max(1_048_576),
});

export const libraryRequests = {
  'library.choices': request(
    ['desk'],
    Empty,
    z.object({ agents: z.array(Name), campaigns: z.array(Name), lines: z.array(Name) }),
    needListed('recordings.listen'),
  ),
  /** Newest first. */
  'library.list': request(
    ['desk'],
    LibraryFilter.extend({
      /** Id of the last recording of the page before. */
      before: Id.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({
      rows: z.array(LibraryRow),
      more: z.boolean(),
      /** Of the whole filter, with its first page. */
      total: z.object({ recordings: z.number().int(), durationMs: z.number() }).optional(),
    }),
    alsoWhen(needListed('recordings.listen'), { minScore: 'reviews.view', maxScore: 'reviews.view' }),
  ),
  'library.get': request(
    ['desk'],
    z.object({ recordingId: Id }),
    z.object({ row: LibraryRow, comments: z.array(RecordingComment) }),
    needOf('recordings.listen', 'sharedRecording', 'recordingId'),
  ),
  'library.comment': request(
    ['desk'],
    z.object({ recordingId: Id, atMs: AtMs, text: text(2_000) }),
    Changed,
    needOf('recordings.listen', 'sharedRecording', 'recordingId'),
  ),
  /** Own comments, and those of whom one stands above. */
  'library.editComment': request(
    ['desk'],
    z.object({ commentId: Id, version: z.number().int(), text: text(2_000) }),
    Changed,
    needOf('recordings.listen', 'recordingComment', 'commentId'),
  ),
  'library.removeComment': request(
    ['desk'],
    z.object({ commentId: Id }),
    Changed,
    needOf('recordings.listen', 'recordingComment', 'commentId'),
  ),
  /** The newest recording that nobody has measured, and how many there are; it takes a page, since the core cannot decode. */
  'library.unmeasured': request(
    ['desk'],
    Empty,
    z.object({ recordingId: Id.optional(), left: z.number().int() }),
    needListed('recordings.listen'),
  ),
  /** Its sound, for that only: fails with `notAllowed` once it is measured, so that nobody listens past the audit. */
  'library.readUnmeasured': request(
    ['desk'],
    Slice,
    z.object({ bytes: Bytes, total: z.number().int() }),
    needOf('recordings.listen', 'recording', 'recordingId'),
  ),
  /** Without levels: it cannot be decoded, and is not tried again. */
  'library.measured': request(
    ['desk'],
    z.object({ recordingId: Id, levels: RecordingLevels.optional() }),
    Done,
    needOf('recordings.listen', 'recording', 'recordingId'),
  ),
  /** A slice of the file to be taken out, with the name it shall have. The first slice is written into the audit. */
  'library.export': request(
    ['desk'],
    Slice,
    z.object({ bytes: Bytes, total: z.number().int(), fileName: z.string() }),
    needOf('recordings.export', 'recording', 'recordingId'),
  ),
} as const;

/** Comments or measures of these recordings changed, or there is a new one. */
export const libraryEvents = { 'library.changed': z.object({ recordingIds: z.array(Id) }) } as const;
