import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../../../shared/contract/failure.ts';
import { holds, type OwnField, type OwnValues } from '../../../shared/domain/own-field/field.ts';
import { ownTrouble } from '../../../shared/domain/own-field/value.ts';

/**
 * The own values of a contact as they become. What is not touched stays whatever it is: it may be of a field that was another type
 * before, or is archived.
 *
 * @param given absent: nothing changes
 * @throws Failure `ownValueRefused` (params: field, trouble)
 */
export function acceptOwn(
  fields: readonly OwnField[],
  kind: 'person' | 'organisation',
  before: OwnValues,
  given: OwnValues | undefined,
): OwnValues {
  if (given === undefined) return before;
  for (const [id, value] of Object.entries(given)) {
    if (isDeepStrictEqual(before[id], value)) continue;
    const field = fields.find((one) => one.id === id);
    if (field === undefined || field.archived || !holds(field, kind))
      throw new Failure('ownValueRefused', { field: field?.name ?? '', trouble: 'noField' });
    const trouble = ownTrouble(field, value);
    if (trouble !== undefined) throw new Failure('ownValueRefused', { field: field.name, trouble });
  }
  return given;
}
