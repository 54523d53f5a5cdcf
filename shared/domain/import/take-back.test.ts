import { describe, expect, it } from 'vitest';
import { takeBack } from './take-back.ts';

const home = { id: '1', raw: '8 495', label: 'main' };
const mobile = { id: '2', raw: '8 916', label: 'mobile' };

describe('a change that is taken back', () => {
  it('gives its fields their old values, and those that it filled none', () => {
    const base = { region: 'Тверь', role: null, phones: [home] };
    const patch = { region: 'Москва', role: 'Директор', phones: [home, mobile] };
    expect(takeBack({ ...patch, name: 'Анна' }, base, patch)).toEqual({ fields: base, kept: false });
  });

  it('leaves what somebody has changed since, and says so', () => {
    const answer = takeBack(
      { region: 'Орёл', role: 'Директор' },
      { region: 'Тверь', role: null },
      {
        region: 'Москва',
        role: 'Директор',
      },
    );
    expect(answer).toEqual({ fields: { role: null }, kept: true });
  });

  it('has nothing to do where somebody put the old value back', () => {
    expect(takeBack({ region: 'Тверь' }, { region: 'Тверь' }, { region: 'Москва' })).toEqual({
      fields: {},
      kept: false,
    });
  });

  it('takes what it added out of a list that others have added to', () => {
    const other = { id: '3', raw: '8 812', label: 'work' };
    const answer = takeBack(
      { phones: [home, mobile, other], tags: ['vip', 'new', 'own'] },
      { phones: [home], tags: ['vip'] },
      { phones: [home, mobile], tags: ['vip', 'new'] },
    );
    expect(answer).toEqual({ fields: { phones: [home, other], tags: ['vip', 'own'] }, kept: false });
  });

  it('leaves a number that somebody has put right', () => {
    const righted = { ...mobile, label: 'work' };
    const answer = takeBack({ phones: [home, righted] }, { phones: [home] }, { phones: [home, mobile] });
    expect(answer).toEqual({ fields: {}, kept: true });
  });

  it('gives a number that got a note its old one, and takes it from nobody', () => {
    const was = { id: 'a', raw: '1', note: null };
    const noted = { ...was, note: 'until 15:00' };
    const added = { id: 'b', raw: '2', note: null };
    const patch = { phones: [noted, added] };
    // Somebody has added a third one since.
    const third = { id: 'c', raw: '3', note: null };
    expect(takeBack({ phones: [noted, added, third] }, { phones: [was] }, patch)).toEqual({
      fields: { phones: [was, third] },
      kept: false,
    });
    // Or has written another note.
    const other = { ...was, note: 'his wife' };
    expect(takeBack({ phones: [other, added] }, { phones: [was] }, patch)).toEqual({
      fields: { phones: [other] },
      kept: true,
    });
  });
});
