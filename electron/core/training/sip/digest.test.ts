import { describe, expect, it } from 'vitest';
import { DigestGuard, digestResponse, parseDigest } from './digest.ts';

describe('digestResponse', () => {
  it('agrees with the example of RFC 2617 §3.5', () => {
    expect(
      digestResponse({
        username: 'Mufasa',
        realm: 'testrealm@host.com',
        password: 'Circle Of Life',
        method: 'GET',
        uri: '/dir/index.html',
        nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
        qop: 'auth',
        nc: '00000001',
        cnonce: '0a4f113b',
      }),
    ).toBe('6629fae49393a05397450978507c4ef1');
  });
});

describe('DigestGuard', () => {
  const answer = (challenge: string, password: string, method = 'REGISTER') => {
    const nonce = parseDigest(challenge).get('nonce') ?? '';
    const input = {
      username: '101',
      realm: 'x',
      password,
      method,
      uri: 'sip:x',
      nonce,
      qop: 'auth',
      nc: '1',
      cnonce: 'c',
    };
    return `Digest username="101", realm="x", nonce="${nonce}", uri="sip:x", response="${digestResponse(input)}", qop=auth, nc=1, cnonce="c"`;
  };

  it('accepts the password, and nothing else', () => {
    const guard = new DigestGuard('x', () => 1000);
    const challenge = guard.challenge();
    expect(guard.verify(answer(challenge, 'secret'), 'REGISTER', 'secret')).toBe('ok');
    expect(guard.verify(answer(challenge, 'guess'), 'REGISTER', 'secret')).toBe('wrong');
    expect(guard.verify(answer(challenge, 'secret'), 'INVITE', 'secret')).toBe('wrong');
    expect(guard.verify(answer(challenge, ''), 'REGISTER', undefined)).toBe('wrong');
    expect(guard.verify(undefined, 'REGISTER', 'secret')).toBe('absent');
  });

  it('knows its own nonces and lets them grow old', () => {
    let now = 0;
    const guard = new DigestGuard('x', () => now);
    const credentials = answer(guard.challenge(), 'secret');
    expect(new DigestGuard('x', () => now).verify(credentials, 'REGISTER', 'secret')).toBe('stale');
    now = 301_000;
    expect(guard.verify(credentials, 'REGISTER', 'secret')).toBe('stale');
    expect(guard.challenge(true)).toContain('stale=true');
  });
});
