import { type Draft, option, text } from './build.ts';

/** From the offer to the four ends. */
export const coldCallEnds: readonly Draft[] = [
  {
    kind: 'say',
    id: 'offer',
    title: ['Offer', 'Предложение', 'Пропозиція'],
    text: text([
      'Then I suggest a trial order{{#if answer.budget}} within your {{answer.budget}} a month{{/if}}: ten per cent off, and you pay after delivery.',
      'Тогда предлагаю пробный заказ{{#if answer.budget}} в пределах ваших {{answer.budget}} в месяц{{/if}}: скидка десять процентов, оплата после поставки.',
      'Тоді пропоную пробне замовлення{{#if answer.budget}} в межах ваших {{answer.budget}} на місяць{{/if}}: знижка десять відсотків, оплата після постачання.',
    ]),
    next: 'agree',
  },
  {
    kind: 'ask',
    id: 'agree',
    title: ['Agreed?', 'Согласен?', 'Чи згода?'],
    text: text(['Shall we try it?', 'Попробуем?', 'Спробуємо?']),
    key: 'agreed',
    answer: { kind: 'yesNo', yes: 'meeting', no: 'whyNot' },
    required: true,
  },
  {
    kind: 'ask',
    id: 'meeting',
    title: ['Day of the offer', 'День предложения', 'День пропозиції'],
    text: text([
      'On which day may I call you with the offer in figures?',
      'В какой день позвонить с расчётом?',
      'Якого дня зателефонувати з розрахунком?',
    ]),
    key: 'meeting',
    answer: { kind: 'date', notBefore: 'today' },
    required: true,
    show: ['promises'],
    next: 'becomesInterested',
  },
  {
    kind: 'act',
    id: 'becomesInterested',
    title: ['Becomes interested', 'Становится заинтересованным', 'Стає зацікавленим'],
    actions: [
      { kind: 'setStage', stage: 'interested' },
      {
        kind: 'createTask',
        title: text(['Prepare the offer', 'Подготовить предложение', 'Підготувати пропозицію']),
        inDays: 1,
        time: '10:00',
      },
    ],
    next: 'agreedEnd',
  },
  {
    kind: 'end',
    id: 'agreedEnd',
    title: ['Agreed', 'Договорились', 'Домовилися'],
    text: text([
      'Thank you, I will call on {{answer.meeting}}. Have a good day!',
      'Спасибо, позвоню {{answer.meeting}}. Хорошего дня!',
      'Дякую, зателефоную {{answer.meeting}}. Гарного дня!',
    ]),
    outcome: 'agreed',
  },
  {
    kind: 'ask',
    id: 'whyNot',
    title: ['Why not', 'Почему нет', 'Чому ні'],
    text: text([
      'I understand. May I ask what speaks against it?',
      'Понимаю. Можно узнать, что смущает?',
      'Розумію. Чи можна дізнатися, що бентежить?',
    ]),
    key: 'reason',
    answer: {
      kind: 'one',
      options: [
        option('price', ['Price', 'Цена', 'Ціна']),
        option('supplier', ['Has a supplier', 'Есть поставщик', 'Є постачальник']),
        option('notNow', ['Not now', 'Не сейчас', 'Не зараз'], 'callDay'),
        option('noNeed', ['No need', 'Не нужно', 'Не потрібно']),
      ],
    },
    required: true,
    next: 'becomesRefused',
  },
  {
    kind: 'act',
    id: 'becomesRefused',
    title: ['Refusal noted', 'Отказ записан', 'Відмову записано'],
    actions: [
      { kind: 'setStage', stage: 'refused' },
      { kind: 'addTag', tag: 'refused-cold-call' },
    ],
    next: 'refusedEnd',
  },
  {
    kind: 'end',
    id: 'refusedEnd',
    title: ['Refused', 'Отказ', 'Відмова'],
    text: text([
      'Thank you for being frank. Goodbye!',
      'Спасибо за откровенность. До свидания!',
      'Дякую за відвертість. До побачення!',
    ]),
    outcome: 'refused',
  },
  {
    kind: 'ask',
    id: 'callDay',
    title: ['When to call', 'Когда позвонить', 'Коли зателефонувати'],
    text: text([
      'On which day would it suit you better?',
      'В какой день вам удобнее?',
      'Якого дня вам зручніше?',
    ]),
    key: 'callDay',
    answer: { kind: 'date', notBefore: 'today' },
    required: true,
    show: ['promises'],
    next: 'callbackEnd',
  },
  {
    kind: 'end',
    id: 'callbackEnd',
    title: ['Call back', 'Перезвонить', 'Передзвонити'],
    text: text([
      'I will call on {{answer.callDay}}. Until then!',
      'Позвоню {{answer.callDay}}. До связи!',
      'Зателефоную {{answer.callDay}}. До зв’язку!',
    ]),
    outcome: 'callback',
  },
  {
    kind: 'end',
    id: 'wrongNumber',
    title: ['Wrong number', 'Не тот номер', 'Не той номер'],
    text: text([
      'Excuse me for the trouble. Goodbye!',
      'Простите за беспокойство. До свидания!',
      'Вибачте за турботу. До побачення!',
    ]),
    outcome: 'wrongNumber',
  },
];
