import type { ScriptInput, ScriptLanguage } from '../../talk-script/script.ts';
import type { TestCase } from '../../talk-script/test-case.ts';
import { choose, day, facts, go, no, object, rate, t, type Words, write, yes } from './build.ts';

const several = (...options: string[]): ScriptInput => ({
  kind: 'answer',
  value: { kind: 'several', options },
});

/** Walks that together come to every step. */
export function coldCallCases(
  language: ScriptLanguage,
  currency: string,
): ReadonlyArray<TestCase & { readonly id: string; readonly name: string }> {
  const money = (minor: number): ScriptInput => ({
    kind: 'answer',
    value: { kind: 'money', minor, currency },
  });
  const people = (number: number): ScriptInput => ({ kind: 'answer', value: { kind: 'number', number } });
  const name = (words: Words) => t(words)[language];
  return [
    {
      id: 'agrees',
      name: name(['Agrees at once', 'Соглашается сразу', 'Погоджується одразу']),
      facts: facts({ organisation: 'Metalist' }),
      inputs: [
        go,
        choose('decides'),
        go,
        yes,
        several('delivery', 'quality'),
        people(120),
        money(500_000),
        rate(5),
        go,
        yes,
        day('2026-12-01'),
      ],
      endsAt: 'agreedEnd',
      outcome: 'agreed',
    },
    {
      id: 'agreesAfterObjections',
      name: name([
        'Agrees after objections',
        'Соглашается после возражений',
        'Погоджується після заперечень',
      ]),
      facts: facts({ stage: 'lapsed' }),
      inputs: [
        object('whoAreYou'),
        go,
        go,
        choose('other'),
        write('Ivan'),
        go,
        yes,
        object('haveSupplier'),
        go,
        no,
        several('price', 'range'),
        go,
        go,
        object('sendEmail'),
        go,
        write('anna@metalist.example'),
        rate(3),
        object('tooDear'),
        go,
        go,
        yes,
        day('2026-11-27'),
      ],
      endsAt: 'agreedEnd',
      outcome: 'agreed',
    },
    {
      id: 'refuses',
      name: name(['Only price matters, refuses', 'Важна только цена, отказ', 'Важлива лише ціна, відмова']),
      facts: facts(),
      inputs: [go, choose('decides'), go, yes, several('price'), go, go, rate(3), choose('price')],
      endsAt: 'refusedEnd',
      outcome: 'refused',
    },
    {
      id: 'callsBack',
      name: name(['No time even now', 'Снова нет времени', 'Знову немає часу']),
      facts: facts({ lastOutcome: 'callback' }),
      inputs: [go, choose('decides'), go, object('noTime'), go, day('2026-12-02')],
      endsAt: 'callbackEnd',
      outcome: 'callback',
    },
    {
      id: 'wrongNumber',
      name: name(['Wrong number', 'Не тот номер', 'Не той номер']),
      facts: facts(),
      inputs: [go, choose('wrong')],
      endsAt: 'wrongNumber',
      outcome: 'wrongNumber',
    },
    {
      id: 'neverAgain',
      name: name(['Never call again', 'Больше не звонить', 'Більше не дзвонити']),
      facts: facts(),
      inputs: [go, object('neverCall'), go],
      endsAt: 'neverCallEnd',
      outcome: 'doNotCall',
    },
  ];
}
