/**
 * Words typed with the keyboard in the wrong language: "bdfyjd" is "иванов" on the same keys. Layouts of the languages that the
 * program speaks; keys that give a sign in one of them and a letter in the other count as well (";erjd" is "жуков").
 */
const ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const UKRAINIAN = "йцукенгшщзхїфівапролджєячсмитьбю'";

const keys = (from: string, to: string): ReadonlyMap<string, string> =>
  new Map([...from].map((key, at) => [key, to.charAt(at)]));

const INTO_CYRILLIC = [keys(ENGLISH, RUSSIAN), keys(ENGLISH, UKRAINIAN)];
const INTO_LATIN = [keys(RUSSIAN, ENGLISH), keys(UKRAINIAN, ENGLISH)];

/** What the same keys write in another layout, likeliest first; nothing for a text that has letters of both alphabets. */
export function inOtherLayouts(text: string): string[] {
  const typed = text.toLowerCase();
  const latin = /[a-z]/.test(typed);
  const cyrillic = /\p{Script=Cyrillic}/u.test(typed);
  if (latin === cyrillic) return [];
  const others = (latin ? INTO_CYRILLIC : INTO_LATIN).map((layout) =>
    [...typed].map((key) => layout.get(key) ?? key).join(''),
  );
  return [...new Set(others)].filter((other) => other !== typed);
}
