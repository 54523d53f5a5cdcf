import { describe, expect, it } from 'vitest';
import { headerLines } from './header-lines.ts';

const anna = ['Анна Петрова', '8 916 123-45-67', 'anna@example.ru', 'Тверь'];

describe('what stands above the rows', () => {
  it('is one line of a header', () => {
    expect(headerLines([['Имя', 'Телефон', 'E-mail', 'Город'], anna, anna])).toEqual({ before: 0 });
    expect(headerLines([anna, anna])).toEqual({ before: 0 });
    expect(headerLines([])).toEqual({ before: 0 });
  });

  it('may be a title, too', () => {
    const rows = [['Клиенты', '', '', ''], ['на 22.11.2026'], ['Имя', 'Телефон', 'E-mail', 'Город'], anna];
    expect(headerLines(rows)).toEqual({ before: 2 });
  });

  it('may have two lines, of which the upper one names groups', () => {
    const rows = [['Список', '', '', ''], ['ФИО', 'Связь', '', 'Город'], ['', 'Телефон', 'E-mail', ''], anna];
    expect(headerLines(rows)).toEqual({
      before: 2,
      header: ['ФИО', 'Связь Телефон', 'Связь E-mail', 'Город'],
    });
  });

  it('is no row: a customer without a number is none of it', () => {
    const rows = [
      ['Имя', 'Телефон', 'Город'],
      ['Анна', '', 'Тверь'],
      ['Борис', '89161234567', ''],
    ];
    expect(headerLines(rows)).toEqual({ before: 0 });
    // A table of one column.
    expect(headerLines([['Телефон'], ['89161234567']])).toEqual({ before: 0 });
  });
});
