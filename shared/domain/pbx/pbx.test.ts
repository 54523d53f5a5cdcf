import { describe, expect, it } from 'vitest';
import { fillCode } from './feature-code.ts';
import { PBX_PRESETS, presetProfile } from './presets.ts';
import { readServer } from './server-address.ts';

describe('the address of a PBX', () => {
  it.each([
    ['pbx.example.com', 'wss://pbx.example.com/'],
    [' pbx.example.com:8089/ws ', 'wss://pbx.example.com:8089/ws'],
    ['ws://10.0.0.1:8088/ws', 'ws://10.0.0.1:8088/ws'],
    ['WSS://PBX.Example.com/ws?x=1', 'wss://pbx.example.com/ws?x=1'],
    ['[2001:db8::1]:8089', 'wss://[2001:db8::1]:8089/'],
  ])('%s', (written, address) => expect(readServer(written)).toBe(address));

  it.each([
    '',
    '   ',
    'https://pbx.example.com',
    'sip:pbx.example.com',
    'two words',
    'wss://',
    'wss://100:secret@pbx.example.com',
    'wss://:secret@pbx.example.com',
    'wss://pbx.example.com/#ws',
    'wss://pbx:99999',
  ])('is not "%s"', (written) => expect(readServer(written)).toBeUndefined());
});

describe('a feature code', () => {
  it.each([
    ['*78', {}, '*78'],
    ['*72{number}', { number: '+7 916 123-45-67' }, '*72+79161234567'],
    ['**{extension}', { extension: '204' }, '**204'],
    ['*46{reason}', { reason: '' }, '*46'],
    ['*46*{reason}#', { reason: '12' }, '*46*12#'],
    ['*20*{extension}*{extension}', { extension: '101' }, '*20*101*101'],
  ])('%s with %j', (code, values, dialled) => expect(fillCode(code, values)).toBe(dialled));

  it.each([
    ['', {}],
    ['*72{number}', {}],
    ['*72{number}', { number: '' }],
    ['**{extension}', { extension: 'x@evil.example' }],
    ['**{extension}', { extension: '204;method=BYE' }],
    ['*46{reason}', {}],
    ['*72{number}', { number: '1'.repeat(64) }],
  ])('%s with %j cannot be dialled', (code, values) => expect(fillCode(code, values)).toBeUndefined());
});

describe('the presets', () => {
  it.each(PBX_PRESETS)('%s: every code can be dialled once it is filled', (preset) => {
    const values = { number: '101', extension: '102', reason: '1' };
    const { codes } = presetProfile(preset);
    for (const code of Object.values(codes))
      if (code !== '') expect(fillCode(code, values)).toMatch(/^[\d*]+$/);
  });

  it('none knows no code', () => {
    expect(new Set(Object.values(presetProfile('none').codes))).toEqual(new Set(['']));
  });

  it('what can be switched on can be switched off', () => {
    for (const preset of PBX_PRESETS) {
      const { codes } = presetProfile(preset);
      expect(codes.doNotDisturbOn === '').toBe(codes.doNotDisturbOff === '');
      expect(codes.forwardOn === '').toBe(codes.forwardOff === '');
      expect(codes.queueLogIn === '').toBe(codes.queueLogOut === '');
      expect(codes.pause === '').toBe(codes.resume === '');
    }
  });
});
