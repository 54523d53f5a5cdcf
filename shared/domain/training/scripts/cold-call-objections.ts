import { type Draft, text } from './build.ts';

/** What may come at any moment, in the order in which it usually does. */
export const coldCallObjections: readonly Draft[] = [
  {
    kind: 'objection',
    id: 'tooDear',
    title: ['Objection: price', 'Возражение: цена', 'Заперечення: ціна'],
    label: text(['Too dear', 'Дорого', 'Дорого']),
    text: text([
      'I see. With what are you comparing? Our price has delivery and a two-year guarantee in it, and the first order has ten per cent off.',
      'Понимаю. А с чем сравниваете? В нашей цене доставка и гарантия два года, на первый заказ скидка десять процентов.',
      'Розумію. А з чим порівнюєте? У нашій ціні доставка й гарантія два роки, на перше замовлення знижка десять відсотків.',
    ]),
    next: 'back',
  },
  {
    kind: 'objection',
    id: 'noTime',
    title: ['Objection: no time', 'Возражение: нет времени', 'Заперечення: немає часу'],
    label: text(['No time', 'Нет времени', 'Немає часу']),
    text: text([
      'Of course. Let us find a moment that suits you.',
      'Конечно. Давайте найдём удобное время.',
      'Звісно. Знайдімо зручний час.',
    ]),
    next: 'callDay',
  },
  {
    kind: 'objection',
    id: 'sendEmail',
    title: ['Objection: send an e-mail', 'Возражение: пришлите на почту', 'Заперечення: надішліть на пошту'],
    label: text(['Send an e-mail', 'Пришлите на почту', 'Надішліть на пошту']),
    text: text([
      'Gladly, so that it holds only what concerns you I have two questions left.',
      'С удовольствием, а чтобы там было только нужное вам, у меня ещё пара вопросов.',
      'Залюбки, а щоб там було лише потрібне вам, маю ще кілька запитань.',
    ]),
    next: 'emailAddress',
  },
  {
    kind: 'ask',
    id: 'emailAddress',
    title: ['E-mail address', 'Адрес почты', 'Адреса пошти'],
    text: text(['To which address shall I write?', 'На какой адрес написать?', 'На яку адресу написати?']),
    key: 'email',
    answer: { kind: 'text', maxLength: 320, lines: 'one' },
    required: true,
    fills: 'email',
    next: 'back',
  },
  {
    kind: 'objection',
    id: 'haveSupplier',
    title: ['Objection: has a supplier', 'Возражение: есть поставщик', 'Заперечення: є постачальник'],
    label: text(['Already have a supplier', 'Уже есть поставщик', 'Уже є постачальник']),
    text: text([
      'That is good. Many of our customers keep two, so that a late delivery does not stop the shop.',
      'Это хорошо. Многие наши клиенты держат двух, чтобы опоздание не останавливало цех.',
      'Це добре. Багато наших клієнтів мають двох, щоб запізнення не зупиняло цех.',
    ]),
    next: 'supplierGood',
  },
  {
    kind: 'ask',
    id: 'supplierGood',
    title: ['Content with the supplier?', 'Доволен поставщиком?', 'Чи задоволений постачальником?'],
    text: text([
      'Does yours always deliver in time?',
      'Ваш всегда привозит вовремя?',
      'Ваш завжди привозить вчасно?',
    ]),
    key: 'supplierGood',
    answer: { kind: 'yesNo' },
    required: false,
    next: 'back',
  },
  {
    kind: 'objection',
    id: 'whoAreYou',
    title: ['Objection: who are you', 'Возражение: кто вы', 'Заперечення: хто ви'],
    label: text(['Who are you?', 'Кто вы?', 'Хто ви?']),
    text: text([
      'My name is {{me.name}}{{#if firm.name}}, from {{firm.name}}{{/if}}. I have your number from an open directory of firms.',
      'Меня зовут {{me.name}}{{#if firm.name}}, «{{firm.name}}»{{/if}}. Ваш номер из открытого справочника компаний.',
      'Мене звати {{me.name}}{{#if firm.name}}, «{{firm.name}}»{{/if}}. Ваш номер із відкритого довідника компаній.',
    ]),
    next: 'back',
  },
  {
    kind: 'objection',
    id: 'neverCall',
    title: [
      'Objection: never call again',
      'Возражение: больше не звоните',
      'Заперечення: більше не дзвоніть',
    ],
    label: text(['Do not call again', 'Больше не звоните', 'Більше не дзвоніть']),
    text: text([
      'I am sorry to have disturbed you. I will note it at once.',
      'Простите за беспокойство. Сейчас же отмечу.',
      'Вибачте за турботу. Зараз же позначу.',
    ]),
    next: 'noteNeverCall',
  },
  {
    kind: 'act',
    id: 'noteNeverCall',
    title: ['Never to be called', 'Больше не звонить', 'Більше не телефонувати'],
    actions: [{ kind: 'doNotCall' }],
    next: 'neverCallEnd',
  },
  {
    kind: 'end',
    id: 'neverCallEnd',
    title: ['Not called again', 'Не звоним', 'Не телефонуємо'],
    text: text([
      'We will not call again. Goodbye.',
      'Мы больше не позвоним. До свидания.',
      'Ми більше не зателефонуємо. До побачення.',
    ]),
    outcome: 'doNotCall',
  },
  {
    kind: 'back',
    id: 'back',
    title: ['Back to the question', 'Назад к вопросу', 'Назад до запитання'],
  },
];
