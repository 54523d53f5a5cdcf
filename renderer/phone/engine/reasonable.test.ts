import { expect, it } from 'vitest';
import { unreasonable } from './reasonable.ts';

const message = (header: string, body = '') => `OPTIONS sip:a@b SIP/2.0\r\n${header}\r\n\r\n${body}`;

it('takes what a PBX says, long names and certificates included', () => {
  expect(unreasonable(message('To: <sip:a@b>', 'v=0\r\n'.repeat(5_000)))).toBeUndefined();
  expect(unreasonable(message(`Identity: ${'x'.repeat(4_000)}`))).toBeUndefined();
  expect(unreasonable(message('To:   <sip:a@b>\r\n   ;tag=x'))).toBeUndefined();
});

it.each([
  ['a message of', message('To: x', 'x'.repeat(300_000))],
  ['headers of', message('To: xxxxxxxxxxxxx\r\n'.repeat(3_000))],
  ['headers', message('A: 1\r\n'.repeat(250))],
  ['a header of more', message(`To: ${'x'.repeat(9_000)}`)],
  ['a header of more', message(`To: ${'x\r\n '.repeat(5_000)}`)],
  ['a header of blanks', message(`To: <sip:a@b>${' '.repeat(80)}`)],
])('leaves alone %s', (why, text) => {
  expect(unreasonable(text)).toContain(why);
});
