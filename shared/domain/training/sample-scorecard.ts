// The card that the program brings: enough to review a service or a sales call on the first day.

import { DEFAULT_CHECKS } from '../review/checks/check.ts';
import type { Criterion, Scorecard } from '../review/scorecard.ts';
import type { Language } from './persona.ts';

type Words = Readonly<Record<Language, string>>;
type SampleCriterion = Pick<Criterion, 'id' | 'weight' | 'scale' | 'check'> & {
  readonly title: Words;
  readonly hint: Words;
  readonly mayNotApply?: boolean;
  readonly fatal?: boolean;
};

const NAME: Words = { en: 'Talk with a customer', ru: 'Разговор с клиентом', uk: 'Розмова з клієнтом' };
const YES_NO = { kind: 'yesNo' } as const;
const points = (most: number) => ({ kind: 'points', most }) as const;
const NO_HINT: Words = { en: '', ru: '', uk: '' };

const GROUPS: ReadonlyArray<{
  readonly id: string;
  readonly weight: number;
  readonly title: Words;
  readonly criteria: readonly SampleCriterion[];
}> = [
  {
    ...{ id: 'opening', weight: 20 },
    title: { en: 'Opening', ru: 'Начало', uk: 'Початок' },
    criteria: [
      {
        ...{ id: 'greeting', weight: 10, scale: YES_NO, check: DEFAULT_CHECKS.greeting, hint: NO_HINT },
        title: { en: 'Speaks at once', ru: 'Отвечает сразу', uk: 'Відповідає одразу' },
      },
      {
        ...{ id: 'introduces', weight: 10, scale: YES_NO },
        title: {
          en: 'Gives the firm’s name and own name',
          ru: 'Называет компанию и себя',
          uk: 'Називає компанію та себе',
        },
        hint: NO_HINT,
      },
    ],
  },
  {
    ...{ id: 'need', weight: 40 },
    title: { en: 'Need', ru: 'Потребность', uk: 'Потреба' },
    criteria: [
      {
        ...{ id: 'asks', weight: 20, scale: points(4) },
        title: { en: 'Asks what it is about', ru: 'Выясняет, в чём дело', uk: 'З’ясовує, у чому річ' },
        hint: {
          en: '4: open questions until the need is clear. 2: some were missing. 0: guessed.',
          ru: '4: открытые вопросы, пока не станет ясно. 2: часть не задана. 0: догадки.',
          uk: '4: відкриті запитання, доки не стане ясно. 2: частину не поставлено. 0: здогади.',
        },
      },
      {
        ...{ id: 'listens', weight: 10, scale: YES_NO, check: DEFAULT_CHECKS.interruptions, hint: NO_HINT },
        title: {
          en: 'Lets the customer finish',
          ru: 'Даёт клиенту договорить',
          uk: 'Дає клієнтові договорити',
        },
      },
      {
        ...{ id: 'required', weight: 10, scale: YES_NO, check: DEFAULT_CHECKS.answers, mayNotApply: true },
        title: {
          en: 'Gets the required answers',
          ru: 'Получает обязательные ответы',
          uk: 'Отримує обов’язкові відповіді',
        },
        hint: {
          en: 'Does not apply to a talk without a script.',
          ru: 'Не применяется к разговору без сценария.',
          uk: 'Не застосовується до розмови без сценарію.',
        },
      },
    ],
  },
  {
    ...{ id: 'solution', weight: 40 },
    title: { en: 'Solution', ru: 'Решение', uk: 'Рішення' },
    criteria: [
      {
        ...{ id: 'truth', weight: 0, scale: YES_NO, fatal: true },
        title: {
          en: 'Promises only what the firm keeps',
          ru: 'Обещает только выполнимое',
          uk: 'Обіцяє лише здійсненне',
        },
        hint: {
          en: 'A false promise or rudeness fails the whole talk.',
          ru: 'Ложное обещание или грубость: весь разговор не засчитан.',
          uk: 'Хибна обіцянка чи грубість: усю розмову не зараховано.',
        },
      },
      {
        ...{ id: 'answers', weight: 20, scale: points(4) },
        title: { en: 'Answers to the point', ru: 'Отвечает по делу', uk: 'Відповідає по суті' },
        hint: NO_HINT,
      },
      {
        ...{ id: 'pace', weight: 10, scale: YES_NO, check: DEFAULT_CHECKS.deadAir, hint: NO_HINT },
        title: { en: 'No long silence', ru: 'Нет долгого молчания', uk: 'Немає довгого мовчання' },
      },
      {
        ...{
          id: 'holds',
          weight: 10,
          scale: YES_NO,
          check: DEFAULT_CHECKS.hold,
          mayNotApply: true,
          hint: NO_HINT,
        },
        title: {
          en: 'Holds are short and announced',
          ru: 'Удержание недолгое, клиент предупреждён',
          uk: 'Утримання недовге, клієнта попереджено',
        },
      },
      {
        ...{ id: 'next', weight: 20, scale: points(2) },
        title: {
          en: 'Agrees on the next step',
          ru: 'Договаривается о следующем шаге',
          uk: 'Домовляється про наступний крок',
        },
        hint: {
          en: '2: what, who and when. 1: vaguely. 0: not at all.',
          ru: '2: что, кто и когда. 1: расплывчато. 0: никак.',
          uk: '2: що, хто й коли. 1: розпливчасто. 0: ніяк.',
        },
      },
    ],
  },
];

const cardIn = (language: Language): Scorecard => ({
  groups: GROUPS.map((group) => ({
    ...{ id: group.id, weight: group.weight, title: group.title[language] },
    criteria: group.criteria.map(({ title, hint, mayNotApply = false, fatal = false, ...rest }) => ({
      ...rest,
      ...{ title: title[language], hint: hint[language], mayNotApply, fatal },
    })),
  })),
});

const inLanguage = (language: Language) => ({ name: NAME[language], card: cardIn(language) });
export const SAMPLE_SCORECARD: Readonly<
  Record<Language, { readonly name: string; readonly card: Scorecard }>
> = {
  en: inLanguage('en'),
  ru: inLanguage('ru'),
  uk: inLanguage('uk'),
};
