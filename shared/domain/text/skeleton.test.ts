import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { hasSkeleton, skeleton, standsFor, typedSkeletons } from './skeleton.ts';

const of = (text: string): string => skeleton(fold(text));

describe('skeleton', () => {
  it.each([
    ['Иванов Ivanov'],
    ['Щербаков Shcherbakov Scherbakov Sherbakov'],
    ['Юлия Юлія Yuliya Yulia Yuliia Iuliia Julia Julija'],
    ['Київ Kyiv'],
    ['Алёна Алена Alyona Alena'],
    ['Фёдор Fyodor Fedor'],
    ['Соловьёв Solovyov Soloviev Solovev'],
    ['Дмитрий Dmitry Dmitriy Dmitrii Dmitri'],
    ['Чайковский Tchaikovsky Chaykovskiy Chaikovskii'],
    ['Евгений Evgeny Yevgeny Evgenii Jewgenij'],
    ['Євген Yevhen'],
    ['Müller Мюллер Mueller'],
    ['Хрущёв Khrushchev Khrushchov Khrushchyov'],
    ['Троцкий Trotsky Trotskii'],
    ['Юрий Yury Yuriy Jurij Iurii'],
    ['Ігор Игорь Ihor Igor'],
    ['Григорій Hryhorii'],
    ['Запоріжжя Zaporizhzhia'],
    ['Вячеслав Vyacheslav Viacheslav'],
    ['Горбачёв Gorbachev Gorbachov Gorbatschow'],
    ['Наталья Natalya Natalia Natalja'],
    ['Ксенія Kseniia Xenia'],
    ['Жанна Zhanna'],
    ['Σοφία Sofia'],
  ])('is one for all writings: %s', (names) => {
    const skeletons = names.split(' ').map(of);
    expect(new Set(skeletons)).toEqual(new Set([skeletons[0]]));
  });

  it.each([['Анна Яна'], ['Анна Ана'], ['Иванов Иваненко'], ['Шарапова Жарапова'], ['Петров Петрова']])(
    'is another one for other names: %s',
    (names) => {
      expect(new Set(names.split(' ').map(of)).size).toBe(2);
    },
  );

  it('is not longer than two signs a letter, and made for words of letters alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        for (const word of fold(text).split(' ')) {
          if (hasSkeleton(word)) expect(skeleton(word)).toMatch(/^[a-zCSZ]*$/);
          expect(skeleton(word).length).toBeLessThanOrEqual(2 * word.length);
        }
      }),
    );
    expect(hasSkeleton('4711')).toBe(false);
    expect(hasSkeleton('山')).toBe(false);
  });

  it('knows letters of which the end is still being typed', () => {
    expect(typedSkeletons('shc')).toContain(of('щ'));
    expect(typedSkeletons('sc')).toContain(of('щ'));
    expect(typedSkeletons('bosc')).toContain(of('бош'));
  });
});

it('stands for other alphabets, and within one only for what reads the same', () => {
  expect(standsFor('harin', 'гарин')).toBe(true);
  expect(standsFor('харин', 'гарин')).toBe(false);
  expect(standsFor('ірина', 'ирина')).toBe(true);
  expect(standsFor('scherbakov', 'shcherbakov')).toBe(true);
  expect(standsFor('nikola', 'nikolae')).toBe(false);
});
