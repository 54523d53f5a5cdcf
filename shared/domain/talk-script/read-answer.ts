import { decimalsOf } from '../goods/money.ts';
import { answerProblem, optionMeant, YES_NO } from './answer.ts';
import { readDate } from './read-date.ts';
import { isRefused, type Refused, refused } from './refusal.ts';
import type { AnswerType, AnswerValue, ScriptLanguage } from './script.ts';

/**
 * What a person typed, as an answer to this question: numbers with spaces, points, commas and "k", money with its sign, days
 * as people write them, names of options by their beginning.
 *
 * @param today at the customer's, `yyyy-mm-dd`
 */
export function readAnswer(
  answer: AnswerType,
  typed: string,
  language: ScriptLanguage,
  today: string,
): AnswerValue | Refused {
  const value = read(answer, typed, language, today);
  return isRefused(value) ? value : (answerProblem(answer, value, today) ?? value);
}

function read(
  answer: AnswerType,
  typed: string,
  language: ScriptLanguage,
  today: string,
): AnswerValue | Refused {
  const words = typed.trim();
  if (words === '') return refused('empty');
  switch (answer.kind) {
    case 'one': {
      const option = optionMeant(answer.options, words, language);
      return option ? { kind: 'one', option: option.id } : refused('unknownOption');
    }
    case 'several': {
      const options = words.split(/[,;]/).map((word) => optionMeant(answer.options, word, language)?.id);
      return options.every((id) => id !== undefined)
        ? { kind: 'several', options: [...new Set(options)] }
        : refused('unknownOption');
    }
    case 'yesNo': {
      const [yes, no] = YES_NO[language];
      const isWord = (word: string) => word.toLowerCase().startsWith(words.toLowerCase());
      if (isWord(yes) === isWord(no)) return refused('unknownOption');
      return { kind: 'yesNo', yes: isWord(yes) };
    }
    case 'number': {
      const number = readNumeral(words, language);
      return number === undefined ? refused('notANumber') : { kind: 'number', number };
    }
    case 'money': {
      const amount = readNumeral(words.replaceAll(CURRENCY, ''), language);
      if (amount === undefined) return refused('notANumber');
      const minor = Math.round(amount * 10 ** decimalsOf(answer.currency));
      return { kind: 'money', minor, currency: answer.currency };
    }
    case 'date': {
      const date = readDate(words, today, answer.notAfter === 'today' ? 'past' : 'future');
      return date === undefined ? refused('notADate') : { kind: 'date', date };
    }
    case 'text':
      return { kind: 'text', text: words };
    case 'scale': {
      const step = readNumeral(words, language);
      return step === undefined ? refused('notANumber') : { kind: 'scale', step };
    }
  }
}

/** Signs and short names of money; the question knows its currency. */
const CURRENCY = /\p{Sc}|(?<!\p{L})(?:руб(?:лей|ля|ль)?|р|грн|гривень|гривен|гривні|[A-Z]{3})\.?(?!\p{L})/gu;

/** "5k", "12 тыс.", "1,2 млн". */
const MULTIPLES: ReadonlyArray<readonly [RegExp, number]> = [
  [/(?:k|тыс|тис|т)\.?$/iu, 1_000],
  [/(?:mln|млн|m|м)\.?$/iu, 1_000_000],
];

/** A number in the writing of a language; undefined when it is none. */
export function readNumeral(typed: string, language: ScriptLanguage): number | undefined {
  let digits = typed.replaceAll(/[\s'’]/gu, '').replace(/^−/u, '-');
  let multiple = 1;
  for (const [ending, times] of MULTIPLES) {
    if (multiple === 1 && ending.test(digits)) {
      digits = digits.replace(ending, '');
      multiple = times;
    }
  }
  const written = plainDigits(digits, language);
  if (!/^[+-]?\d{1,15}(?:\.\d{1,10})?$/.test(written)) return undefined;
  // 1.1 × 1000 is not 1100 in binary; nobody means more than six digits after the point.
  return Math.round(Number(written) * multiple * 1e6) / 1e6;
}

/** With a point before the fraction and nothing between thousands. */
function plainDigits(digits: string, language: ScriptLanguage): string {
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  // Both: the later one begins the fraction. "1.200,50", "1,200.50"
  if (comma >= 0 && point >= 0)
    return comma > point ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '');
  const sign = comma >= 0 ? ',' : '.';
  const parts = digits.split(sign);
  const groups = parts.length > 1 && parts.slice(1).every((part) => part.length === 3);
  // "1,200" is a thousand in English only; twice the same sign can be nothing but thousands.
  if (groups && (parts.length > 2 || (sign === ',' && language === 'en'))) return parts.join('');
  return digits.replace(',', '.');
}
