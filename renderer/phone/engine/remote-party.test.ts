import { describe, expect, it } from 'vitest';
import { RemoteParty } from '../../../shared/contract/calls.ts';
import { parseNameAddr } from './name-addr.ts';
import { type CallerHeaders, dialledNumber, dialledParty, remoteParty } from './remote-party.ts';

const headers = (some: Partial<CallerHeaders>): CallerHeaders => ({
  from: undefined,
  to: undefined,
  assertedIdentity: undefined,
  diversion: undefined,
  privacy: undefined,
  ...some,
});

describe('an address in a header', () => {
  it.each([
    ['"Anna Koch" <sip:+4930123@pbx.test;user=phone>;tag=1', 'Anna Koch', '+4930123', 'pbx.test'],
    ['Anna <sip:anna@pbx.test>', 'Anna', 'anna', 'pbx.test'],
    ['<sip:anna@PBX.test:5060>', '', 'anna', 'pbx.test'],
    ['sip:anna@pbx.test;tag=7', '', 'anna', 'pbx.test'],
    ['"a \\"b\\" <c>" <sip:d@e>', 'a "b" <c>', 'd', 'e'],
    ['<sip:%3Cscript%3E@x>', '', '<script>', 'x'],
    ['<sip:+49;npdi:pw@x>', '', '+49', 'x'],
    ['<tel:+49-30-1;phone-context=x>', '', '+49-30-1', ''],
    ['<sip:pbx.test>', '', '', 'pbx.test'],
    ['<sip:%zz@x>', '', '%zz', 'x'],
  ])('%s', (header, displayName, user, host) => {
    expect(parseNameAddr(header)).toEqual({ displayName, user, host });
  });

  it('is undefined when there is none', () => {
    expect(parseNameAddr('')).toBeUndefined();
    expect(parseNameAddr('<http://x>')).toBeUndefined();
  });

  it('takes its time in proportion, whatever it is given', () => {
    const began = performance.now();
    parseNameAddr(`"${'\\'.repeat(200_000)}`);
    parseNameAddr('<'.repeat(200_000));
    parseNameAddr(`"${'a"'.repeat(100_000)}`);
    expect(performance.now() - began).toBeLessThan(200);
  });
});

describe('who calls', () => {
  it('is what From says, with PAI beside it when it differs', () => {
    expect(
      remoteParty(
        headers({
          from: '"Anna" <sip:100@x>;tag=1',
          assertedIdentity: '"Anna K" <sip:+4930100@x>',
          diversion: '<sip:555@x>;reason=unconditional',
        }),
      ),
    ).toEqual({
      number: '100',
      displayName: 'Anna',
      assertedNumber: '+4930100',
      divertedFrom: '555',
      anonymous: false,
    });
    expect(remoteParty(headers({ from: '<sip:7@x>', assertedIdentity: '<sip:7@x>' }))).toEqual({
      number: '7',
      displayName: '',
      anonymous: false,
    });
  });

  it('is anonymous when the PBX or the caller says so, and PAI does not tell on them', () => {
    const party = remoteParty(
      headers({
        from: '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1',
        assertedIdentity: '"Anna" <sip:+4930100@x>',
      }),
    );
    expect(party).toEqual({ number: 'anonymous', displayName: 'Anonymous', anonymous: true });
    expect(remoteParty(headers({ from: '<sip:7@x>', privacy: 'id;critical' })).anonymous).toBe(true);
    expect(remoteParty(headers({ from: '<sip:7@x>', privacy: 'none' })).anonymous).toBe(false);
  });

  it.each([
    ['"<img src=x onerror=alert(1)>" <sip:1@x>', '<img src=x onerror=alert(1)>'],
    ['"=HYPERLINK(1)" <sip:1@x>', '=HYPERLINK(1)'],
    ['"\u202Efdp.exe" <sip:1@x>', '\u202Efdp.exe'],
    ['"a\u0000b\r\nc" <sip:1@x>', 'a b c'],
  ])('keeps a hostile name as text: %j', (from, displayName) => {
    const party = remoteParty(headers({ from }));
    expect(party.displayName).toBe(displayName);
    expect(RemoteParty.safeParse(party).success).toBe(true);
  });

  it('always fits the contract', () => {
    const long = `${'x'.repeat(255)}😀`;
    const party = remoteParty(
      headers({ from: `"${long}" <sip:${long}@x>`, assertedIdentity: '<sip:1\u00002@x>', diversion: 'junk' }),
    );
    expect(RemoteParty.parse(party)).toEqual({
      number: 'x'.repeat(255),
      displayName: 'x'.repeat(255),
      assertedNumber: '1 2',
      anonymous: false,
    });
    expect(RemoteParty.safeParse(remoteParty(headers({}))).success).toBe(true);
  });

  it('knows whom they called, and whom we call', () => {
    expect(dialledNumber({ to: '<sip:+4930200@pbx.test>', contactUser: 'x7' })).toBe('+4930200');
    expect(dialledNumber({ to: undefined })).toBeUndefined();
    expect(dialledNumber({ to: '<sip:x7@192.0.2.1>', contactUser: 'x7' })).toBeUndefined();
    expect(dialledParty('sip:*%2306%23@pbx.test').number).toBe('*#06#');
  });
});
