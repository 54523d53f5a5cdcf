import { fold } from '../text/fold.ts';
import { answerUnder, writeAnswer } from './answer.ts';
import { type Answers, fieldValue } from './condition.ts';
import { questionsOf } from './graph.ts';
import {
  type AnswerKey,
  type AnswerValue,
  READABLE_FIELDS,
  type ReadableField,
  type ScriptFacts,
  type ScriptLanguage,
  type ScriptText,
  type TalkScript,
} from './script.ts';
import { textIn } from './text-in.ts';

/**
 * Texts of a script have places, `{{contact.name}}`, `{{contact.own.Level}}` (a field of the firm's own by its name), `{{me.name}}`,
 * `{{firm.name}}`, `{{campaign.name}}`, `{{answer.budget}}`,
 * with words for the case that nothing is known, `{{contact.name|there}}`, and parts that depend on it:
 * `{{#if contact.organisation}}…{{else}}…{{/if}}` (a "no" counts as not).
 */
export type Segment =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'filled'; readonly text: string; readonly place: string }
  /** Nothing is known, and no words are given for that. */
  | { readonly kind: 'missing'; readonly text: ''; readonly place: string };

export type TextProblem =
  | { readonly kind: 'unknownPlace'; readonly place: string }
  /** An `{{#if}}` without `{{/if}}`, an `{{else}}` or `{{/if}}` without `{{#if}}`. */
  | { readonly kind: 'unclosed' | 'unopened'; readonly place: string };

export interface TextScope {
  readonly script: TalkScript;
  readonly language: ScriptLanguage;
  readonly facts: ScriptFacts;
  readonly answers: Answers;
}

/** A text of a step as it is read out. */
export const renderText = (text: ScriptText, scope: TextScope): Segment[] =>
  renderTemplate(textIn(text, scope.language), scope);

/**
 * Words alone: for a task's title, a value that is filled into a field.
 *
 * @param wordOf what the program has a word of its own for comes by its key
 */
export const plainText = (
  template: string,
  scope: TextScope,
  wordOf: (filled: Extract<Segment, { kind: 'filled' }>) => string = ({ text }) => text,
): string =>
  renderTemplate(template, scope)
    .map((segment) => (segment.kind === 'filled' ? wordOf(segment) : segment.text))
    .join('');

/** A branch of `{{#if}}` that is being read. */
interface Level {
  readonly shown: boolean;
  /** What `{{else}}` will show. */
  readonly otherwise: boolean;
}

export function renderTemplate(template: string, scope: TextScope): Segment[] {
  const segments: Segment[] = [];
  const levels: Level[] = [];
  let shown = true;
  const plain = (text: string) => {
    const last = segments.at(-1);
    if (!shown || text === '') return;
    if (last?.kind === 'plain') segments[segments.length - 1] = { kind: 'plain', text: last.text + text };
    else segments.push({ kind: 'plain', text });
  };
  for (const token of tokens(template)) {
    if (token.kind === 'text') plain(token.text);
    else if (token.kind === 'if') {
      const holds = isSo(token.place, scope);
      levels.push({ shown, otherwise: shown && !holds });
      shown &&= holds;
    } else if (token.kind === 'else') shown = levels.at(-1)?.otherwise ?? shown;
    else if (token.kind === 'end') shown = levels.pop()?.shown ?? shown;
    else if (shown) {
      const { place, fallback } = token;
      const value = valueAt(place, scope);
      if (value) segments.push({ kind: 'filled', text: value, place });
      else if (fallback === undefined) segments.push({ kind: 'missing', text: '', place });
      else plain(fallback);
    }
  }
  return segments;
}

/** What is wrong with a text, in its order. `keys`: the answers that the script can have. */
export function textProblems(template: string, keys: ReadonlySet<AnswerKey>): TextProblem[] {
  const problems: TextProblem[] = [];
  const open: string[] = [];
  for (const token of tokens(template)) {
    if (token.kind === 'if') open.push(token.place);
    if ((token.kind === 'if' || token.kind === 'place') && !isPlace(token.place, keys))
      problems.push({ kind: 'unknownPlace', place: token.place });
    if (token.kind === 'else' && open.length === 0) problems.push({ kind: 'unopened', place: 'else' });
    if (token.kind === 'end' && open.pop() === undefined) problems.push({ kind: 'unopened', place: '/if' });
  }
  return [...problems, ...open.map((place) => ({ kind: 'unclosed' as const, place }))];
}

/** What can be written between the braces besides answers. */
export const PLACES: readonly string[] = [
  ...READABLE_FIELDS.map((field) => `contact.${field}`),
  'me.name',
  'firm.name',
  'campaign.name',
];

const fixed = new Set(PLACES);
const isPlace = (place: string, keys: ReadonlySet<AnswerKey>): boolean =>
  place.startsWith('answer.')
    ? keys.has(place.slice('answer.'.length))
    : fixed.has(place) || ownNameIn(place) !== undefined;

/** The name of a field of the firm's own that a place stands for: `contact.own.Level`. */
export const ownNameIn = (place: string): string | undefined =>
  place.startsWith(OWN_PLACE) ? place.slice(OWN_PLACE.length).trim() || undefined : undefined;
export const OWN_PLACE = 'contact.own.';

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'place'; readonly place: string; readonly fallback: string | undefined }
  | { readonly kind: 'if'; readonly place: string }
  | { readonly kind: 'else' }
  | { readonly kind: 'end' };

/** Braces that enclose no more than a line of a script: a lonely one stays as it is written. */
const BRACES = /\{\{([^{}\n]{0,300})\}\}/g;

function tokens(template: string): Token[] {
  const found: Token[] = [];
  let from = 0;
  for (const match of template.matchAll(BRACES)) {
    if (match.index > from) found.push({ kind: 'text', text: template.slice(from, match.index) });
    found.push(tokenOf((match[1] ?? '').trim()));
    from = match.index + match[0].length;
  }
  if (from < template.length) found.push({ kind: 'text', text: template.slice(from) });
  return found;
}

function tokenOf(inside: string): Token {
  if (inside === 'else') return { kind: 'else' };
  if (inside === '/if') return { kind: 'end' };
  const condition = /^#if\s+(.*)$/.exec(inside)?.[1];
  if (condition !== undefined) return { kind: 'if', place: condition.trim() };
  const bar = inside.indexOf('|');
  return bar < 0
    ? { kind: 'place', place: inside, fallback: undefined }
    : { kind: 'place', place: inside.slice(0, bar).trim(), fallback: inside.slice(bar + 1).trim() };
}

function valueAt(place: string, scope: TextScope): string | undefined {
  const { facts, answers, language, script } = scope;
  if (place === 'me.name') return facts.me.name.trim();
  if (place === 'firm.name') return facts.firm?.name;
  if (place === 'campaign.name') return facts.campaign?.name;
  const own = ownNameIn(place);
  if (own !== undefined)
    return Object.values(facts.own ?? {}).find(({ name }) => fold(name) === fold(own))?.text;
  if (place.startsWith('contact.'))
    return fieldValue(place.slice('contact.'.length) as ReadableField, facts)?.join(', ');
  const key = place.startsWith('answer.') ? place.slice('answer.'.length) : undefined;
  const answer = key === undefined ? undefined : answerUnder(answers, key);
  return answer && key !== undefined ? writeAnswer(answer, language, typeOf(script, key, answer)) : undefined;
}

const isSo = (place: string, scope: TextScope): boolean => {
  const answer = place.startsWith('answer.')
    ? answerUnder(scope.answers, place.slice('answer.'.length))
    : undefined;
  const own = ownNameIn(place);
  const fact = own && Object.values(scope.facts.own ?? {}).find(({ name }) => fold(name) === fold(own));
  if (fact && fact.values.length === 1 && fact.values[0] === 'no') return false;
  return answer?.kind === 'yesNo' ? answer.yes : !!valueAt(place, scope);
};

/** The question, of those that share a key, that can have had this answer. */
export function typeOf(script: TalkScript, key: AnswerKey, value: AnswerValue) {
  const questions = questionsOf(script, key).filter(({ answer }) => answer.kind === value.kind);
  const fitting = questions.find(
    ({ answer }) =>
      answer.kind !== 'one' || value.kind !== 'one' || answer.options.some(({ id }) => id === value.option),
  );
  return (fitting ?? questions[0])?.answer;
}
