import { describe, expect, it } from 'vitest';
import { namesAgree, tidy } from './fold.ts';
import { neutralise, restore } from './formula.ts';
import { reasonText } from './reasons.ts';

describe('small things', () => {
  it('compares names as people do', () => {
    expect(namesAgree('Иванов Иван', 'ИВАН ИВАНОВ')).toBe(true);
    expect(namesAgree('Иванов И. П.', 'Иванов Иван Петрович')).toBe(true);
    expect(namesAgree('Ivanov Ivan', 'Иванов Иван')).toBe(true);
    expect(namesAgree('Ивнов Иван', 'Иванов Иван')).toBe(true);
    expect(namesAgree('Иванов Иван', 'Иванова Анна')).toBe(false);
    expect(tidy(' a\u0000\tb\u202e  c 🙂 ')).toBe('a b c 🙂');
  });

  it('makes formulas harmless on the way out', () => {
    for (const cell of ['=cmd()', '+79161234567', '-1', '@x', '\t=1', '\r=1', ' =1', '＝1']) {
      expect(neutralise(cell)).toBe(`'${cell}`);
      expect(restore(neutralise(cell))).toBe(cell);
    }
    expect(neutralise('Иван')).toBe('Иван');
    expect(reasonText('noNumber', 'ru')).toContain('[noNumber]');
  });
});
