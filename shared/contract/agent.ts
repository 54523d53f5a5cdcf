import { z } from 'zod';
import { PBX_PRESETS } from '../domain/pbx/presets.ts';
import { Empty, Id, text } from './common.ts';
import { request } from './define.ts';
import { atWork } from './need.ts';

/**
 * What is dialled to make the PBX do something. `{number}`, `{extension}` and `{reason}` stand for what is filled in;
 * an empty code: this PBX has no such thing.
 */
const Code = z
  .string()
  .regex(/^(?:[0-9A-D*#+]|\{(?:number|extension|reason)\})*$/)
  .max(64);

export const FeatureCodes = z.object({
  voicemail: Code,
  pickUp: Code,
  doNotDisturbOn: Code,
  doNotDisturbOff: Code,
  forwardOn: Code,
  forwardOff: Code,
  queueLogIn: Code,
  queueLogOut: Code,
  pause: Code,
  resume: Code,
  /** Sends our own voice back: the check before the shift hears itself. */
  echoTest: Code,
  /** Of a colleague's call: to hear it, to be heard by the colleague alone, to be heard by both. */
  listen: Code,
  whisper: Code,
  join: Code,
});
export type FeatureCodes = z.infer<typeof FeatureCodes>;

export const PauseReason = z.object({ label: text(60), code: z.string().regex(/^[0-9A-Z]{0,16}$/i) });

/** What a PBX understands, beside SIP. From a preset, and editable. */
export const PbxProfile = z.object({
  preset: z.enum(PBX_PRESETS),
  codes: FeatureCodes,
  pauseReasons: z.array(PauseReason).max(30),
});
export type PbxProfile = z.infer<typeof PbxProfile>;

/** Messages that wait in the mailbox (RFC 3842). */
export const Voicemail = z.object({ fresh: z.number().int().min(0), old: z.number().int().min(0) });
export type Voicemail = z.infer<typeof Voicemail>;

/** What the PBX says of another extension (RFC 4235). `unknown`: it says nothing. */
export const ColleagueState = z.object({
  extension: text(64),
  state: z.enum(['unknown', 'free', 'ringing', 'talking']),
});
export type ColleagueState = z.infer<typeof ColleagueState>;

export const Colleague = ColleagueState.extend({ name: z.string(), contactId: Id.optional() });
export type Colleague = z.infer<typeof Colleague>;

/** How this workstation stands towards the PBX and its colleagues. */
export const AgentState = z.object({
  doNotDisturb: z.boolean(),
  forwardTo: text(256).optional(),
  /** As we last asked for it, a PBX does not tell; absent when we never did. */
  inQueues: z.boolean().optional(),
  /** Label of the reason. */
  pausedFor: text(60).optional(),
  voicemail: Voicemail.optional(),
  colleagues: z.array(Colleague),
  /** What the profile of the line in use can do. */
  can: z.object({
    queues: z.boolean(),
    pause: z.boolean(),
    voicemail: z.boolean(),
    pickUp: z.boolean(),
    echoTest: z.boolean(),
  }),
  pauseReasons: z.array(PauseReason),
});
export type AgentState = z.infer<typeof AgentState>;

export const agentRequests = {
  'agent.state': request(['desk', 'shell'], Empty, AgentState, atWork),
  'agent.doNotDisturb': request(['desk', 'shell'], z.object({ on: z.boolean() }), AgentState, atWork),
  'agent.forward': request(['desk'], z.object({ to: text(256).nullable() }), AgentState, atWork),
  'agent.queues': request(['desk'], z.object({ in: z.boolean() }), AgentState, atWork),
  /** `null`: back at work. */
  'agent.pause': request(['desk'], z.object({ reason: text(60).nullable() }), AgentState, atWork),
  /** Takes the call that rings at a colleague. */
  'agent.pickUp': request(['desk'], z.object({ extension: text(64) }), z.object({ callId: Id }), atWork),
  'agent.voicemail': request(['desk'], Empty, z.object({ callId: Id }), atWork),
  /** The codes of a preset, to begin an own profile with. */
  'agent.preset': request(['desk'], z.object({ preset: z.enum(PBX_PRESETS) }), PbxProfile, atWork),
} as const;

export const agentEvents = { 'agent.changed': AgentState } as const;
