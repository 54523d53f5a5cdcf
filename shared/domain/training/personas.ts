import { COLLEAGUE_PERSONAS } from './colleague-personas.ts';
import { DIFFICULT_PERSONAS } from './difficult-personas.ts';
import { EVERYDAY_PERSONAS } from './everyday-personas.ts';
import type { DialledBehaviour, Localised, Persona } from './persona.ts';
import { PROSPECT_PERSONAS } from './prospect-behaviours.ts';

/** What the line is called where lines are chosen. */
export const TRAINING_LINE: Localised = { en: 'Training line', ru: 'Учебная линия', uk: 'Навчальна лінія' };

/** Whom the training panel shows: callers, colleagues, and numbers to try. */
export const TRAINING_PERSONAS: readonly Persona[] = [
  ...EVERYDAY_PERSONAS,
  ...DIFFICULT_PERSONAS,
  ...COLLEAGUE_PERSONAS,
];

/** The phone book of the training line. */
const EVERYBODY: readonly Persona[] = [...TRAINING_PERSONAS, ...PROSPECT_PERSONAS];

export const personaById = (id: string): Persona | undefined =>
  EVERYBODY.find((persona) => persona.id === id);

/** Fewer equal digits at the end than this are taken for coincidence: 7 is a local number without its area code. */
const SUFFIX_DIGITS = 7;

/**
 * Who answers a dialled number, in any writing ("+44 20 7946 0101", "0044207…", "020 7946 0101", "600").
 * Extensions match exactly; longer numbers by all their digits, or by their national part.
 */
export function personaForNumber(dialled: string): Persona | undefined {
  const digits = dialled.replace(/\D/g, '').replace(/^00/, '');
  if (digits === '') return undefined;
  const exact = EVERYBODY.find((persona) => numbersOf(persona).includes(digits));
  if (exact !== undefined) return exact;
  const national = digits.replace(/^[08]/, '');
  if (national.length < SUFFIX_DIGITS) return undefined;
  return EVERYBODY.find((persona) => numbersOf(persona).some((number) => number.endsWith(national)));
}

/** What happens when this number of the persona is dialled, in any writing. */
export function behaviourAt(persona: Persona, dialled: string): DialledBehaviour {
  const national = dialled.replace(/\D/g, '').replace(/^0+/, '');
  const [, there] =
    Object.entries(persona.dialledAt ?? {}).find(([number]) => number.endsWith(national)) ?? [];
  return there ?? persona.dialled;
}

/** Digits of every number that reaches the persona; the one that it calls from comes first. */
function numbersOf(persona: Persona): string[] {
  return [persona.number, ...(persona.contact?.numbers ?? []), ...(persona.alsoAt ?? [])]
    .map((number) => number.replace(/\D/g, ''))
    .filter((digits) => digits !== '');
}
