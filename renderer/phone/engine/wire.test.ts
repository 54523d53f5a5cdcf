import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SipWire } from './wire.ts';

class FakeSocket {
  static readonly OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 0;
  binaryType = '';
  sent: string[] = [];
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor() {
    FakeSocket.made.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = 3;
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
}

async function opened(wire: SipWire): Promise<FakeSocket> {
  const opening = wire.open();
  const socket = FakeSocket.made.at(-1);
  if (!socket) throw new Error('no socket');
  socket.open();
  await opening;
  return socket;
}

beforeEach(() => {
  FakeSocket.made = [];
  vi.stubGlobal('WebSocket', FakeSocket);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the wire', () => {
  it('lets only REGISTER and OPTIONS pass before we are registered, then the rest in order', async () => {
    const wire = new SipWire('ws://pbx.test');
    wire.send('BYE sip:a SIP/2.0');
    const socket = await opened(wire);
    wire.send('REGISTER sip:x SIP/2.0');
    wire.send('INVITE sip:a SIP/2.0');
    expect(socket.sent).toEqual(['REGISTER sip:x SIP/2.0']);
    wire.release();
    wire.send('ACK sip:a SIP/2.0');
    expect(socket.sent).toEqual([
      'REGISTER sip:x SIP/2.0',
      'BYE sip:a SIP/2.0',
      'INVITE sip:a SIP/2.0',
      'ACK sip:a SIP/2.0',
    ]);
  });

  it('keeps each message once, for as long as it has a meaning', async () => {
    vi.useFakeTimers();
    const wire = new SipWire('ws://pbx.test');
    wire.send('INFO sip:old SIP/2.0');
    wire.send('BYE sip:mine SIP/2.0');
    vi.advanceTimersByTime(31_000);
    wire.send('SIP/2.0 200 OK');
    wire.send('SIP/2.0 200 OK');
    wire.send('OPTIONS sip:x SIP/2.0');
    vi.advanceTimersByTime(2_000);
    const socket = await opened(wire);
    wire.release();
    // Whoever still listens is to hear the goodbye, however late.
    expect(socket.sent).toEqual(['BYE sip:mine SIP/2.0', 'SIP/2.0 200 OK']);
  });

  it('says a BYE again that nobody has answered, because the socket was dead already', async () => {
    const wire = new SipWire('ws://pbx.test');
    const bye = (id: string) => `BYE sip:a SIP/2.0\r\nCall-ID: ${id}\r\nCSeq: 2 BYE\r\n\r\n`;
    const first = await opened(wire);
    wire.release();
    wire.send(bye('heard'));
    wire.send(bye('lost'));
    first.onmessage?.({ data: 'SIP/2.0 200 OK\r\nCall-ID: heard\r\nCSeq: 2 BYE\r\n\r\n' });
    const second = await opened(wire);
    expect(second.sent).toEqual([]);
    wire.release();
    expect(second.sent).toEqual([bye('lost')]);
  });

  it('tells of a fall, but not of its own closing', async () => {
    const wire = new SipWire('ws://pbx.test');
    const drops: number[] = [];
    wire.onDrop = ({ code }) => drops.push(code);
    const first = await opened(wire);
    const second = await opened(wire);
    first.onclose?.({ code: 1000 });
    expect(drops).toEqual([]);
    second.onclose?.({ code: 1006 });
    expect(drops).toEqual([1006]);
    await opened(wire);
    wire.close();
    expect(drops).toEqual([1006]);
  });

  it('answers a keep-alive, and notes when an INVITE came', async () => {
    const wire = new SipWire('ws://pbx.test');
    const heard: string[] = [];
    wire.onMessage = (text) => heard.push(text);
    const socket = await opened(wire);
    socket.onmessage?.({ data: '\r\n\r\n' });
    socket.onmessage?.({ data: '\r\n' });
    socket.onmessage?.({ data: new TextEncoder().encode('INVITE sip:a SIP/2.0').buffer });
    expect(socket.sent).toEqual(['\r\n']);
    expect(heard).toEqual(['INVITE sip:a SIP/2.0']);
    expect(wire.inviteReceivedAt).toBeGreaterThan(0);
  });
});
