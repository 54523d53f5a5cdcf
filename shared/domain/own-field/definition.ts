import { fold } from '../text/fold.ts';
import { OWN_LIMITS, type OwnField, type OwnOption } from './field.ts';
import { mayBecome } from './value.ts';

/** What an administrator fills in. An option without id is new; one that is missing becomes retired. */
export type OwnFieldDraft = Omit<OwnField, 'id' | 'position' | 'archived' | 'options'> & {
  readonly options: ReadonlyArray<{ readonly id?: string | undefined; readonly name: string }>;
};

/** Why a draft is refused; each is a sentence of the catalogue (`ownFields:fault.<code>`). */
export type OwnFault =
  | 'noName'
  | 'nameTaken'
  | 'noOptions'
  | 'optionTwice'
  | 'optionUnknown'
  | 'optionName'
  | 'typeFixed'
  | 'tooMany';

/**
 * What is wrong with a draft, the first thing first.
 *
 * @param others all other fields of the firm, archived ones too
 */
export function ownFault(
  draft: OwnFieldDraft,
  before: OwnField | undefined,
  others: readonly OwnField[],
): OwnFault | undefined {
  const name = fold(draft.name);
  if (name === '') return 'noName';
  // Two of one name on one card could not be told apart, in a list of columns either.
  if (others.some((other) => !other.archived && fold(other.name) === name)) return 'nameTaken';
  if (before === undefined && others.length >= OWN_LIMITS.fields) return 'tooMany';
  if (before !== undefined && !mayBecome(before.type, draft.type)) return 'typeFixed';
  const choice = draft.type === 'choice' || draft.type === 'multi';
  if (!choice) return undefined;
  if (draft.options.length === 0) return 'noOptions';
  const names = draft.options.map((option) => fold(option.name));
  // A list of choices is written with ";" between them.
  if (draft.options.some((option, i) => names[i] === '' || /[;\n]/.test(option.name))) return 'optionName';
  if (new Set(names).size < names.length) return 'optionTwice';
  const known = new Set(before?.options.map(({ id }) => id));
  const ids = draft.options.flatMap(({ id }) => id ?? []);
  return ids.every((id) => known.has(id)) && new Set(ids).size === ids.length ? undefined : 'optionUnknown';
}

/**
 * The options as they become, those that are offered first. None is ever lost: a value may hold it, in a backup or on a card that
 * comes back by undo. A new one of a retired one's name is that one again.
 */
export function optionsAfter(
  wanted: OwnFieldDraft['options'],
  before: readonly OwnOption[],
  newId: () => string,
): OwnOption[] {
  const taken = new Set(wanted.flatMap(({ id }) => id ?? []));
  const offered = wanted.map(({ id, name }) => {
    const again = before.find((option) => !taken.has(option.id) && fold(option.name) === fold(name));
    const own = id ?? again?.id ?? newId();
    taken.add(own);
    return { id: own, name: name.trim(), retired: false };
  });
  const left = before.filter((option) => !taken.has(option.id));
  return [...offered, ...left.map((option) => ({ ...option, retired: true }))];
}
