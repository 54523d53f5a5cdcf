import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Language } from '../../../shared/contract/common.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { currencyOf } from '../../../shared/domain/goods/money.ts';
import { addDays, dayOf } from '../../../shared/domain/schedule/day.ts';
import type { Localised } from '../../../shared/domain/training/persona.ts';
import { documentPath } from '../documents/paths.ts';

export interface SampleGoodsOptions {
  readonly repositories: Pick<Repositories, 'goods'>;
  readonly settings: Pick<Settings, 'language' | 'country' | 'zone'>;
  readonly now: () => number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const WORDS = {
  pump: { en: 'Circulation pump UP-40', ru: 'Насос циркуляционный UP-40', uk: 'Насос циркуляційний UP-40' },
  boiler: { en: 'Boiler KT-200', ru: 'Котёл КТ-200', uk: 'Котел КТ-200' },
  service: { en: 'Yearly service', ru: 'Годовое обслуживание', uk: 'Річне обслуговування' },
  supply: { en: 'Supply of spare parts', ru: 'Поставка запчастей', uk: 'Постачання запчастин' },
  visit: {
    en: 'Looked at the boiler room together, measured the pipes.',
    ru: 'Вместе осмотрели котельную, измерили трубы.',
    uk: 'Разом оглянули котельню, виміряли труби.',
  },
  letter: {
    en: 'Sent the claim for the overdue invoice.',
    ru: 'Отправили претензию по просроченному счёту.',
    uk: 'Надіслали претензію щодо простроченого рахунку.',
  },
  meeting: {
    en: 'Spoke of prices for next year; they want ten per cent.',
    ru: 'Обсудили цены на будущий год, просят десять процентов.',
    uk: 'Обговорили ціни на наступний рік, просять десять відсотків.',
  },
  offer: {
    en: 'Offer for spare parts.txt',
    ru: 'Предложение на запчасти.txt',
    uk: 'Пропозиція на запчастини.txt',
  },
} as const satisfies Record<string, Localised>;

/** Of the first customers: one who owes, one who has paid, one who was met. The others have none, as most have. */
export function addSampleGoods(
  { repositories: { goods }, settings, now }: SampleGoodsOptions,
  contactId: string,
  index: number,
): void {
  const { language } = settings;
  const currency = currencyOf(settings.country);
  const day = (days: number) => addDays(dayOf(now(), settings.zone), days);
  const money = (major: number) => ({ minor: major * 100, currency });
  const year = day(0).slice(0, 4);
  const paper = { subject: WORDS.service[language], amount: money(48_000) };
  if (index === 0) {
    goods.contracts.create(contactId, {
      ...{ ...paper, number: `12/${year}`, state: 'signed', startsOn: day(-340), endsOn: day(25) },
    });
    goods.invoices.create(contactId, {
      ...{ ...paper, number: `${year}-118`, issuedOn: day(-30), dueOn: day(-9), paidMinor: 0 },
    });
    goods.invoices.create(contactId, {
      ...{ ...paper, number: `${year}-077`, issuedOn: day(-120), dueOn: day(-100) },
      ...{ paidMinor: paper.amount.minor, paidOn: day(-104) },
    });
    goods.purchases.create(contactId, {
      ...{ name: WORDS.pump[language], serial: 'UP40-2291-77', quantity: 2, price: money(31_500), note: '' },
      ...{ boughtOn: day(-200), warrantyUntil: day(530) },
    });
    goods.encounters.create(contactId, {
      ...{ kind: 'letter', direction: 'outbound', at: now() - 3 * DAY_MS, text: WORDS.letter[language] },
    });
  }
  if (index === 1) {
    goods.purchases.create(contactId, {
      ...{ name: WORDS.boiler[language], serial: 'KT200-0417', quantity: 1, price: money(210_000), note: '' },
      ...{ boughtOn: day(-900), warrantyUntil: day(-170) },
    });
    goods.encounters.create(contactId, {
      ...{ kind: 'visit', at: now() - 5 * DAY_MS - 2 * HOUR_MS, minutes: 50, text: WORDS.visit[language] },
    });
  }
  if (index === 2) {
    goods.contracts.create(contactId, {
      ...{ number: `С-41/${year}`, subject: WORDS.supply[language], state: 'draft' },
    });
    goods.encounters.create(contactId, {
      ...{ kind: 'meeting', at: now() - 8 * DAY_MS, minutes: 40, text: WORDS.meeting[language] },
    });
  }
}

/** A small file, so that one can see what a document on a card is. The bytes first, as with every other. */
export function addSampleDocument(
  {
    repositories: { goods },
    language,
    dataDir,
  }: {
    readonly repositories: Pick<Repositories, 'goods'>;
    readonly language: Language;
    readonly dataDir: string;
  },
  contactId: string,
): void {
  const bytes = Buffer.from(`${WORDS.supply[language]}\n\n${WORDS.pump[language]} × 2\n`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = documentPath(join(dataDir, 'documents'), sha256);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, bytes, { mode: 0o600, flush: true });
  goods.documents.create(contactId, {
    ...{ fileName: WORDS.offer[language], mediaType: 'text/plain', size: bytes.length, sha256 },
  });
}
