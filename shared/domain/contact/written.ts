import { fold } from '../text/fold.ts';
import type { Stage } from './stage.ts';

type Language = 'en' | 'ru' | 'uk';
export type Channel =
  | 'website'
  | 'search'
  | 'socialMedia'
  | 'recommendation'
  | 'exhibition'
  | 'mailing'
  | 'press'
  | 'other';
export type Relation = 'customer' | 'supplier' | 'colleague' | 'partner' | 'other';

interface Words {
  readonly stage: Readonly<Record<Stage, string>>;
  readonly channel: Readonly<Record<Channel, string>>;
  readonly relation: Readonly<Record<Relation, string>>;
}

/** The catalogue's (`contacts:stage`, …), for what is written where there is no catalogue: the core. */
const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    stage: {
      new: 'New',
      contacted: 'Contacted',
      interested: 'Interested',
      negotiation: 'Negotiation',
      customer: 'Customer',
      lapsed: 'Lapsed',
      refused: 'Refused',
    },
    channel: {
      website: 'Website',
      search: 'Search engine',
      socialMedia: 'Social media',
      recommendation: 'Recommendation',
      exhibition: 'Exhibition',
      mailing: 'Mailing',
      press: 'Press',
      other: 'Other',
    },
    relation: {
      customer: 'Customer',
      supplier: 'Supplier',
      colleague: 'Colleague',
      partner: 'Partner',
      other: 'Other',
    },
  },
  ru: {
    stage: {
      new: 'Новый',
      contacted: 'Был контакт',
      interested: 'Интерес',
      negotiation: 'Переговоры',
      customer: 'Покупает',
      lapsed: 'Ушёл',
      refused: 'Отказ',
    },
    channel: {
      website: 'Сайт',
      search: 'Поиск в интернете',
      socialMedia: 'Соцсети',
      recommendation: 'Рекомендация',
      exhibition: 'Выставка',
      mailing: 'Рассылка',
      press: 'Пресса',
      other: 'Другое',
    },
    relation: {
      customer: 'Клиент',
      supplier: 'Поставщик',
      colleague: 'Коллега',
      partner: 'Партнёр',
      other: 'Другое',
    },
  },
  uk: {
    stage: {
      new: 'Новий',
      contacted: 'Був контакт',
      interested: 'Зацікавлений',
      negotiation: 'Перемовини',
      customer: 'Купує',
      lapsed: 'Пішов',
      refused: 'Відмова',
    },
    channel: {
      website: 'Сайт',
      search: 'Пошук в інтернеті',
      socialMedia: 'Соцмережі',
      recommendation: 'Рекомендація',
      exhibition: 'Виставка',
      mailing: 'Розсилка',
      press: 'Преса',
      other: 'Інше',
    },
    relation: {
      customer: 'Клієнт',
      supplier: 'Постачальник',
      colleague: 'Колега',
      partner: 'Партнер',
      other: 'Інше',
    },
  },
};

/** A customer's stage, channel or relation in words; what is none of the program's own stays as it is. */
export function writtenFact(kind: keyof Words, key: string, language: Language): string {
  const words: Readonly<Record<string, string>> = WORDS[language][kind];
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}

const VALUES = Object.fromEntries(
  (['stage', 'channel', 'relation'] as const).map((kind) => [
    kind,
    new Map(
      Object.values(WORDS).flatMap((words) =>
        Object.entries(words[kind]).flatMap(([key, word]) => [
          [fold(word), key] as const,
          [fold(key), key] as const,
        ]),
      ),
    ),
  ]),
) as unknown as { readonly [K in keyof Words]: ReadonlyMap<string, keyof Words[K]> };

/** The other way: what one of the program's own words, in any of its languages, or a code stands for. */
export const factInWords = <K extends keyof Words>(kind: K, written: string): keyof Words[K] | undefined =>
  VALUES[kind].get(fold(written));
