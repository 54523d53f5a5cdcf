import { describe, expect, it } from 'vitest';
import {
  header,
  headers,
  parseMessage,
  requireMandatory,
  responseTo,
  type SipRequest,
  SipSyntaxError,
  serialize,
} from './message.ts';

const REGISTER = [
  'REGISTER sip:x.invalid SIP/2.0',
  'v: SIP/2.0/WS a.invalid;branch=z9hG4bK1',
  'Via: SIP/2.0/WS b.invalid;branch=z9hG4bK0',
  'From: <sip:101@x.invalid>;tag=1',
  't: <sip:101@x.invalid>',
  'i: call-1',
  'CSeq: 7 REGISTER',
  'Subject: folded',
  '  line',
  'Content-Length: 4',
  '',
  'bodyrest',
].join('\r\n');

const request = (text = REGISTER): SipRequest => {
  const message = parseMessage(text);
  if (message.kind !== 'request') throw new Error('a response');
  return message;
};

describe('parseMessage', () => {
  it('reads compact names, folded lines and as much body as is announced', () => {
    const message = request();
    expect(message).toMatchObject({ method: 'REGISTER', uri: 'sip:x.invalid', body: 'body' });
    expect(header(message, 'Call-ID')).toBe('call-1');
    expect(header(message, 'subject')).toBe('folded line');
    expect(headers(message, 'Via')).toHaveLength(2);
  });

  it('reads responses', () => {
    expect(parseMessage('SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE\r\n\r\n')).toMatchObject({
      kind: 'response',
      status: 486,
      reason: 'Busy Here',
    });
  });

  it('counts the body in bytes', () => {
    expect(parseMessage('SIP/2.0 200 OK\r\nContent-Length: 4\r\n\r\nєїx').body).toBe('єї');
  });

  it.each([
    ['nothing', ''],
    ['no end of headers', 'OPTIONS sip:x SIP/2.0\r\nVia: x\r\n'],
    ['HTTP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a line without a name', 'OPTIONS sip:x SIP/2.0\r\nnonsense\r\n\r\n'],
    ['a name that is no token', 'OPTIONS sip:x SIP/2.0\r\n<b>: 1\r\n\r\n'],
    ['a longer body than came', 'OPTIONS sip:x SIP/2.0\r\nContent-Length: 9\r\n\r\nx'],
    ['a length that is no number', 'OPTIONS sip:x SIP/2.0\r\nContent-Length: -1\r\n\r\n'],
    ['too many headers', `OPTIONS sip:x SIP/2.0\r\n${'A: 1\r\n'.repeat(200)}\r\n`],
    ['an endless header', `OPTIONS sip:x SIP/2.0\r\nA: ${'x'.repeat(9000)}\r\n\r\n`],
  ])('refuses %s', (_name, text) => {
    expect(() => parseMessage(text)).toThrow(SipSyntaxError);
  });

  it('wants the mandatory headers and a CSeq of the same method', () => {
    expect(() => requireMandatory(request())).not.toThrow();
    expect(() => requireMandatory(request(REGISTER.replace('i: call-1\r\n', '')))).toThrow('no call-id');
    expect(() => requireMandatory(request(REGISTER.replace('7 REGISTER', '7 INVITE')))).toThrow('CSeq');
  });
});

describe('serialize', () => {
  it('is read back the same', () => {
    const again = request(serialize(request()));
    expect(again.body).toBe('body');
    expect(again.headers.filter(([name]) => name !== 'Content-Length')).toEqual(
      request().headers.filter(([name]) => name !== 'Content-Length'),
    );
  });

  it('keeps a value inside its line', () => {
    const evil = { ...request(), headers: [['X-Name', 'a\r\nVia: evil\r\n\r\nbody\0']] as const, body: '' };
    expect(serialize(evil).split('\r\n')).toEqual([
      'REGISTER sip:x.invalid SIP/2.0',
      'X-Name: a Via: evil body ',
      'Content-Length: 0',
      '',
      '',
    ]);
  });
});

describe('responseTo', () => {
  it('copies every Via and adds the tag once', () => {
    const response = responseTo(request(), 200, 'ours');
    expect(headers(response, 'via')).toEqual(headers(request(), 'via'));
    expect(header(response, 'to')).toBe('<sip:101@x.invalid>;tag=ours');
    const inside = request(REGISTER.replace('t: <sip:101@x.invalid>', 't: <sip:101@x.invalid>;tag=theirs'));
    expect(header(responseTo(inside, 200, 'ours'), 'to')).toBe('<sip:101@x.invalid>;tag=theirs');
  });
});
