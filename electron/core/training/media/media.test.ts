import { describe, expect, it, vi } from 'vitest';
import { createMetronome } from './metronome.ts';
import { decodeSample, encodeSample, FRAME_BYTES, LevelMeter, SILENCE, SILENT_FRAME } from './pcmu.ts';
import { pitched } from './pitch.ts';
import { directionOf, iceUserOf, speaksPcmu, withIceLiteInSession, withoutCandidates } from './sdp.ts';
import { answeringMachine, confirmation, echo, ringback, speech } from './speech.ts';
import { toneOf, toneOfInfo } from './telephone-event.ts';

describe('µ-law', () => {
  it('has the corners of ITU-T G.711', () => {
    expect(decodeSample(SILENCE) * 32768).toBe(0);
    expect(decodeSample(0x00) * 32768).toBe(-32124);
    expect(decodeSample(0x80) * 32768).toBe(32124);
    for (const byte of [0x00, 0x12, 0x80, 0xa7, 0xfe]) expect(encodeSample(decodeSample(byte))).toBe(byte);
  });

  it('measures silence, a square wave, and each second by itself', () => {
    const meter = new LevelMeter();
    meter.add(Buffer.alloc(8000, SILENCE));
    expect(meter.level()).toEqual({ rms: 0, peak: 0, perSecond: [0] });
    const loud = Buffer.from(Array.from({ length: 8000 }, (_, index) => (index % 2 ? 0x00 : 0x80)));
    meter.add(loud);
    const { rms, peak, perSecond } = meter.level();
    expect(peak).toBeCloseTo(0.98, 2);
    expect(perSecond[1]).toBeCloseTo(0.98, 2);
    expect(rms).toBeCloseTo(0.98 / Math.SQRT2, 2);
  });
});

describe('speech', () => {
  it('says clips and pauses in frames, fills the last one up, and begins again where it is told', () => {
    const clip = Buffer.alloc(FRAME_BYTES + 1, 7);
    const next = speech([{ clip }, { pauseMs: 20 }], 1);
    expect(next()).toEqual(Buffer.alloc(FRAME_BYTES, 7));
    expect([...next()].slice(0, 3)).toEqual([7, SILENCE, SILENCE]);
    for (let frame = 0; frame < 5; frame += 1) expect(next()).toBe(SILENT_FRAME);
  });

  it('falls silent at the end, and never hangs on nothing to say', () => {
    const once = speech([{ clip: Buffer.alloc(FRAME_BYTES, 7) }]);
    once();
    expect(once()).toBe(SILENT_FRAME);
    expect(speech([{ pauseMs: 0 }], 0)()).toBe(SILENT_FRAME);
    expect(speech([], 0)()).toBe(SILENT_FRAME);
  });

  it('echoes without letting the delay grow', () => {
    const mirror = echo();
    for (let index = 0; index < 50; index += 1) mirror.hear(Buffer.alloc(FRAME_BYTES, index));
    expect(mirror.source()[0]).toBe(40);
  });

  it('beeps once after the greeting of an answering machine, and then only listens', () => {
    const greeting = Buffer.from(Array.from({ length: 8000 }, (_, index) => (index % 2 ? 0x20 : 0xa0)));
    const next = answeringMachine(greeting);
    const loud = Array.from({ length: 200 }, () => next().some((byte) => Math.abs(decodeSample(byte)) > 0.1));
    const starts = loud.flatMap((now, index) => (now && !loud[index - 1] ? [index] : []));
    expect(starts).toEqual([20, 95]);
    expect(loud.lastIndexOf(true)).toBe(114);
  });

  it('rings audibly', () => {
    const meter = new LevelMeter();
    const next = ringback();
    for (let frame = 0; frame < 50; frame += 1) meter.add(next());
    expect(meter.level().rms).toBeCloseTo(0.2 / Math.SQRT2, 2);
    expect(next()).toBe(SILENT_FRAME);
  });
});

describe('metronome', () => {
  it('keeps the beat though every timer is late, and skips what a sleep missed', () => {
    vi.useFakeTimers();
    try {
      let now = 0;
      const metronome = createMetronome(() => now);
      let beats = 0;
      const stop = metronome.subscribe(() => {
        beats += 1;
      });
      const pass = (ms: number, late: number) => {
        now += ms + late;
        vi.advanceTimersByTime(ms);
        now -= late;
      };
      for (let index = 0; index < 100; index += 1) pass(20, 3);
      expect(beats).toBeGreaterThanOrEqual(99);
      expect(beats).toBeLessThanOrEqual(101);
      const before = beats;
      now += 60_000;
      vi.advanceTimersByTime(20);
      expect(beats - before).toBeLessThanOrEqual(2);
      stop();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('session descriptions', () => {
  const sdp = [
    'v=0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
    'a=candidate:1 1 udp 1 0a1b.local 1 typ host',
    'a=end-of-candidates',
    'a=ice-lite',
    'a=ice-ufrag:abcd',
    'a=fingerprint:sha-256 AA',
    'a=sendonly',
    '',
  ].join('\r\n');

  it('drops candidates and moves ice-lite to the session', () => {
    expect(withoutCandidates(sdp)).not.toMatch(/candidate/);
    const lines = withIceLiteInSession(sdp).split('\r\n');
    expect(lines.indexOf('a=ice-lite')).toBeLessThan(lines.findIndex((line) => line.startsWith('m=')));
  });

  it('says what it is about', () => {
    expect(speaksPcmu(sdp)).toBe(true);
    expect(speaksPcmu(sdp.replace('111 0', '111'))).toBe(false);
    expect(speaksPcmu(sdp.replace('m=audio 9', 'm=audio 0'))).toBe(false);
    expect(speaksPcmu(sdp.replace(/a=fingerprint.*/, ''))).toBe(false);
    expect(speaksPcmu('junk')).toBe(false);
    expect(directionOf(sdp)).toBe('sendonly');
    expect(directionOf('v=0\r\na=inactive\r\nm=audio 9 x 0\r\n')).toBe('inactive');
    expect(directionOf('v=0\r\nm=audio 9 x 0\r\n')).toBe('sendrecv');
    expect(iceUserOf(sdp)).toBe('abcd');
  });
});

describe('keys', () => {
  it('are read from RTP events and INFO bodies', () => {
    expect(toneOf(Buffer.from([11, 0, 0, 0]))).toBe('#');
    expect(toneOf(Buffer.from([16, 0, 0, 0]))).toBeUndefined();
    expect(toneOfInfo('application/dtmf-relay; x=1', 'Signal= 5\r\nDuration= 160\r\n')).toBe('5');
    expect(toneOfInfo('application/dtmf', 'a')).toBe('A');
    expect(toneOfInfo('application/dtmf-relay', 'Signal=55\r\n')).toBeUndefined();
    expect(toneOfInfo('text/plain', '5')).toBeUndefined();
  });
});

describe('voices', () => {
  const hertz = 400;
  const clip = Buffer.from(
    Array.from({ length: 8000 }, (_, index) =>
      encodeSample(0.3 * Math.sin((2 * Math.PI * hertz * index) / 8000)),
    ),
  );
  /** Upward zero crossings in a second. */
  const pitchOf = (sound: Buffer): number => {
    const samples = [...sound].map(decodeSample);
    const rises = samples.filter(
      (sample, index) => index > 0 && sample > 0 && (samples[index - 1] ?? 0) <= 0,
    ).length;
    return (rises * 8000) / sound.length;
  };

  it.each([0.8, 1, 1.25])('are %s times as high, as loud as before, and have no clicks', (pitch) => {
    const other = pitched(clip, pitch);
    expect(pitchOf(other)).toBeCloseTo(hertz * pitch, -1);
    expect(other.length).toBeCloseTo(clip.length / pitch, -1);
    const meter = new LevelMeter();
    meter.add(other);
    expect(meter.level().rms).toBeCloseTo(0.3 / Math.SQRT2, 1);
    expect(meter.level().peak).toBeLessThan(0.35);
  });
});

describe('the tone that confirms a code', () => {
  it('sounds three times after its lead and then is silent', () => {
    const source = confirmation(200);
    const frames = Array.from({ length: 60 }, () =>
      source().some((byte) => Math.abs(decodeSample(byte)) > 0.05),
    );
    expect(frames.indexOf(true)).toBe(10);
    expect(frames.filter((loud, index) => loud && !frames[index - 1])).toHaveLength(3);
    expect(frames.slice(-10)).not.toContain(true);
  });
});
