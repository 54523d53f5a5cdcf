import { expect, test } from 'vitest';
import { oneLength } from './player.tsx';

test('a talk and its recording have one length on the screen, unless something is missing from the sound', () => {
  expect(oneLength(4_870, 5_010)).toBe(5_010);
  expect(oneLength(5_300, 5_010)).toBe(5_010);
  expect(oneLength(3_900, 5_010)).toBe(3_900);
  expect(oneLength(4_870, undefined)).toBe(4_870);
});
