import { expect, test } from 'vitest';
import { isNumberLike } from './dialable.ts';

test.each([
  '+7 927 765-43-21',
  '8(495)1234567',
  '101',
  '*97',
  'sip:anna@example.com',
  'anna@example.com',
  '00 44 20',
])('dialled as it is: %s', (text) => expect(isNumberLike(text)).toBe(true));
test.each(['', '7', 'Petrova', 'Petrova 5', '1st Street', 'ООО 12'])('a name: %s', (text) =>
  expect(isNumberLike(text)).toBe(false),
);
