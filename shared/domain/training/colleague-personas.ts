import type { Persona } from './persona.ts';

/** The people of the house: dialled by extension, watched by their lamps, and called in transfers. */
export const COLLEAGUE_PERSONAS: readonly Persona[] = [
  {
    id: 'colleague',
    title: { en: 'A colleague, extension 102', ru: 'Коллега, внутренний 102', uk: 'Колега, внутрішній 102' },
    number: '102',
    displayName: { en: 'Grace Hill', ru: 'Галина Холмова', uk: 'Галина Горбенко' },
    calls: { kind: 'talks', ringTimeoutMs: 30_000, talkMs: 20_000 },
    dialled: { kind: 'answers', ringMs: 1500, talkMs: 45_000, earlyMedia: false },
    clip: 'colleague',
    colleague: true,
  },
  {
    id: 'colleague-accounts',
    title: {
      en: 'Accounts, extension 103',
      ru: 'Бухгалтерия, внутренний 103',
      uk: 'Бухгалтерія, внутрішній 103',
    },
    number: '103',
    displayName: { en: 'Daniel Reed', ru: 'Даниил Рябов', uk: 'Данило Рибак' },
    dialled: { kind: 'answers', ringMs: 2500, talkMs: 60_000, earlyMedia: false },
    clip: 'answer',
    colleague: true,
    pitch: 0.8,
  },
  {
    id: 'colleague-service',
    title: { en: 'Service, extension 104', ru: 'Сервис, внутренний 104', uk: 'Сервіс, внутрішній 104' },
    number: '104',
    displayName: { en: 'Nora Finch', ru: 'Нина Фролова', uk: 'Ніна Фесенко' },
    dialled: { kind: 'answers', ringMs: 4000, talkMs: 60_000, earlyMedia: false },
    clip: 'answer',
    colleague: true,
    pitch: 1.25,
  },
];
