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
