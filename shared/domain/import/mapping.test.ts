import { describe, expect, it } from 'vitest';
import { looksLikeHeader, suggestMapping } from './mapping.ts';

describe('mapping columns', () => {
  it('reads headers in three languages', () => {
    const header = [
      'ФИО',
      'Тел.',
      'Моб. телефон',
      'Телефон 2',
      'Компания',
      'E-mail',
      'Должность',
      'Источник',
      'Регион',
    ];
    expect(looksLikeHeader([header, ['Иванов Иван', '89161234567']])).toBe(true);
    expect(suggestMapping(header, [])).toEqual([
      'name',
      'phone',
      'mobile',
      'phone',
      'organisation',
      'email',
      'role',
      'channel',
      'region',
    ]);
    expect(suggestMapping(["Ім'я", 'Прізвище', 'Мобільний', 'Пошта', 'Посада', 'Примітки'], [])).toEqual([
      'firstName',
      'lastName',
      'mobile',
      'email',
      'role',
      'about',
    ]);
    expect(
      suggestMapping(['First Name', 'Last Name', 'Company', 'Work phone', 'Employees', 'Shoe size'], []),
    ).toEqual(['firstName', 'lastName', 'organisation', 'workPhone', 'headCount', 'ignore']);
    expect(suggestMapping(['Имя', 'Телефон'], [])).toEqual(['name', 'phone']);
    expect(
      suggestMapping(['День рождения', 'Согласие на звонки', 'Договір до', 'Date of birth'], []),
    ).toEqual(['birthday', 'consent', 'contractEndsOn', 'birthday']);
  });

  it('guesses by content without a header', () => {
    const rows = [
      ['1', 'Иванов Иван Петрович', '8 (916) 123-45-67', 'ivan@example.ru', 'ООО «Ромашка»'],
      ['2', 'Петрова Анна', '+7 495 123 45 67; 8-916-000-00-01 доб. 5', '', 'ИП Петрова'],
    ];
    expect(looksLikeHeader(rows)).toBe(false);
    expect(suggestMapping(undefined, rows)).toEqual(['ignore', 'name', 'phone', 'email', 'organisation']);
  });

  it('sees a header of unknown words by the numbers below it', () => {
    const rows = [
      ['Кто', 'Куда звонить'],
      ['Иванов Иван', '89161234567'],
      ['Петров Пётр', '89161234568'],
    ];
    expect(looksLikeHeader(rows)).toBe(true);
    expect(suggestMapping(rows[0], rows.slice(1))).toEqual(['name', 'phone']);
  });

  it.each([
    ['Адрес', 'otherAddress'],
    ['Адрес клиента', 'otherAddress'],
    ['Почтовый адрес клиента', 'postalAddress'],
    ['Юридический адрес (полностью)', 'legalAddress'],
    ['Адрес для доставки', 'deliveryAddress'],
    ['Billing address', 'otherAddress'],
    ['Shipping address 2', 'deliveryAddress'],
    ['Адрес эл. почты', 'email'],
    ['Адрес электронной почты', 'email'],
    ['Адреса електронної пошти', 'email'],
    ['Рабочая почта', 'email'],
    ['Адрес сайта', 'ignore'],
    ['IP address', 'ignore'],
  ])('a column “%s” goes to %s', (header, target) =>
    expect(suggestMapping(['Имя', header], [])[1]).toBe(target),
  );
});
