import type { OwnField } from '../../../shared/contract/own-fields.ts';
import { ownField } from '../../../shared/domain/own-field/testing/field.ts';
import { id } from './sample.ts';

const option = (n: number, name: string, retired = false) => ({ id: id(n), name, retired });
const field = (n: number, fields: Partial<OwnField>): OwnField => ({
  ...ownField(fields),
  options: [...(fields.options ?? [])],
  mandatory: fields.mandatory ?? { stages: [], moments: [] },
  id: id(n),
  version: 1,
  position: n,
});

export const LEVEL = field(900, {
  name: 'Discount level',
  type: 'choice',
  group: 'Terms',
  searchable: true,
  options: [option(901, 'Gold'), option(902, 'Silver'), option(903, 'Bronze', true)],
});
export const LIMIT = field(904, {
  name: 'Credit limit',
  type: 'money',
  group: 'Terms',
  mandatory: { stages: ['negotiation'], moments: [] },
});
export const SITE = field(905, { name: 'Website', type: 'link' });
export const AREA = field(906, {
  name: 'Workshop area, m²',
  type: 'number',
  holders: 'organisations',
  mandatory: { stages: [], moments: ['firstCall'] },
});
export const SINCE = field(907, { name: 'Customer since', type: 'date' });
export const MACHINES = field(908, {
  name: 'Machines',
  type: 'multi',
  group: 'Production',
  options: [option(909, 'Lathe'), option(910, 'Mill'), option(911, 'Press')],
});
export const OFFER = field(913, { name: 'Signed offer', type: 'file' });
export const OLD = field(912, { name: 'Fax days', archived: true });

export const OWN_FIELDS = [SITE, SINCE, LEVEL, LIMIT, AREA, MACHINES, OFFER, OLD];

/** What a customer has in them: one option that is offered no more, and one value from before the field was money. */
export const OWN_VALUES = {
  [SITE.id]: 'https://www.volga-bearings.com/catalogue',
  [SINCE.id]: '2019-03-09',
  [LEVEL.id]: LEVEL.options[2]?.id ?? '',
  [LIMIT.id]: 'quite a lot',
  [MACHINES.id]: MACHINES.options.slice(0, 2).map((option) => option.id),
};
