import type { Stage } from '../contact/stage.ts';
import { type Channel, factInWords, type Relation } from '../contact/written.ts';
import { fold, foldedPattern } from './fold.ts';

type Stems<T> = readonly (readonly [RegExp, T])[];
const stems = <T>(list: Stems<T>): Stems<T> =>
  list.map(([stem, value]) => [foldedPattern(stem), value] as const);

// Matched against folded text (lower case, without marks), first hit wins.
const STAGES: Stems<Stage> = stems([
  [/^(new|нов)/, 'new'],
  [/отказ|відмов|refus|reject|lost|declin|проигр/, 'refused'],
  [/^(бывш|ушел|потерян|неактив|lapsed|inactive|churn|former|колишн|втрачен)/, 'lapsed'],
  [/переговор|negotiat|proposal|предложени|кп |^кп$|пропозиц|договор/, 'negotiation'],
  [/интерес|зацікав|interest|warm|тепл|qualified|квалиф/, 'interested'],
  [/^(клиент|клієнт|покупатель|покупець|customer|client|won|успешн|постоянн|действующ|діючи)/, 'customer'],
  [/контакт|связал|звонил|дзвон|contacted|in progress|в работе|в роботі/, 'contacted'],
]);
const RELATIONS: Stems<Relation> = stems([
  [/клиент|клієнт|покупател|покупец|заказчик|замовник|customer|client|buyer/, 'customer'],
  [/поставщик|постачальник|supplier|vendor/, 'supplier'],
  [/коллег|колег|сотрудник|співробітник|colleague|employee|coworker/, 'colleague'],
  [/партнер|partner|дилер|dealer/, 'partner'],
  [/^(друг|прочее|прочие|інш|other)/, 'other'],
]);
const CHANNELS: Stems<Channel> = stems([
  [
    /соц ?сет|вконтакте|^вк$|^vk|одноклас|telegram|телеграм|instagram|инстаграм|facebook|фейсбук|соцмереж|social|linkedin|tiktok|youtube/,
    'socialMedia',
  ],
  [/рекоменд|сарафан|знаком|друзья|друзі|referral|recommend|word of mouth|friend/, 'recommendation'],
  [/выставк|виставк|конференц|exhibition|trade ?show|conference|event|форум/, 'exhibition'],
  [/рассыл|розсил|e ?mail|mailing|newsletter|почт|пошт|sms|смс/, 'mailing'],
  [/яндекс|yandex|google|гугл|директ|поиск|пошук|search|seo|ppc|adwords|контекст/, 'search'],
  [/сайт|website|web site|^web$|landing|лендинг|онлаин|online|форма/, 'website'],
  [/газет|журнал|пресс|преса|press|радио|радіо|radio|^тв$|телевид|реклама|newspaper|magazine/, 'press'],
  [/^(друг|прочее|інш|other)/, 'other'],
]);

const CONSENTS: Stems<'given' | 'refused'> = stems([
  [/^(нет|ні|no|false|0|−|-|отказ|відмов|refus|opt ?out|denied|without|без)/, 'refused'],
  [/^(да|так|yes|true|1|\+|есть|є|дано|дал|given|opt ?in|granted|agreed|согласен|згод)/, 'given'],
]);

const find = <T>(list: Stems<T>, text: string): T | undefined => {
  const folded = fold(text);
  return folded === '' ? undefined : list.find(([stem]) => stem.test(folded))?.[1];
};

/** The stage that a cell names in en, ru or uk (or by its code); undefined when it names none of ours. */
export const readStage = (text: string): Stage | undefined =>
  factInWords('stage', text) ?? find(STAGES, text);
/** As `readStage`, for how they stand to the firm. */
export const readRelation = (text: string): Relation | undefined =>
  factInWords('relation', text) ?? find(RELATIONS, text);
/** As `readStage`, for how they came. */
export const readChannel = (text: string): Channel | undefined =>
  factInWords('channel', text) ?? find(CHANNELS, text);

/** As `readStage`, for whether they agreed to be called: "да", "no", "opt-in". */
export const readConsent = (text: string): 'given' | 'refused' | undefined => find(CONSENTS, text);

/** A head count: "1 200", "15 чел."; a range or "около ста" is none. */
export function readHeadCount(text: string): number | undefined {
  const found =
    /^~?\s*(\d[\d\s\u00a0]*)(?:[.,]0+)?\s*(?:чел|сотр|ос[іо]б|people|employees|staff)?\.?$/iu.exec(
      text.trim(),
    );
  const count = found ? Number(found[1]?.replace(/\D/g, '')) : Number.NaN;
  return Number.isSafeInteger(count) && count <= 10_000_000 ? count : undefined;
}

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A contact's own id (UUIDv7), as an exported table has it. */
export function readId(text: string): string | undefined {
  const id = text.trim().toLowerCase();
  return UUID7.test(id) ? id : undefined;
}

/** A tag of BCP 47: "ru", "uk-UA". */
export function readLanguage(text: string): string | undefined {
  const tag = text.trim();
  return tag.length <= 35 && /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(tag) ? tag : undefined;
}

/** An IANA name: "Europe/Kyiv". */
export function readZone(text: string): string | undefined {
  const name = text.trim();
  return name.length <= 64 && /^(?:UTC|[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){1,2})$/.test(name) ? name : undefined;
}
