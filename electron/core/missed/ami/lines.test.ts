import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AmiMessage, createAmiReader } from './lines.ts';

const EVENTS = new Set(['Hangup']);
const HELLO = 'Asterisk Call Manager/11.0.0\r\n';

function read(text: string, pieces: readonly number[] = []): { banner: string[]; messages: AmiMessage[] } {
  const banner: string[] = [];
  const messages: AmiMessage[] = [];
  const reader = createAmiReader({
    events: EVENTS,
    onBanner: (line) => banner.push(line),
    onMessage: (message) => messages.push(message),
  });
  let rest = text;
  for (const length of pieces) {
    reader.take(rest.slice(0, length));
    rest = rest.slice(length);
  }
  reader.take(rest);
  return { banner, messages };
}

describe('the manager interface is read', () => {
  it('in whatever pieces it comes', () => {
    const text = `${HELLO}Response: Success\r\nActionID: 1\r\n\r\nEvent: Hangup\r\nCallerIDName: a: b\r\nCause: 16\r\n\r\n`;
    const whole = read(text);
    expect(whole.banner).toEqual(['Asterisk Call Manager/11.0.0']);
    expect(whole.messages.map((message) => Object.fromEntries(message))).toEqual([
      { Response: 'Success', ActionID: '1' },
      { Event: 'Hangup', CallerIDName: 'a: b', Cause: '16' },
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 })), (pieces) => {
        expect(read(text, pieces)).toEqual(whole);
      }),
    );
  });

  it('whatever is sent, and goes on with the next message', () => {
    const next = 'Event: Hangup\r\nCause: 17\r\n\r\n';
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat({ max: 9 })), (noise, pieces) => {
        const last = read(`${HELLO}${noise}\r\n\r\n${next}`, pieces).messages.at(-1);
        expect(last?.get('Cause')).toBe('17');
      }),
    );
  });

  it('without lines that are too long, messages that are too long, and events that nobody wants', () => {
    const long = `Event: Hangup\r\nX: ${'x'.repeat(100_000)}\r\nCause: 16\r\n\r\n`;
    const many = `Event: Hangup\r\n${Array.from({ length: 1_000 }, (_, n) => `N${n}: 1\r\n`).join('')}\r\n`;
    const { messages } = read(`${HELLO}${long}${many}Event: VarSet\r\nCause: 1\r\n\r\n`);
    expect(messages).toHaveLength(2);
    expect(Object.fromEntries(messages[0] ?? [])).toEqual({ Event: 'Hangup', Cause: '16' });
    expect(messages[1]?.size).toBe(250);
  });
});
