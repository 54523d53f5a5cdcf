import { decimalsOf } from '../goods/money.ts';
import { fold } from '../text/fold.ts';
import { type Refused, refused } from './refusal.ts';
import type {
  AnswerKey,
  AnswerKind,
  AnswerOption,
  AnswerType,
  AnswerValue,
  ScriptLanguage,
} from './script.ts';
import { textIn } from './text-in.ts';

/** The answer kept under a key. A key may be called as what every object has, e.g. "constructor". */
export const answerUnder = (
  answers: Readonly<Record<AnswerKey, AnswerValue>>,
  key: AnswerKey,
): AnswerValue | undefined => (Object.hasOwn(answers, key) ? answers[key] : undefined);

/**
 * Why a value does not answer a question; undefined when it does.
 *
 * @param today at the customer's, `yyyy-mm-dd`
 */
export function answerProblem(answer: AnswerType, value: AnswerValue, today: string): Refused | undefined {
  const check = checks[answer.kind] as Check<AnswerKind>;
  return answer.kind === value.kind ? check(answer, value, today) : refused('wrongKind');
}

type Check<K extends AnswerKind> = (
  answer: Extract<AnswerType, { kind: K }>,
  value: Extract<AnswerValue, { kind: K }>,
  today: string,
) => Refused | undefined;

const checks: { readonly [K in AnswerKind]: Check<K> } = {
  one: ({ options }, { option }) => (has(options, option) ? undefined : refused('unknownOption')),
  several({ options, min = 0, max = options.length }, { options: chosen }) {
    if (!chosen.every((option) => has(options, option))) return refused('unknownOption');
    const count = new Set(chosen).size;
    if (count < min) return refused('tooFew', min);
    return count > max ? refused('tooMany', max) : undefined;
  },
  yesNo: () => undefined,
  number(answer, { number }) {
    if (!Number.isFinite(number)) return refused('notANumber');
    return answer.whole && !Number.isInteger(number) ? refused('notWhole') : outside(number, answer);
  },
  money(answer, { minor, currency }) {
    if (!Number.isSafeInteger(minor)) return refused('notANumber');
    return currency === answer.currency ? outside(minor, answer) : refused('otherCurrency');
  },
  date({ notBefore, notAfter }, { date }, today) {
    if (!isDate(date)) return refused('notADate');
    if (notBefore === 'today' && date < today) return refused('tooEarly');
    return notAfter === 'today' && date > today ? refused('tooLate') : undefined;
  },
  text({ maxLength }, { text }) {
    if (text.trim() === '') return refused('empty');
    return text.length > maxLength ? refused('tooLong', maxLength) : undefined;
  },
  scale({ from, to }, { step }) {
    return Number.isInteger(step) && step >= from && step <= to ? undefined : refused('offScale');
  },
};

const has = (options: readonly AnswerOption[], id: string) => options.some((option) => option.id === id);

function outside(
  value: number,
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
): Refused | undefined {
  if (min !== undefined && value < min) return refused('tooSmall', min);
  return max !== undefined && value > max ? refused('tooLarge', max) : undefined;
}

/** A day that the calendar has. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const LOCALES: Readonly<Record<ScriptLanguage, string>> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA' };
export const localeOf = (language: ScriptLanguage): string => LOCALES[language];

export const YES_NO: Readonly<Record<ScriptLanguage, readonly [yes: string, no: string]>> = {
  en: ['Yes', 'No'],
  ru: ['Да', 'Нет'],
  uk: ['Так', 'Ні'],
};

/**
 * An answer as a person reads it. With the question the options get their names; without it, or when an option is gone,
 * their ids stand for them.
 */
export function writeAnswer(
  value: AnswerValue,
  language: ScriptLanguage,
  answer?: AnswerType | undefined,
): string {
  switch (value.kind) {
    case 'one':
      return optionName(answer, value.option, language);
    case 'several':
      return value.options.map((option) => optionName(answer, option, language)).join(', ');
    case 'yesNo':
      return YES_NO[language][value.yes ? 0 : 1];
    case 'number':
      return number(value.number, language);
    case 'money':
      return money(value.minor, value.currency, language);
    case 'date':
      return isDate(value.date)
        ? new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
            Date.parse(`${value.date}T00:00:00Z`),
          )
        : value.date;
    case 'text':
      return value.text;
    case 'scale':
      return String(value.step);
  }
}

function optionName(answer: AnswerType | undefined, id: string, language: ScriptLanguage): string {
  const options = answer?.kind === 'one' || answer?.kind === 'several' ? answer.options : [];
  const option = options.find((candidate) => candidate.id === id);
  return (option && textIn(option.label, language)) || id;
}

const number = (value: number, language: ScriptLanguage): string =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 6 }).format(value);

function money(minor: number, currency: string, language: ScriptLanguage): string {
  const digits = decimalsOf(currency);
  const value = minor / 10 ** digits;
  try {
    return new Intl.NumberFormat(LOCALES[language], {
      style: 'currency',
      currency,
      minimumFractionDigits: Number.isInteger(value) ? 0 : digits,
    }).format(value);
  } catch {
    return `${number(value, language)} ${currency}`;
  }
}

/** The options that words mean: by their beginning, as people type. One alone, or the one that is called exactly so. */
export function optionMeant(
  options: readonly AnswerOption[],
  typed: string,
  language: ScriptLanguage,
): AnswerOption | undefined {
  const wanted = fold(typed);
  if (wanted === '') return undefined;
  const names = options.map((option) => ({ option, name: fold(textIn(option.label, language)) }));
  const exact = names.find(({ name }) => name === wanted);
  const starting = names.filter(({ name }) => name.startsWith(wanted));
  return exact?.option ?? (starting.length === 1 ? starting[0]?.option : undefined);
}
