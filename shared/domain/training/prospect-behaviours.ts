import type { ClipId, DialledBehaviour, Persona } from './persona.ts';
import { PROSPECTS, type Prospect, type ProspectBehaviour } from './prospects.ts';

/** Long enough for a whole conversation template: who is called seldom hangs up first. */
const TALK_MS = 180_000;
const answers = (ringMs: number): DialledBehaviour => ({
  kind: 'answers',
  ringMs,
  talkMs: TALK_MS,
  earlyMedia: false,
});
const BUSY: DialledBehaviour = { kind: 'busy', afterMs: 400 };

interface Manner {
  readonly dialled: DialledBehaviour;
  /** Of the second number, when that one behaves in another way. */
  readonly second?: DialledBehaviour;
  readonly opens?: ClipId;
  readonly says?: ClipId;
}

const MANNERS: Readonly<Record<ProspectBehaviour, Manner>> = {
  agrees: { dialled: answers(2_000), says: 'agrees' },
  refuses: { dialled: answers(1_600), says: 'refuses' },
  tuesday: { dialled: answers(2_400), says: 'tuesday' },
  wrongNumber: { dialled: answers(1_800), says: 'wrongNumber' },
  doNotCall: { dialled: answers(1_400), says: 'doNotCall' },
  hangsUp: { dialled: { kind: 'answers', ringMs: 2_000, talkMs: 900, earlyMedia: false } },
  voicemail: { dialled: { kind: 'voicemail', ringMs: 2_400, listensMs: 60_000 }, opens: 'greeting' },
  busy: { dialled: BUSY },
  busyThenAgrees: { dialled: BUSY, second: answers(2_000), says: 'agrees' },
  silent: { dialled: { kind: 'neverAnswers', giveUpMs: 45_000 } },
  declines: { dialled: { kind: 'declines', ringMs: 2_000 } },
  noSuchNumber: { dialled: { kind: 'noSuchNumber' } },
};

/** Steps between the voices of prospects that follow each other, so that nobody takes two for one. */
const PITCHES = [1, 0.86, 1.16, 0.93, 1.08] as const;

function personaOf(prospect: Prospect, index: number): Persona {
  const { id, name, organisation, numbers, behaves } = prospect;
  const { dialled, second, opens = 'answer', says } = MANNERS[behaves];
  const [number = '', other] = numbers;
  return {
    id,
    title: name,
    number,
    displayName: name,
    dialled,
    ...(second && other ? { dialledAt: { [other]: second } } : {}),
    clip: opens,
    ...(says === undefined ? {} : { goesOn: says }),
    pitch: PITCHES[index % PITCHES.length] ?? 1,
    contact: { personName: name, organisationName: organisation, numbers, stage: 'lead' },
  };
}

/** Who answers when a prospect is dialled. They never call, and are no part of a shift. */
export const PROSPECT_PERSONAS: readonly Persona[] = PROSPECTS.map(personaOf);
