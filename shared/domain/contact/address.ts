/** What an address is for. */
export const ADDRESS_LABELS = ['office', 'delivery', 'postal', 'legal', 'home', 'other'] as const;
export type AddressLabel = (typeof ADDRESS_LABELS)[number];

/** In one piece, as people write and paste it; it is read by people only. */
export interface PostalAddress {
  readonly label: AddressLabel;
  readonly text: string;
}
