import { describe, expect, it } from 'vitest';
import { preferDialled, readCaller } from './caller.ts';

const HOME = { country: 'GB', areaCode: '' };
const remote = (fields: Partial<Parameters<typeof readCaller>[0]>) =>
  readCaller({ number: '', displayName: '', anonymous: false, ...fields }, HOME);

describe('who is calling', () => {
  it('is the asserted identity before From', () => {
    expect(remote({ number: '+442079460199', assertedNumber: '+442079460101' })).toMatchObject({
      e164: '+442079460101',
    });
  });

  it('is From when the asserted identity is no number', () => {
    expect(remote({ number: '020 7946 0101', assertedNumber: 'trunk' })).toMatchObject({
      e164: '+442079460101',
    });
  });

  it('is the display name when nothing else is a number', () => {
    expect(remote({ number: 'trunk', displayName: '020 7946 0101' })).toMatchObject({
      e164: '+442079460101',
    });
  });

  it('stays anonymous, unless the network says a number all the same', () => {
    expect(remote({ number: 'anonymous', displayName: 'Anonymous', anonymous: true })).toEqual({
      kind: 'anonymous',
    });
    expect(remote({ number: 'anonymous', assertedNumber: '+442079460101', anonymous: true })).toMatchObject({
      kind: 'e164',
    });
  });

  it('is a text as a last resort', () => {
    expect(remote({ number: 'reception-desk' })).toMatchObject({ kind: 'text' });
  });
});

describe('a call that was dialled from a card', () => {
  it('is with that customer, who stands in the list once', () => {
    const identity = { reading: 1, matches: [{ contactId: 'a' }, { contactId: 'b' }] };
    expect(preferDialled(identity, { contactId: 'b' })).toEqual({
      reading: 1,
      matches: [{ contactId: 'b' }, { contactId: 'a' }],
    });
  });
});
