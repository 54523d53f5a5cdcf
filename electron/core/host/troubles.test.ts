import { describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Problem } from '../../../shared/contract/settings.ts';
import { createTroubles } from './troubles.ts';

describe('troubles', () => {
  const told: string[] = [];
  const say = ({ code, active }: Problem) => void told.push(`${active ? '+' : '-'}${code}`);
  const heard = () => told.splice(0);

  it('stand until the last who is in them is well, each under its own code', () => {
    const troubles = createTroubles(say);
    troubles.set('base', undefined);
    expect(heard()).toEqual([]);
    troubles.set('base', new Failure('diskFull'));
    troubles.set('recordingDisk', new Failure('diskFull'));
    expect(heard()).toEqual(['+diskFull', '+diskFull']);
    troubles.set('base', undefined);
    expect(heard()).toEqual([]);
    troubles.set('recordingDisk', new Failure('diskReadOnly'));
    expect(heard()).toEqual(['-diskFull', '+diskReadOnly']);
    troubles.tellAgain();
    expect(heard()).toEqual(['+diskReadOnly']);
    troubles.set('recordingDisk', undefined);
    expect(heard()).toEqual(['-diskReadOnly']);
    troubles.tellAgain();
    expect(heard()).toEqual([]);
  });
});
