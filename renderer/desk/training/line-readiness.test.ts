import { describe, expect, it } from 'vitest';
import type { PhoneState } from '../../../shared/contract/phone.ts';
import type { TrainingState } from '../../../shared/contract/training.ts';
import { TRAINING_PERSONAS } from '../../../shared/domain/training/personas.ts';
import { ACCOUNT } from '../testing/sample.ts';
import { canRing, readiness, shiftLength } from './line-readiness.ts';
import { sentenceOf } from './persona-text.ts';

const ON: TrainingState = { on: true, ready: false, personas: [], shift: { running: false, done: 0, of: 0 } };
const PHONE: PhoneState = { attached: true, devices: [], microphone: 'granted' };
const TRAINING = { ...ACCOUNT, training: true };

describe('readiness', () => {
  it('says why customers cannot call', () => {
    expect(readiness({ ...ON, on: false }, PHONE, [TRAINING])).toBe('off');
    expect(readiness(ON, { ...PHONE, attached: false }, [TRAINING])).toBe('noPhone');
    expect(readiness(ON, PHONE, [ACCOUNT])).toBe('otherLine');
    expect(readiness(ON, PHONE, [])).toBe('noLine');
    expect(readiness(ON, PHONE, [TRAINING])).toBe('connecting');
  });

  it('lets customers ring without a microphone, and says so', () => {
    const ready = { ...ON, ready: true };
    expect(readiness(ready, PHONE, [TRAINING])).toBe('ready');
    const denied = readiness(ready, { ...PHONE, microphone: 'denied' }, [TRAINING]);
    expect(denied).toBe('microphoneDenied');
    expect(canRing(denied)).toBe(true);
    expect(canRing('otherLine')).toBe(false);
  });
});

describe('shiftLength', () => {
  it('has a gap less than calls', () => {
    expect(shiftLength(1, 45)).toBe(0);
    expect(shiftLength(20, 45)).toBe(19 * 45_000);
  });
});

describe('personas', () => {
  it.each(TRAINING_PERSONAS.map((persona) => [persona.id, persona] as const))(
    '%s has its sentence',
    (id, persona) => {
      const behaviour = persona.calls?.kind ?? persona.dialled.kind;
      const direction = persona.calls ? 'inbound' : 'outbound';
      expect(sentenceOf({ id, name: 'Anna', number: persona.number, direction, behaviour })).toBe(id);
    },
  );

  it('a newcomer is described by its behaviour', () => {
    const base = { id: 'newcomer', name: 'Anna', number: '1', direction: 'inbound' } as const;
    expect(sentenceOf({ ...base, behaviour: 'talks' })).toBe('talks');
    expect(sentenceOf({ ...base, behaviour: 'toString' })).toBeUndefined();
  });
});
