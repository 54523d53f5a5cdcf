import type { ScriptLanguage, TalkScript } from './script.ts';

const WORDS: Readonly<
  Record<ScriptLanguage, readonly [greeting: string, hello: string, end: string, bye: string]>
> = {
  en: ['Greeting', 'Good day, this is {{me.name}}.', 'End', 'Thank you for your time. Goodbye.'],
  ru: ['Приветствие', 'Здравствуйте, это {{me.name}}.', 'Конец', 'Спасибо за время. До свидания.'],
  uk: ['Привітання', 'Вітаю, це {{me.name}}.', 'Кінець', 'Дякую за ваш час. До побачення.'],
};

/** What a new template begins as: a greeting and an end, in one language. It could be published as it is. */
export function blankScript(language: ScriptLanguage): TalkScript {
  const [greeting, hello, end, bye] = WORDS[language];
  return {
    languages: [language],
    start: 'greeting',
    nodes: [
      {
        kind: 'say',
        id: 'greeting',
        title: greeting,
        position: { x: 0, y: 0 },
        text: { [language]: hello },
        next: 'end',
      },
      { kind: 'end', id: 'end', title: end, position: { x: 0, y: 160 }, text: { [language]: bye } },
    ],
  };
}
