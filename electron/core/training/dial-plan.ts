import { presetProfile } from '../../../shared/domain/pbx/presets.ts';
import type { DialledBehaviour, Persona } from '../../../shared/domain/training/persona.ts';
import { behaviourAt, personaById, personaForNumber } from '../../../shared/domain/training/personas.ts';

/** What the exchange itself answers with. */
export type ServiceBehaviour =
  /** A short tone that says "done", then the exchange hangs up. */
  | { readonly kind: 'confirms' }
  /** Reads out what waits in the mailbox. */
  | { readonly kind: 'mailbox' };

/** Where a dialled number leads. Without behaviour: nowhere, 404. */
export interface Destination {
  readonly persona?: Persona;
  readonly behaviour?: DialledBehaviour | ServiceBehaviour;
}

const { codes } = presetProfile('asterisk');
/** Codes that are confirmed and change nothing here: the phone itself refuses, forwards, and counts its pauses. */
const CONFIRMED = [
  codes.doNotDisturbOn,
  codes.doNotDisturbOff,
  codes.forwardOn,
  codes.forwardOff,
  codes.queueLogIn,
  codes.queueLogOut,
  `${codes.pause}{reason}`,
  codes.resume,
].map(patternOf);
const PICK_UP = patternOf(codes.pickUp);
/** Who picks up talks at once. */
const PICKED_UP_TALK_MS = 60_000;

/** @param pickUp takes the call that rings at an extension */
export function destination(
  dialled: string,
  pickUp: (extension: string) => Persona | undefined,
): Destination {
  if (CONFIRMED.some((pattern) => pattern.test(dialled))) return { behaviour: { kind: 'confirms' } };
  if (dialled === codes.voicemail) return { behaviour: { kind: 'mailbox' } };
  const extension = PICK_UP.exec(dialled)?.[1];
  if (extension !== undefined) {
    const caller = pickUp(extension);
    if (caller === undefined) return {};
    const behaviour = { kind: 'answers', ringMs: 0, talkMs: PICKED_UP_TALK_MS, earlyMedia: false } as const;
    return { persona: caller, behaviour };
  }
  const persona = dialled === codes.echoTest ? personaById('echo') : personaForNumber(dialled);
  return persona === undefined ? {} : { persona, behaviour: behaviourAt(persona, dialled) };
}

/** `*72{number}` → /^\*72([0-9A-Za-z*#+]*)$/ */
function patternOf(code: string): RegExp {
  const [head = '', hole] = code.split(/\{(?:number|extension|reason)\}/);
  const literal = head.replace(/[*+]/g, '\\$&');
  return new RegExp(`^${literal}${hole === undefined ? '' : '([0-9A-Za-z*#+]*)'}$`);
}
