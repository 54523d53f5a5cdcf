import { describe, expect, it } from 'vitest';
import { pending } from './compare.ts';

const step = (name: string, hash = name) => ({ name, hash, sql: '' });
const known = [step('0000_a'), step('0001_b'), step('0002_c')];

describe('pending', () => {
  it('is what the base does not have yet, in order', () => {
    expect(pending(known, []).map((migration) => migration.name)).toEqual(['0000_a', '0001_b', '0002_c']);
    expect(pending(known, known.slice(0, 2)).map((migration) => migration.name)).toEqual(['0002_c']);
    expect(pending(known, known)).toEqual([]);
  });

  it('refuses a base that knows more than we do', () => {
    expect(() => pending(known, [...known, step('0003_d')])).toThrow(
      expect.objectContaining({ code: 'databaseNewer', params: { migration: '0003_d', has: 4, knows: 3 } }),
    );
  });

  it('refuses a migration that was edited after it was applied', () => {
    expect(() => pending(known, [step('0000_a'), step('0001_b', 'other')])).toThrow(
      expect.objectContaining({
        code: 'databaseMismatch',
        params: { reason: 'migrationEdited', migration: '0001_b' },
      }),
    );
  });

  it('refuses a migration that was merged late, between applied ones', () => {
    expect(() => pending(known, [step('0000_a'), step('0002_c')])).toThrow(
      expect.objectContaining({
        code: 'databaseMismatch',
        params: { reason: 'migrationLate', migration: '0001_b' },
      }),
    );
  });
});
