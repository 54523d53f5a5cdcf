import { expect, it } from 'vitest';
import { byName } from './by-name.ts';

it('takes figures for numbers, and letters in the order of their alphabet', () => {
  expect(['Line 10', 'line 2', 'Line 1'].toSorted(byName)).toEqual(['Line 1', 'line 2', 'Line 10']);
  expect(['Яна', 'Ёлка', 'Егор', 'Жанна'].toSorted(byName)).toEqual(['Егор', 'Ёлка', 'Жанна', 'Яна']);
});
