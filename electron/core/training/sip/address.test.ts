import { describe, expect, it } from 'vitest';
import { escapeUser, formatNameAddress, parseNameAddress, splitList, tagOf, userOf } from './address.ts';

describe('parseNameAddress', () => {
  it('reads names, addresses and parameters', () => {
    const address = parseNameAddress('"O\\"Neil; Ltd" <sip:a@b;transport=ws>;tag=x;+sip.instance="<urn:1>"');
    expect(address.displayName).toBe('O"Neil; Ltd');
    expect(address.uri).toBe('sip:a@b;transport=ws');
    expect(Object.fromEntries(address.params)).toEqual({ tag: 'x', '+sip.instance': '<urn:1>' });
  });

  it('takes the parameters of a bare address for those of the header (RFC 3261 §20.10)', () => {
    expect(tagOf('sip:a@b;tag=x')).toBe('x');
    expect(tagOf('<sip:a@b;tag=inside>')).toBeUndefined();
  });

  it('refuses what is no address', () => {
    for (const text of ['', '"only a name"', '<>', '<javascript>']) {
      expect(() => parseNameAddress(text)).toThrow('no address');
    }
  });
});

describe('splitList', () => {
  it('splits only outside of quotes and brackets', () => {
    expect(splitList('"a, b" <sip:x,y@z>, <sip:c@d>;q=1,*')).toEqual([
      '"a, b" <sip:x,y@z>',
      '<sip:c@d>;q=1',
      '*',
    ]);
  });
});

describe('names and users', () => {
  it.each(['<img src=x onerror=alert(1)>', 'say "hi" \\ bye', 'Ольга, «Север»', ''])(
    'round trip of %j',
    (name) => {
      expect(parseNameAddress(formatNameAddress(name, 'sip:a@b')).displayName).toBe(name);
    },
  );

  it.each(['+442079460101', '102', '<script>', '*31#8 916', 'Ольга'])(
    'user %j survives an address',
    (user) => {
      expect(userOf(`sip:${escapeUser(user)}@x.invalid;transport=ws`)).toBe(user);
    },
  );

  it('finds the user of other writings', () => {
    expect(userOf('tel:+4420;phone-context=x')).toBe('+4420');
    expect(userOf('sip:x.invalid')).toBe('');
    expect(userOf('sip:a:password@x')).toBe('a');
    expect(userOf('sip:%zz@x')).toBe('%zz');
  });
});
