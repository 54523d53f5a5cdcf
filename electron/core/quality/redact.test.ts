import { describe, expect, it } from 'vitest';
import { redactSip } from './redact.ts';

const message = (...lines: string[]) => lines.join('\r\n');
const SECRETS = [
  '0123456789abcdef0123456789abcdef',
  'n0nce-of-the-server',
  'cn0nce',
  'dXNlcjpwYXNz',
  'hunter2',
  'GnkVi1ceKeyOfTheSound',
  'iCePaSsWoRd',
];

const REGISTER = message(
  'REGISTER sip:pbx.example.com SIP/2.0',
  'Via: SIP/2.0/WSS x;branch=z9hG4bK1',
  'From: <sip:100@pbx.example.com>;tag=1',
  'Authorization: Digest username="100", realm="asterisk", nonce="n0nce-of-the-server",',
  ' response="0123456789abcdef0123456789abcdef", uri="sip:pbx.example.com", cnonce="cn0nce", nc=00000001, qop=auth',
  'Proxy-Authorization: Basic dXNlcjpwYXNz',
  'X-Account-Password: hunter2',
  'Contact: <sip:100:hunter2@10.0.0.1;token=hunter2>',
  '',
  '',
);

const INVITE = message(
  'INVITE sip:204@pbx.example.com SIP/2.0',
  'Content-Type: application/sdp',
  '',
  'v=0',
  'k=clear:hunter2',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:iCePaSsWoRd',
  'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:GnkVi1ceKeyOfTheSound|2^31',
  'a=rtpmap:0 PCMU/8000',
);

describe('a SIP message that is kept', () => {
  it.each([
    ['REGISTER', REGISTER],
    ['REGISTER with bare line ends', REGISTER.replaceAll('\r\n', '\n')],
    ['INVITE', INVITE],
  ])('%s has no secret in it', (_name, text) => {
    const kept = redactSip(text);
    for (const secret of SECRETS) expect(kept).not.toContain(secret);
  });

  it('still tells what is asked of the administrator', () => {
    const kept = redactSip(REGISTER);
    for (const told of [
      'REGISTER sip:pbx',
      'branch=z9hG4bK1',
      'username="100"',
      'realm="asterisk"',
      'qop=auth',
    ])
      expect(kept).toContain(told);
    expect(redactSip(INVITE)).toContain('a=rtpmap:0 PCMU/8000');
  });

  it.each([
    ['application/dtmf-relay', 'Signal=7\r\nDuration=160', '7'],
    ['application/dtmf-relay', 'Signal= 7\r\nDuration=160', '7'],
    ['application/dtmf', '7', '7'],
    ['APPLICATION/DTMF', '7', '7'],
  ])('%s does not tell the key', (type, body, key) => {
    const kept = redactSip(message('INFO sip:x SIP/2.0', `Content-Type: ${type}`, '', body));
    expect(kept.split('\r\n\r\n')[1]?.replace('160', '')).not.toContain(key);
  });

  it('leaves a message without secrets as it is, and takes any text', () => {
    const options = message('OPTIONS sip:100@x SIP/2.0', 'Call-ID: a:b@c', 'Content-Length: 0', '', '');
    expect(redactSip(options)).toBe(options);
    for (const odd of ['', '\r\n\r\n', ':', 'Authorization', 'Authorization:', '\u0000\uffff', 'a\n b\n c'])
      expect(typeof redactSip(odd)).toBe('string');
  });

  it('is done twice without harm', () => {
    for (const text of [REGISTER, INVITE]) expect(redactSip(redactSip(text))).toBe(redactSip(text));
  });
});
