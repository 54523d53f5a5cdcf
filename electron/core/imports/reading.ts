import type { ImportOptions } from '../../../shared/contract/imports.ts';
import { fold } from '../../../shared/domain/import/fold.ts';
import type { ReadPhone, RowReading } from '../../../shared/domain/import/row.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { type Home, identifyNumber } from '../../../shared/domain/phone-number/index.ts';

/** What the rows of one import are read with. */
export function rowReading(
  options: Pick<ImportOptions, 'mapping' | 'country' | 'areaCode'>,
  header: readonly string[] | undefined,
  ownNumbers: readonly string[],
  users: readonly { readonly id: string; readonly name: string }[],
  ownFields: readonly OwnField[],
): RowReading {
  const home: Home = { country: options.country, areaCode: options.areaCode };
  const own = ownNumbers.map((number) => identifyNumber(number, home));
  return {
    mapping: options.mapping,
    header,
    readNumber: (text) => toPhone(text, home),
    ownNumbers: new Set(own.flatMap((reading) => (reading.kind === 'e164' ? [reading.e164] : []))),
    ownFields,
    users: new Map(users.map((user) => [fold(user.name), user.id])),
  };
}

function toPhone(text: string, home: Home): ReadPhone {
  const reading = identifyNumber(text, home);
  switch (reading.kind) {
    case 'e164':
      return { e164: reading.e164 };
    case 'suffix':
      return { digits: reading.digits };
    case 'internal':
      return { digits: reading.extension };
    default:
      return {};
  }
}
