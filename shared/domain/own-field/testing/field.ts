import type { OwnField } from '../field.ts';

/** A text that nobody must fill, unless the fields say otherwise. */
export const ownField = (fields: Partial<OwnField> = {}): OwnField => ({
  id: '01900000-0000-7000-8000-00000000f001',
  name: 'Level',
  type: 'text',
  options: [],
  currency: 'EUR',
  group: '',
  holders: 'both',
  mandatory: { stages: [], moments: [] },
  searchable: false,
  position: 0,
  archived: false,
  ...fields,
});
