import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberOfLink, parseStartArgs } from './start-args.ts';

describe('links of other programs', () => {
  it.each([
    ['tel:+380441234567', '+380441234567'],
    ['TEL:+380-44-123-45-67', '+380-44-123-45-67'],
    ['tel:7042;phone-context=example.com', '7042'],
    ['tel:+1-201-555-0123;ext=22?x=y', '+1-201-555-0123'],
    ['tel:%2B44%2020%207946%200018', '+44 20 7946 0018'],
    ['tel:(044)/123-45-67', '(044)/123-45-67'],
    ['callto://+380441234567/', '+380441234567'],
    ['callto:+7 (495) 123-45-67', '+7 (495) 123-45-67'],
    ['callto:201@pbx.example.com', '201'],
    ['sip:+380441234567@pbx.example.com;user=phone', '+380441234567'],
    ['sip:201:secret@pbx.example.com', '201'],
    ['sip:201@pbx.example.com;method=INVITE?Refer-To=sip:evil@example.com', '201'],
    ['sips:alice@example.com?subject=x', 'sip:alice@example.com'],
    ['sip:alice@[2001:db8::1]:5061', 'sip:alice@[2001:db8::1]:5061'],
    ['sip:201', '201'],
    // Marks of direction come along when a number is copied; they would show 7654321 for 1234567.
    ['tel:%E2%80%AE1234567%E2%80%AC', '1234567'],
    ['tel:\u202a+380441234567\u202c', '+380441234567'],
    ['tel:٠٤٤١٢٣٤٥٦٧', '٠٤٤١٢٣٤٥٦٧'],
    ['tel:%D9%A0%D9%A4%D9%A4123', '٠٤٤123'],
  ])('%s → %s', (link, number) => expect(numberOfLink(link)).toBe(number));

  it.each([
    'tel:',
    'tel:%',
    'tel:%E2%82',
    'tel:%00123',
    'tel:12%0d%0aVia:x',
    'tel:12\n34',
    'tel:12\r\nContact: <sip:evil@example.com>',
    'tel:12%C2%8534',
    'tel:12%E2%80%A834',
    'tel:"112" --data /theirs',
    'tel:112" --gpu-launcher="calc',
    'tel:%22112%22',
    'tel:+38044123--data',
    'tel:%2525',
    'tel:1%2520234',
    'tel:\ud800123',
    'tel:*21*0441234567#',
    'tel:%2A72%2B19005550123',
    'sip:*97@pbx.example.com',
    'tel:alice',
    'tel:112@evil.example.com',
    'tel:--empty',
    'tel:+',
    'tel:()-.',
    `tel:${'1'.repeat(257)}`,
    `tel:${'1'.repeat(1_000_000)}`,
    `sip:${'a'.repeat(1_000_000)}@host`,
    `tel:1;${'x'.repeat(1_000_000)}`,
    'sip:@host',
    'sip:a b@host',
    'sip:alice@ho<st',
    'sip:al%0aice@host',
    'sip:al<ice@host',
    'sip:аlice@host',
    'callto:skype.name',
    'https://example.com',
    'javascript:alert(1)',
    'xtel:112',
    ' tel:112',
    '',
  ])('%.60j is no number', (link) => expect(numberOfLink(link)).toBeUndefined());

  it('whatever stands in one: it is a short clean number or address, or nothing', () => {
    const link = fc
      .tuple(
        fc.constantFrom('tel:', 'sip:', 'sips:', 'callto:', 'callto://', 'TEL:'),
        fc.string({ unit: 'binary' }),
      )
      .map(([scheme, rest]) => scheme + rest);
    const encoded = fc
      .tuple(fc.constantFrom('tel:', 'sip:'), fc.string())
      .map(([scheme, rest]) => scheme + encodeURIComponent(rest.toWellFormed()));
    fc.assert(
      fc.property(fc.oneof(link, encoded), (hostile) => {
        const number = numberOfLink(hostile);
        if (number === undefined) return;
        expect(number.length).toBeLessThanOrEqual(256);
        expect(number).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}"<>\\;?*#]/u);
        expect(number).toMatch(/^(\+?[\p{Nd}().\-/\s]+|sip:[^\s@]+@[^\s@]+)$/u);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('command line', () => {
  it('is read among the words of Electron and Chromium', () => {
    const argv = ['--inspect=0', '--no-sandbox', '/work/main', '--data', '/d', '--empty', 'tel:112'];
    expect(parseStartArgs(argv)).toEqual({ data: '/d', empty: true, dial: '112' });
  });

  it('dials a number given in groups, and says so to a person or a script', () => {
    expect(parseStartArgs(['dial', '8', '(800)', '555-35-35', '--original-process-start-time=1'])).toEqual({
      empty: false,
      dial: '8 (800) 555-35-35',
      command: { json: false, noStart: false },
    });
    expect(parseStartArgs(['dial', '--json', 'tel:+380441234567', '--no-start'])).toEqual({
      empty: false,
      dial: '+380441234567',
      command: { json: true, noStart: true },
    });
    expect(parseStartArgs(['dial', '*97']).dial).toBe('*97');
  });

  it('a `dial` without a number is a command all the same, to be answered', () => {
    for (const words of [
      ['dial'],
      ['dial', '--json'],
      ['dial', ''],
      ['dial', 'x'.repeat(5000)],
      ['dial', 'tel:'],
    ])
      expect(parseStartArgs(words)).toEqual({
        empty: false,
        command: { json: words.includes('--json'), noStart: false },
      });
  });

  it('hands what an administrator asks for to the command line, with the words behind it only', () => {
    const words = ['import', '/a b/people.csv', '--json', '--data', '/d'];
    expect(parseStartArgs(['--no-sandbox', '/app', ...words])).toEqual({ empty: false, administer: words });
    expect(parseStartArgs(['--data', '/d', 'check'])).toEqual({
      data: '/d',
      empty: false,
      administer: ['check', '--data', '/d'],
    });
    for (const help of ['help', '--help'])
      expect(parseStartArgs(['/app', help]).administer).toEqual(['--help']);
    expect(parseStartArgs(['tel:112', 'restore', '/theirs']).administer).toBeUndefined();
    expect(parseStartArgs(['dial', 'check']).administer).toBeUndefined();
  });

  it('reads nothing after a link: it comes from strangers', () => {
    expect(parseStartArgs(['tel:112', '--data', '/theirs', '--empty', 'dial', '113'])).toEqual({
      empty: false,
      dial: '112',
    });
    expect(parseStartArgs(['tel:112"', '--data=/theirs', 'tel:113'])).toEqual({
      empty: false,
      badLink: true,
    });
  });

  it('nothing after a number changes where the data is', () => {
    const { data, empty } = parseStartArgs(['dial', '112', '--data', '/theirs', '--empty', '--data=/theirs']);
    expect([data, empty]).toEqual([undefined, false]);
  });

  it('without anything is nothing', () => expect(parseStartArgs(['.', '--data'])).toEqual({ empty: false }));
});
