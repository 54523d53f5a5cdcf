import type { AddressLabel } from '../../../shared/domain/contact/address.ts';

/** What an address is for, in words of RFC 2426 where it has one. */
export const ADDRESS_TYPES: Readonly<Record<AddressLabel, readonly string[]>> = {
  office: ['work'],
  delivery: ['parcel'],
  postal: ['postal'],
  legal: ['x-legal'],
  home: ['home'],
  other: [],
};
