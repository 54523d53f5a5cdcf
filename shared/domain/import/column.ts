/** Where a column of a file can go; the contract's `ImportTarget` is this list. */
export type ColumnTarget =
  | 'ignore'
  | 'name'
  | 'lastName'
  | 'firstName'
  | 'middleName'
  | 'organisation'
  | 'role'
  | 'phone'
  | 'mobile'
  | 'workPhone'
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
  | 'about';

/** Columns that hold numbers. */
export const isPhoneTarget = (target: ColumnTarget): boolean =>
  target === 'phone' || target === 'mobile' || target === 'workPhone';

/** Columns that make a name. */
export const isNameTarget = (target: ColumnTarget): boolean =>
  target === 'name' || target === 'lastName' || target === 'firstName' || target === 'middleName';
