import { describe, expect, it } from 'vitest';
import { dialTarget } from './dial-target.ts';

const moscow = { country: 'RU', areaCode: '495' };

describe('dialTarget', () => {
  it.each([
    ['8 (916) 123-45-67', '+79161234567'],
    ['+44 20 7946 0101', '+442079460101'],
    ['tel:+442079460101', '+442079460101'],
    ['600', '600'],
    ['*97', '*97'],
    ['*11 101', '*11101'],
    ['112', '112'],
    ['sip:alice@pbx.example.org', 'alice@pbx.example.org'],
    ['alice', 'alice'],
  ])('%s goes out as %s', (written, target) => {
    expect(dialTarget(written, moscow)).toBe(target);
  });

  it.each(['', '   ', 'alice bob', 'a\r\nVia: x', 'sip:a@b;c=d', '<script>', 'иван'])(
    'refuses %j',
    (written) => {
      expect(dialTarget(written, moscow)).toBeUndefined();
    },
  );
});
