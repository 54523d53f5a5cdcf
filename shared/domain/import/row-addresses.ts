import { ADDRESS_LABELS, type AddressLabel, type PostalAddress } from '../contact/address.ts';
import type { Cell, Columns } from './cells.ts';
import type { AddressTarget } from './column.ts';
import { fold, tidyLines } from './fold.ts';
import { LIMITS } from './limits.ts';

export const ADDRESS_TARGET_OF = {
  office: 'officeAddress',
  delivery: 'deliveryAddress',
  postal: 'postalAddress',
  legal: 'legalAddress',
  home: 'homeAddress',
  other: 'otherAddress',
} as const satisfies Record<AddressLabel, AddressTarget>;

/** Several of one kind are parted by an empty line; each has lines of its own. What is too much goes to the notes. */
export function readAddresses(columns: Columns, leftover: (cell: Cell) => void): readonly PostalAddress[] {
  const addresses: PostalAddress[] = [];
  for (const label of ADDRESS_LABELS) {
    for (const cell of columns.get(ADDRESS_TARGET_OF[label]) ?? []) {
      for (const text of tidyLines(cell.text).split(/\n{2,}/)) {
        if (text === '' || has(addresses, { label, text })) continue;
        if (text.length > LIMITS.address || addresses.length === LIMITS.addresses)
          leftover({ ...cell, text });
        else addresses.push({ label, text });
      }
    }
  }
  return addresses;
}

/** All of one kind in a cell, as `readAddresses` cuts them apart. */
export const writtenAddresses = (addresses: readonly PostalAddress[], label: AddressLabel): string =>
  addresses
    .filter((address) => address.label === label)
    .map(({ text }) => tidyLines(text).replaceAll(/\n{2,}/g, '\n'))
    .join('\n\n');

/** Whether it stands there already, in whatever letters; one of no special kind may be there as any. */
export const has = (known: readonly PostalAddress[], { label, text }: PostalAddress): boolean =>
  known.some((one) => (label === 'other' || one.label === label) && fold(one.text) === fold(text));
