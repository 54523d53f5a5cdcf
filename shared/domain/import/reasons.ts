import type { RejectionCode } from './row.ts';

export type ReasonLanguage = 'en' | 'ru' | 'uk';

// The file of refused rows is read in Excel by somebody who has no Ringdesk before them, so the sentences are here
// and not only in the pages' catalogue.
const TEXTS: Readonly<Record<ReasonLanguage, Readonly<Record<RejectionCode | 'line' | 'reason', string>>>> = {
  en: {
    line: 'Line',
    reason: 'Reason',
    noName: 'Neither a name nor an organisation is given. Add one.',
    noNumber: 'There is no phone number and no e-mail. Add one.',
    brokenRow: 'The row is broken: its quotes do not match. Correct the quotes in this line.',
    tooLong: 'A value is too long. Shorten it.',
    duplicateInFile: 'The same customer stands earlier in this file.',
    ownNumber: 'The number is one of your own firm.',
    noItem:
      'Neither a name nor a number of it is given, or an amount or a day is missing. Add what is missing.',
    badValue: 'An amount, a number or a day could not be read. Correct it.',
    noCustomer:
      'There is no such customer. Correct the number, e-mail or name, or import the customer first.',
    severalCustomers: 'Several customers have this name. Add a phone number or an e-mail.',
  },
  ru: {
    line: 'Строка',
    reason: 'Причина',
    noName: 'Не указаны ни имя, ни организация. Укажите что-нибудь одно.',
    noNumber: 'Нет ни телефона, ни e-mail. Добавьте хотя бы одно.',
    brokenRow: 'Строка повреждена: кавычки не парные. Исправьте кавычки в этой строке.',
    tooLong: 'Слишком длинное значение. Сократите его.',
    duplicateInFile: 'Этот клиент уже есть выше в этом файле.',
    ownNumber: 'Это номер вашей собственной фирмы.',
    noItem: 'Не указано название или номер, либо нет суммы или даты. Добавьте недостающее.',
    badValue: 'Сумму, число или дату не удалось прочитать. Исправьте.',
    noCustomer: 'Такого клиента нет. Исправьте телефон, e-mail или имя, либо сначала загрузите клиента.',
    severalCustomers: 'Клиентов с таким именем несколько. Добавьте телефон или e-mail.',
  },
  uk: {
    line: 'Рядок',
    reason: 'Причина',
    noName: 'Не вказано ні імені, ні організації. Вкажіть щось одне.',
    noNumber: 'Немає ні телефону, ні e-mail. Додайте хоча б одне.',
    brokenRow: 'Рядок пошкоджено: лапки не парні. Виправте лапки в цьому рядку.',
    tooLong: 'Занадто довге значення. Скоротіть його.',
    duplicateInFile: 'Цей клієнт уже є вище в цьому файлі.',
    ownNumber: 'Це номер вашої власної фірми.',
    noItem: 'Не вказано назву чи номер, або немає суми чи дати. Додайте, чого бракує.',
    badValue: 'Суму, число або дату не вдалося прочитати. Виправте.',
    noCustomer: 'Такого клієнта немає. Виправте телефон, e-mail чи ім’я або спершу завантажте клієнта.',
    severalCustomers: 'Клієнтів із таким ім’ям декілька. Додайте телефон чи e-mail.',
  },
};

/** Why a row was refused and what to do, in the user's language; the code stays beside it for whoever writes scripts. */
export const reasonText = (code: RejectionCode, language: ReasonLanguage): string =>
  `${TEXTS[language][code]} [${code}]`;

/** Titles of the two columns that stand before the row's own. */
export const reasonTitles = (language: ReasonLanguage): readonly [string, string] => [
  TEXTS[language].line,
  TEXTS[language].reason,
];
