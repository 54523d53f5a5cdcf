import { type Draft, option, type SampleScript, scriptOf, t, text } from './build.ts';
import { supportLineCases } from './support-line-cases.ts';

const steps: readonly Draft[] = [
  {
    kind: 'say',
    id: 'greeting',
    title: ['Greeting', 'Приветствие', 'Привітання'],
    text: text([
      'Good day, {{firm.name|support}}, {{me.name}} speaking.{{#if contact.name}} Is that {{contact.name}}?{{/if}}',
      'Здравствуйте, {{firm.name|поддержка}}, {{me.name}}.{{#if contact.name}} Это {{contact.name}}?{{/if}}',
      'Вітаю, {{firm.name|підтримка}}, {{me.name}}.{{#if contact.name}} Це {{contact.name}}?{{/if}}',
    ]),
    show: ['standing', 'promises', 'lastTalk'],
    next: 'isKnown',
  },
  {
    kind: 'branch',
    id: 'isKnown',
    title: ['Name known?', 'Имя известно?', 'Чи відоме ім’я?'],
    cases: [{ when: { kind: 'field', field: 'name', comparison: 'known' }, next: 'topic' }],
    otherwise: 'callerName',
  },
  {
    kind: 'ask',
    id: 'callerName',
    title: ['Name', 'Имя', 'Ім’я'],
    text: text(['How may I address you?', 'Как к вам обращаться?', 'Як до вас звертатися?']),
    key: 'name',
    answer: { kind: 'text', maxLength: 200, lines: 'one' },
    required: true,
    fills: 'name',
    next: 'topic',
  },
  {
    kind: 'ask',
    id: 'topic',
    title: ['What is it about', 'О чём вопрос', 'Про що питання'],
    text: text(['What is it about?', 'Чем могу помочь?', 'Чим можу допомогти?']),
    key: 'topic',
    answer: {
      kind: 'one',
      options: [
        option('order', ['An order', 'Заказ', 'Замовлення'], 'orderNumber'),
        option('fault', ['Something is broken', 'Неисправность', 'Несправність'], 'what'),
        option('money', ['Money', 'Оплата', 'Оплата'], 'solved'),
        option('other', ['Something else', 'Другое', 'Інше'], 'what'),
      ],
    },
    required: true,
  },
  {
    kind: 'ask',
    id: 'orderNumber',
    title: ['Number of the order', 'Номер заказа', 'Номер замовлення'],
    text: text([
      'Have you got the number of the order?',
      'Подскажите номер заказа?',
      'Підкажіть номер замовлення?',
    ]),
    key: 'order',
    answer: { kind: 'number', min: 1, whole: true },
    required: false,
    next: 'solved',
  },
  {
    kind: 'ask',
    id: 'what',
    title: ['What happened', 'Что случилось', 'Що сталося'],
    text: text(['Tell me what happened, please.', 'Расскажите, что случилось?', 'Розкажіть, що сталося?']),
    key: 'what',
    answer: { kind: 'text', maxLength: 2000, lines: 'many' },
    required: true,
    next: 'hindrance',
  },
  {
    kind: 'ask',
    id: 'hindrance',
    title: ['How bad', 'Насколько мешает', 'Наскільки заважає'],
    text: text([
      'How much does it hinder your work?',
      'Насколько это мешает работе?',
      'Наскільки це заважає роботі?',
    ]),
    key: 'hindrance',
    answer: {
      kind: 'scale',
      from: 0,
      to: 10,
      low: text(['not at all', 'не мешает', 'не заважає']),
      high: text(['all stands still', 'всё стоит', 'усе стоїть']),
    },
    required: true,
    next: 'urgency',
  },
  {
    kind: 'branch',
    id: 'urgency',
    title: ['Urgent?', 'Срочно?', 'Чи терміново?'],
    cases: [
      {
        when: {
          kind: 'all',
          of: [
            { kind: 'answer', key: 'hindrance', comparison: 'more', value: '7' },
            { kind: 'answer', key: 'topic', comparison: 'is', value: 'fault' },
          ],
        },
        next: 'urgentTask',
      },
    ],
    otherwise: 'solved',
  },
  {
    kind: 'act',
    id: 'urgentTask',
    title: ['Urgent promise', 'Срочное обещание', 'Термінова обіцянка'],
    actions: [
      {
        kind: 'createTask',
        title: text(['Urgent: {{answer.what}}', 'Срочно: {{answer.what}}', 'Терміново: {{answer.what}}']),
        inDays: 0,
        time: '18:00',
      },
      { kind: 'addTag', tag: 'urgent' },
    ],
    next: 'urgentEnd',
  },
  {
    kind: 'end',
    id: 'urgentEnd',
    title: ['Urgent complaint', 'Срочная жалоба', 'Термінова скарга'],
    text: text([
      'I pass it on at once; you will be called before the evening.',
      'Передаю немедленно, вам позвонят до вечера.',
      'Передаю негайно, вам зателефонують до вечора.',
    ]),
    outcome: 'complaint',
  },
  {
    kind: 'ask',
    id: 'solved',
    title: ['Solved?', 'Решено?', 'Чи вирішено?'],
    text: text(['Has that answered your question?', 'Я ответил на ваш вопрос?', 'Чи дістали ви відповідь?']),
    key: 'solved',
    answer: { kind: 'yesNo', yes: 'answeredEnd', no: 'laterTask' },
    required: true,
    show: ['facts', 'notes'],
  },
  {
    kind: 'end',
    id: 'answeredEnd',
    title: ['Answered', 'Ответили', 'Відповіли'],
    text: text(['Thank you for calling.', 'Спасибо за звонок.', 'Дякую за дзвінок.']),
    outcome: 'question',
  },
  {
    kind: 'act',
    id: 'laterTask',
    title: ['Promise an answer', 'Обещаем ответ', 'Обіцяємо відповідь'],
    actions: [
      {
        kind: 'createTask',
        title: text([
          'Answer: {{answer.topic}}',
          'Ответить: {{answer.topic}}',
          'Відповісти: {{answer.topic}}',
        ]),
        inDays: 1,
        time: '12:00',
      },
    ],
    next: 'laterEnd',
  },
  {
    kind: 'end',
    id: 'laterEnd',
    title: ['We call back', 'Перезвоним', 'Передзвонимо'],
    text: text([
      'I will find out and call you tomorrow before noon.',
      'Я всё узнаю и позвоню завтра до полудня.',
      'Я все дізнаюся й зателефоную завтра до полудня.',
    ]),
    outcome: 'callback',
  },
  {
    kind: 'objection',
    id: 'waitingLong',
    title: ['Waited for long', 'Долго ждал', 'Довго чекав'],
    label: text(['I have waited for ages', 'Я долго ждал', 'Я довго чекав']),
    text: text([
      'I am sorry that you had to wait. I am all yours now.',
      'Простите за ожидание. Теперь я весь внимание.',
      'Вибачте за очікування. Тепер я вся увага.',
    ]),
    next: 'back',
  },
  {
    kind: 'back',
    id: 'back',
    title: ['Back to the question', 'Назад к вопросу', 'Назад до запитання'],
  },
];

export const supportLine: SampleScript = {
  key: 'supportLine',
  name: t([
    'Support line: what is it about',
    'Линия поддержки: с чем обратились',
    'Лінія підтримки: з чим звернулися',
  ]),
  script: (language) => scriptOf(steps, language),
  cases: supportLineCases,
};
