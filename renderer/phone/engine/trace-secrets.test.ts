import { describe, expect, it } from 'vitest';
import { hideSecrets } from './trace-secrets.ts';

const message = (head: string[], body = '') => [...head, '', body].join('\r\n');

describe('a SIP message in the trace', () => {
  it('keeps who logs in where, and nothing that could be used to do it', () => {
    const digest =
      'Digest algorithm=MD5, username="101", realm="asterisk", nonce="1700/abc", uri="sip:pbx", response="0123456789abcdef", cnonce="xyz", nc=00000001';
    for (const name of ['Authorization', 'Proxy-Authorization', 'authorization ']) {
      const shown = hideSecrets(
        message(['REGISTER sip:pbx SIP/2.0', `${name}: ${digest}`, 'CSeq: 2 REGISTER']),
      );
      expect(shown).toContain('username="101" realm="asterisk" [hidden]');
      expect(shown).not.toMatch(/0123456789abcdef|xyz|1700/);
      expect(shown).toContain('CSeq: 2 REGISTER');
    }
  });

  it('hides credentials of any other scheme, and folded ones', () => {
    const shown = hideSecrets(
      message(['REGISTER sip:pbx SIP/2.0', 'Authorization: Bearer', ' eyJhbGciOi.secret', 'X: y']),
    );
    expect(shown).not.toContain('secret');
    expect(shown).toContain('X: y');
  });

  it('hides a password in a URI', () => {
    const shown = hideSecrets(
      message(['INVITE sip:anna:geheim@pbx.test SIP/2.0', 'To: <sip:anna:geheim@pbx.test>']),
    );
    expect(shown).not.toContain('geheim');
    expect(shown).toContain('sip:anna:[hidden]@pbx.test');
  });

  it('leaves hosts with ports alone', () => {
    const contact = 'Contact: <sip:101@192.0.2.1:5060;transport=ws>, <sip:192.0.2.1:5060>';
    expect(hideSecrets(message(['OPTIONS sip:pbx SIP/2.0', contact]))).toContain(contact);
  });

  it('hides the keys of the sound', () => {
    const keys = [
      'a=ice-pwd:abcdefghijklmnopqrstuv',
      'a=fingerprint:sha-256 AA:BB:CC',
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SECRETKEY',
      'k=clear:SECRETKEY',
    ];
    const body = ['v=0', 'a=ice-ufrag:seen', ...keys, 'a=sendrecv', ''].join('\r\n');
    const shown = hideSecrets(message(['INVITE sip:x SIP/2.0', 'Content-Type: application/sdp'], body));
    expect(shown).not.toMatch(/abcdefghij|AA:BB|SECRETKEY/);
    expect(shown).toContain('a=ice-ufrag:seen');
    expect(shown).toContain('a=sendrecv');
    expect(shown.match(/\[hidden\]/g)).toHaveLength(4);
  });

  it('hides what was typed', () => {
    for (const [type, body] of [
      ['application/dtmf-relay', 'Signal=5\r\nDuration=100\r\n'],
      ['application/dtmf', '5'],
    ]) {
      const shown = hideSecrets(message(['INFO sip:x SIP/2.0', `Content-Type: ${type}`], body));
      expect(shown.split('\r\n\r\n')[1]).toBe('[hidden]');
    }
  });

  it('is bounded and well formed', () => {
    const shown = hideSecrets(message(['MESSAGE sip:x SIP/2.0'], '\u{1f600}'.repeat(20_000)));
    expect(shown.length).toBeLessThanOrEqual(16_000);
    expect(shown.isWellFormed()).toBe(true);
  });
});
