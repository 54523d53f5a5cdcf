import type { ScriptLanguage } from '../../talk-script/script.ts';
import { type Draft, option, type SampleScript, scriptOf, t, text } from './build.ts';
import { coldCallCases } from './cold-call-cases.ts';
import { coldCallEnds } from './cold-call-ends.ts';
import { coldCallObjections } from './cold-call-objections.ts';

/** What people of the language count in. */
export const CURRENCY: Readonly<Record<ScriptLanguage, string>> = { en: 'EUR', ru: 'RUB', uk: 'UAH' };

const opening: readonly Draft[] = [
  {
    kind: 'say',
    id: 'greeting',
    title: ['Greeting', 'Приветствие', 'Привітання'],
    text: text([
      'Good day{{#if contact.name}}, {{contact.name}}{{/if}}. My name is {{me.name}}{{#if firm.name}}, I am calling from {{firm.name}}{{/if}}.',
      'Здравствуйте{{#if contact.name}}, {{contact.name}}{{/if}}. Меня зовут {{me.name}}{{#if firm.name}}, компания «{{firm.name}}»{{/if}}.',
      'Вітаю{{#if contact.name}}, {{contact.name}}{{/if}}. Мене звати {{me.name}}{{#if firm.name}}, компанія «{{firm.name}}»{{/if}}.',
    ]),
    show: ['standing', 'lastTalk'],
    next: 'rightPerson',
  },
  {
    kind: 'ask',
    id: 'rightPerson',
    title: ['Right person?', 'Тот ли человек?', 'Чи та це людина?'],
    text: text([
      'Are you the one who decides about purchases?',
      'Вы занимаетесь закупками?',
      'Ви займаєтеся закупівлями?',
    ]),
    key: 'person',
    answer: {
      kind: 'one',
      options: [
        option('decides', ['Yes, decides', 'Да, решает', 'Так, вирішує']),
        option('other', ['Somebody else does', 'Решает другой', 'Вирішує інший'], 'colleague'),
        option('wrong', ['Wrong number', 'Не туда попали', 'Не туди потрапили'], 'wrongNumber'),
      ],
    },
    required: true,
    next: 'known',
  },
  {
    kind: 'ask',
    id: 'colleague',
    title: ['Who decides', 'Кто решает', 'Хто вирішує'],
    text: text([
      'Whom should I ask for, please?',
      'Подскажите, к кому обратиться?',
      'Підкажіть, будь ласка, до кого звернутися?',
    ]),
    key: 'colleague',
    answer: { kind: 'text', maxLength: 200, lines: 'one' },
    required: true,
    show: ['people'],
    next: 'known',
  },
  {
    kind: 'branch',
    id: 'known',
    title: ['Do we know each other?', 'Знакомы ли мы?', 'Чи ми знайомі?'],
    cases: [
      {
        when: { kind: 'field', field: 'lastOutcome', comparison: 'is', value: 'callback' },
        next: 'asPromised',
      },
      {
        when: {
          kind: 'any',
          of: [
            { kind: 'field', field: 'stage', comparison: 'is', value: 'customer' },
            { kind: 'field', field: 'stage', comparison: 'is', value: 'lapsed' },
          ],
        },
        next: 'again',
      },
    ],
    otherwise: 'reason',
  },
  {
    kind: 'say',
    id: 'asPromised',
    title: ['Call as promised', 'Звонок по договорённости', 'Дзвінок за домовленістю'],
    text: text([
      'You asked me to call again; here I am, as promised.',
      'Вы просили перезвонить, звоню, как договорились.',
      'Ви просили передзвонити, дзвоню, як домовлялися.',
    ]),
    show: ['lastTalk', 'promises'],
    next: 'hasTime',
  },
  {
    kind: 'say',
    id: 'again',
    title: ['Customer before', 'Уже покупал', 'Уже купував'],
    text: text([
      'You have bought from us before, thank you. We have new terms for regular customers.',
      'Вы уже покупали у нас, спасибо. Появились новые условия для постоянных клиентов.',
      'Ви вже купували в нас, дякуємо. З’явилися нові умови для постійних клієнтів.',
    ]),
    show: ['standing', 'notes'],
    next: 'hasTime',
  },
  {
    kind: 'say',
    id: 'reason',
    title: ['Reason of the call', 'Повод звонка', 'Привід дзвінка'],
    text: text([
      'We supply bearings from stock within two days. I would like to ask three short questions to see whether that is of use to you.',
      'Мы поставляем подшипники со склада за два дня. Задам три коротких вопроса, чтобы понять, пригодится ли это вам.',
      'Ми постачаємо підшипники зі складу за два дні. Поставлю три короткі запитання, щоб зрозуміти, чи буде це вам корисно.',
    ]),
    next: 'hasTime',
  },
  {
    kind: 'ask',
    id: 'hasTime',
    title: ['Time now?', 'Есть ли время?', 'Чи є час?'],
    text: text(['Do you have three minutes now?', 'Есть сейчас три минуты?', 'Чи маєте зараз три хвилини?']),
    key: 'hasTime',
    answer: { kind: 'yesNo', yes: 'needs', no: 'callDay' },
    required: true,
  },
];

const questions = (currency: string): readonly Draft[] => [
  {
    kind: 'ask',
    id: 'needs',
    title: ['What matters', 'Что важно', 'Що важливо'],
    text: text([
      'What matters most to you when you choose a supplier?',
      'Что для вас важнее всего при выборе поставщика?',
      'Що для вас найважливіше, коли ви обираєте постачальника?',
    ]),
    key: 'needs',
    answer: {
      kind: 'several',
      min: 1,
      options: [
        option('price', ['Price', 'Цена', 'Ціна']),
        option('delivery', ['Delivery time', 'Сроки', 'Строки']),
        option('quality', ['Quality', 'Качество', 'Якість']),
        option('range', ['Wide range', 'Ассортимент', 'Асортимент']),
      ],
    },
    required: true,
    next: 'headCount',
  },
  {
    kind: 'ask',
    id: 'headCount',
    title: ['People employed', 'Число сотрудников', 'Кількість працівників'],
    text: text([
      'How many people work{{#if contact.organisation}} at {{contact.organisation}}{{/if}}?',
      'Сколько человек работает{{#if contact.organisation}} в «{{contact.organisation}}»{{else}} у вас{{/if}}?',
      'Скільки людей працює{{#if contact.organisation}} у «{{contact.organisation}}»{{else}} у вас{{/if}}?',
    ]),
    key: 'headCount',
    answer: { kind: 'number', min: 1, max: 1_000_000, whole: true },
    required: false,
    fills: 'headCount',
    show: ['facts'],
    next: 'budget',
  },
  {
    kind: 'ask',
    id: 'budget',
    title: ['Budget', 'Бюджет', 'Бюджет'],
    text: text([
      'Roughly how much do you spend on bearings in a month?',
      'Сколько примерно уходит на подшипники в месяц?',
      'Скільки приблизно витрачаєте на підшипники за місяць?',
    ]),
    key: 'budget',
    answer: { kind: 'money', currency, min: 0 },
    required: false,
    next: 'interest',
  },
  {
    kind: 'ask',
    id: 'interest',
    title: ['How interested', 'Насколько интересно', 'Наскільки цікаво'],
    text: text([
      'From one to five, how interesting would delivery within two days be?',
      'Насколько вам интересна поставка за два дня, от одного до пяти?',
      'Наскільки вам цікаве постачання за два дні, від одного до п’яти?',
    ]),
    key: 'interest',
    answer: {
      kind: 'scale',
      from: 1,
      to: 5,
      low: text(['not at all', 'совсем нет', 'зовсім ні']),
      high: text(['very', 'очень', 'дуже']),
    },
    required: true,
    next: 'fillCard',
  },
  {
    kind: 'act',
    id: 'fillCard',
    title: ['Into the card', 'В карточку', 'До картки'],
    actions: [
      { kind: 'fillField', field: 'needs', value: '{{answer.needs}}' },
      { kind: 'addTag', tag: 'cold-call' },
    ],
    next: 'byInterest',
  },
  {
    kind: 'branch',
    id: 'byInterest',
    title: ['By interest', 'По интересу', 'За інтересом'],
    cases: [
      { when: { kind: 'answer', key: 'interest', comparison: 'more', value: '3' }, next: 'offer' },
      {
        when: {
          kind: 'all',
          of: [
            { kind: 'answer', key: 'interest', comparison: 'is', value: '3' },
            { kind: 'not', of: { kind: 'answer', key: 'needs', comparison: 'is', value: 'price' } },
          ],
        },
        next: 'offer',
      },
    ],
    otherwise: 'whyNot',
  },
];

export const coldCall: SampleScript = {
  key: 'coldCall',
  name: t(['Cold call: first contact', 'Холодный звонок: знакомство', 'Холодний дзвінок: знайомство']),
  script: (language) =>
    scriptOf(
      [...opening, ...questions(CURRENCY[language]), ...coldCallEnds, ...coldCallObjections],
      language,
    ),
  cases: (language) => coldCallCases(language, CURRENCY[language]),
};
