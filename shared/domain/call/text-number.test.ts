import { describe, expect, it } from 'vitest';
import { whyText } from './text-number.ts';

const HOME = { country: 'RU', areaCode: '' };

describe('a number that is kept as text', () => {
  it.each([
    ['204', 'extension'],
    ['доб. 204', 'unreadable'],
    ['123-45-67', 'incomplete'],
    ['+7 916 12', 'incomplete'],
    ['7,92E+10', 'unreadable'],
    ['через секретаря', 'unreadable'],
    ['12345 через секретаря', 'unreadable'],
    ['', 'unreadable'],
  ])('%s: %s', (raw, why) => expect(whyText(raw, HOME)).toBe(why));

  it.each(['ivan@example.com', 'sip:ivan@pbx', '*97', '8 (916) 123-45-67'])('%s can be dialled', (raw) =>
    expect(whyText(raw, HOME)).toBeUndefined(),
  );
});
