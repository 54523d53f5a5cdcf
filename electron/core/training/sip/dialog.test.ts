import { describe, expect, it } from 'vitest';
import { acknowledge, admit, dialogAsClient, dialogAsServer, requestInside } from './dialog.ts';
import { header, headers, parseMessage, responseTo, type SipRequest } from './message.ts';

const invite = (extra = ''): SipRequest => {
  const message = parseMessage(
    `INVITE sip:600@x SIP/2.0\r\nVia: SIP/2.0/WS a;branch=z9hG4bK1\r\nFrom: <sip:101@x>;tag=op\r\nTo: <sip:600@x>\r\n` +
      `Call-ID: c\r\nCSeq: 5 INVITE\r\nContact: <sip:me@a.invalid;transport=ws>\r\n${extra}\r\n`,
  );
  if (message.kind !== 'request') throw new Error('a response');
  return message;
};

describe('a dialog that the operator began', () => {
  const dialog = dialogAsServer(invite('Record-Route: <sip:p1;lr>, <sip:p2;lr>\r\n'), 'ours');

  it('turns the addresses round', () => {
    expect(dialog).toMatchObject({
      local: '<sip:600@x>;tag=ours',
      remote: '<sip:101@x>;tag=op',
      target: 'sip:me@a.invalid;transport=ws',
      remoteCseq: 5,
      routes: ['<sip:p1;lr>', '<sip:p2;lr>'],
    });
  });

  it('counts its requests', () => {
    const first = requestInside(dialog, 'NOTIFY');
    const second = requestInside(first.dialog, 'BYE');
    expect(header(first.request, 'cseq')).toBe('1 NOTIFY');
    expect(header(second.request, 'cseq')).toBe('2 BYE');
    expect(second.request.uri).toBe('sip:me@a.invalid;transport=ws');
  });

  it('refuses what comes out of order and follows a moved contact', () => {
    const later: SipRequest = {
      ...invite(),
      headers: [
        ['CSeq', '6 INVITE'],
        ['Contact', '<sip:new@b>'],
      ],
    };
    const admitted = admit(dialog, later);
    expect(admitted).toMatchObject({ dialog: { remoteCseq: 6, target: 'sip:new@b' } });
    const old: SipRequest = { ...invite(), method: 'INFO', headers: [['CSeq', '4 INFO']] };
    expect(admit(dialog, old)).toEqual({ refused: 'outOfOrder' });
  });
});

describe('a dialog that the exchange began', () => {
  it('acknowledges with the CSeq of the INVITE and the route turned round', () => {
    const answer = responseTo(invite(), 200, 'op2', [
      ['Contact', '<sip:op@b>'],
      ['Record-Route', '<sip:p1;lr>, <sip:p2;lr>'],
    ]);
    const ack = acknowledge(dialogAsClient(invite(), answer), 5);
    expect(ack).toMatchObject({ method: 'ACK', uri: 'sip:op@b' });
    expect(header(ack, 'cseq')).toBe('5 ACK');
    expect(header(ack, 'to')).toBe('<sip:600@x>;tag=op2');
    expect(headers(ack, 'route')).toEqual(['<sip:p2;lr>', '<sip:p1;lr>']);
  });
});
