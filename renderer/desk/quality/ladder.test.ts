import { describe, expect, it } from 'vitest';
import { rungOf } from './ladder.ts';

const rung = (text: string) => rungOf({ at: 1, direction: 'sent', text });

describe('a rung of the ladder', () => {
  it('is named by the request, or by the answer and what it answers', () => {
    expect(rung('INVITE sip:a@b SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\nv=0\r\no=-')).toEqual({
      name: 'INVITE',
      sound: true,
      kind: 'request',
    });
    expect(rung('SIP/2.0 180 Ringing\r\nCSeq: 1 INVITE\r\n\r\n')).toMatchObject({
      name: '180 Ringing · INVITE',
      sound: false,
      kind: 'progress',
    });
    expect(rung('SIP/2.0 200 OK\ncseq: 3 BYE\n\n').kind).toBe('success');
    expect(rung('SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE\r\n\r\n').kind).toBe('refusal');
  });

  it('has a name whatever came', () => {
    expect(rung('').name).toBe('');
    expect(rung(`${'x'.repeat(500)}`).name.length).toBe(60);
    expect(rung('SIP/2.0 200').name).toBe('200');
  });
});
