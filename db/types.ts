import type { z } from 'zod';
import type {
  Consent as ConsentSchema,
  PhoneLabel as PhoneLabelSchema,
} from '../shared/contract/contacts.ts';
import type { DTMF_WAYS } from '../shared/contract/phone.ts';

export type { PbxProfile } from '../shared/contract/agent.ts';
export type { CallPurpose, FollowUpDraft, Identity, Match, NumberReading } from '../shared/contract/calls.ts';
export type { Channel, ContactKind, Relation, Stage } from '../shared/contract/contacts.ts';
export type { Outcome } from '../shared/contract/outcomes.ts';
export type Consent = z.infer<typeof ConsentSchema>;
export type PhoneLabel = z.infer<typeof PhoneLabelSchema>;
export type WrapUp = 'none' | 'open' | 'done';
export type RecordingState = 'recording' | 'finished' | 'repaired' | 'failed';
export type Engine = 'jssip' | 'sipjs';
export type DtmfWay = (typeof DTMF_WAYS)[number];

/** Where in its file an import is: everything up to there is in the base, nothing beyond. */
export interface ImportPosition {
  /** The second one has the rows that only a name identifies. */
  readonly pass: 1 | 2;
  /** Of the last record that was taken in or refused in this pass. */
  readonly ordinal: number;
  /** Length of the file of refused rows, bytes. */
  readonly rejectedBytes: number;
}

/** How far the rows of an import are taken back. */
export interface ImportUndoState {
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** Changes that the import made, and how many of them were looked at. */
  readonly total: number;
  readonly processed: number;
  /** Made by the import and deleted again. */
  readonly deleted: number;
  /** Changed by the import and put back. */
  readonly restored: number;
  /** Left, at least in part, because somebody worked with them since. */
  readonly kept: number;
  /** The last operation that was taken back; they go from the newest to the oldest. */
  readonly before: string | null;
  readonly actorId: string;
  readonly failure: string | null;
}
