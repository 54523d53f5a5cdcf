import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import type { useTranslation as library } from 'react-i18next';

const tell = (heard: () => void) => {
  i18next.on('languageChanged', heard);
  return () => i18next.off('languageChanged', heard);
};
const present = () => i18next.language;

/**
 * react-i18next's hook of the same name, in our own short form: a card that pops up asks for hundreds of texts, and the
 * library's bookkeeping for each asker was a fifth of the time until it stood there.
 */
export const useTranslation = ((namespaces?: string | readonly string[]) => {
  const language = useSyncExternalStore(tell, present);
  return { t: translator(language, namespaces), i18n: i18next, ready: true };
}) as unknown as typeof library;

/** As the library's: what comes out is typed by the key at the caller. */
type Translate = (...given: unknown[]) => unknown;

const fixed = i18next.getFixedT.bind(i18next) as unknown as (
  language: string,
  namespaces: string | readonly string[],
) => Translate;
const translators = new Map<string, Translate>();

/** One function for all who ask the same catalogues; what has no parameters is looked up once. */
function translator(language: string, namespaces: string | readonly string[] = 'common'): Translate {
  const key = `${language}|${namespaces}`;
  const known = translators.get(key);
  if (known !== undefined) return known;
  const translate = fixed(language, namespaces);
  const texts = new Map<unknown, unknown>();
  const made: Translate = (...given) => {
    if (given.length > 1) return translate(...given);
    const [asked] = given;
    if (!texts.has(asked)) texts.set(asked, translate(asked));
    return texts.get(asked);
  };
  // Before the catalogues are there a key is its own text, which must not stay so.
  if (i18next.isInitialized) translators.set(key, made);
  return made;
}
