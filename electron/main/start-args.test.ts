import { describe, expect, it } from 'vitest';
import { numberOfLink, parseStartArgs } from './start-args.ts';

describe('links of other programs', () => {
  it.each([
    ['tel:+380441234567', '+380441234567'],
    ['TEL:+380-44-123-45-67', '+380-44-123-45-67'],
    ['tel:7042;phone-context=example.com', '7042'],
    ['tel:+1-201-555-0123;ext=22?x=y', '+1-201-555-0123'],
    ['tel:%2B44%2020%207946%200018', '+44 20 7946 0018'],
    ['callto://+380441234567/', '+380441234567'],
    ['callto:+7 (495) 123-45-67', '+7 (495) 123-45-67'],
    ['sip:+380441234567@pbx.example.com;user=phone', '+380441234567'],
    ['sip:201:secret@pbx.example.com', '201'],
    ['sips:alice@example.com?subject=x', 'sip:alice@example.com'],
    ['sip:201', '201'],
  ])('%s → %s', (link, number) => expect(numberOfLink(link)).toBe(number));

  it.each([
    'tel:',
    'tel:%',
    'tel:%00123',
    'tel:12%0d%0aVia:x',
    `tel:${'1'.repeat(257)}`,
    'sip:@host',
    'sip:a b@host',
    'sip:alice@ho<st',
    'https://example.com',
    'javascript:alert(1)',
    '',
  ])('%j is no number', (link) => expect(numberOfLink(link)).toBeUndefined());
});

describe('command line', () => {
  it('is read among the words of Electron and Chromium', () => {
    const argv = ['--inspect=0', '--no-sandbox', '/work/main', '--data', '/d', '--empty', 'tel:112'];
    expect(parseStartArgs(argv)).toEqual({ data: '/d', empty: true, dial: '112' });
  });

  it('dials a number given in groups', () => {
    expect(parseStartArgs(['dial', '8', '(800)', '555-35-35', '--original-process-start-time=1'])).toEqual({
      empty: false,
      dial: '8 (800) 555-35-35',
    });
    expect(parseStartArgs(['dial', 'tel:+380441234567'])).toEqual({ empty: false, dial: '+380441234567' });
  });

  it('reads nothing after a link: it comes from strangers', () => {
    expect(parseStartArgs(['tel:112', '--data', '/theirs', '--empty'])).toEqual({
      empty: false,
      dial: '112',
    });
  });

  it('without anything is nothing', () => expect(parseStartArgs(['.', '--data'])).toEqual({ empty: false }));
});
