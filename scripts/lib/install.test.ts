import { expect, it } from 'vitest';
import { explain } from './install.mjs';

it.each([
  ['npm error code ENOTFOUND\nnpm error network request failed', 'could not be reached'],
  ['npm error code EINTEGRITY', 'npm cache clean'],
  ['npm error code ENOSPC', 'disk is full'],
  ['npm error code EACCES', 'cannot be written to'],
  ['npm error code EUSAGE', 'do not belong together'],
  ['npm error something new', 'ended with code 1'],
])('a failed installation says what to do: %s', (stderr, advice) => {
  expect(explain({ code: 1, stderr })).toContain(advice);
});

it('says so when there is no npm', () => {
  expect(explain({ code: 127, stderr: '', error: new Error('spawn npm ENOENT') })).toContain(
    'npm could not be started',
  );
});
