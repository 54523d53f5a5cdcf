/** What a file of purchases, contracts or invoices says of them (`goods-row.ts`). */
export const GOODS_TARGETS = [
  'item',
  'serial',
  'quantity',
  'boughtOn',
  'warrantyUntil',
  'contractNumber',
  'subject',
  'startsOn',
  'endsOn',
  'contractState',
  'invoiceNumber',
  'issuedOn',
  'dueOn',
  'paidAmount',
  'paidOn',
  'amount',
  'currency',
  'note',
] as const;
export type GoodsTarget = (typeof GOODS_TARGETS)[number];

/** Where a column of a file can go; the contract's `ImportTarget` is this list. */
export type ColumnTarget = CustomerTarget | GoodsTarget | OwnTarget;

/** One of the firm's own fields. */
export type OwnTarget = `own:${string}`;
export const ownTarget = (fieldId: string): OwnTarget => `own:${fieldId}`;
/** Undefined: it is none of the firm's own. */
export const fieldOfTarget = (target: ColumnTarget): string | undefined =>
  target.startsWith('own:') ? target.slice('own:'.length) : undefined;

/** What a file says of a customer, or by what it names one. */
export type CustomerTarget =
  | 'ignore'
  | 'id'
  | 'name'
  | 'lastName'
  | 'firstName'
  | 'middleName'
  | 'organisation'
  | 'role'
  | 'phone'
  | 'mobile'
  | 'workPhone'
  | 'homePhone'
  | 'fax'
  | 'otherPhone'
  | 'phoneNotes'
  | 'email'
  | 'stage'
  | 'relation'
  | 'responsible'
  | 'channel'
  | 'region'
  | 'field'
  | 'headCount'
  | 'needs'
  | 'consent'
  | 'birthday'
  | 'contractEndsOn'
  | 'tags'
  | 'language'
  | 'zone'
  | AddressTarget
  | 'about';

/** Columns that hold postal addresses, by what they are for. */
export const ADDRESS_TARGETS = [
  'officeAddress',
  'deliveryAddress',
  'postalAddress',
  'legalAddress',
  'homeAddress',
  'otherAddress',
] as const;
export type AddressTarget = (typeof ADDRESS_TARGETS)[number];

/** Columns that hold numbers, in the order in which a row's numbers are read. */
export const PHONE_TARGETS = ['phone', 'mobile', 'workPhone', 'homePhone', 'fax', 'otherPhone'] as const;
export type PhoneTarget = (typeof PHONE_TARGETS)[number];

export const isPhoneTarget = (target: ColumnTarget): target is PhoneTarget =>
  PHONE_TARGETS.some((one) => one === target);

/** Columns that make a name. */
export const isNameTarget = (target: ColumnTarget): boolean =>
  target === 'name' || target === 'lastName' || target === 'firstName' || target === 'middleName';
