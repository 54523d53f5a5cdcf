import type { ScriptLanguage } from '../../talk-script/script.ts';
import type { TestCase } from '../../talk-script/test-case.ts';
import { choose, facts, go, no, object, rate, t, type Words, write, yes } from './build.ts';

/** Walks that together come to every step. */
export function supportLineCases(
  language: ScriptLanguage,
): ReadonlyArray<TestCase & { readonly id: string; readonly name: string }> {
  const name = (words: Words) => t(words)[language];
  return [
    {
      id: 'order',
      name: name(['Asks for an order', 'Спрашивает о заказе', 'Питає про замовлення']),
      facts: facts(),
      inputs: [go, choose('order'), { kind: 'answer', value: { kind: 'number', number: 4711 } }, yes],
      endsAt: 'answeredEnd',
      outcome: 'question',
    },
    {
      id: 'standstill',
      name: name(['All stands still', 'Всё стоит', 'Усе стоїть']),
      facts: facts({ name: '' }),
      inputs: [
        go,
        write('Anna'),
        object('waitingLong'),
        go,
        choose('fault'),
        write('The press leaks'),
        rate(9),
      ],
      endsAt: 'urgentEnd',
      outcome: 'complaint',
    },
    {
      id: 'unanswered',
      name: name(['No answer yet', 'Пока без ответа', 'Поки без відповіді']),
      facts: facts(),
      inputs: [go, choose('other'), write('Certificates'), rate(2), no],
      endsAt: 'laterEnd',
      outcome: 'callback',
    },
  ];
}
