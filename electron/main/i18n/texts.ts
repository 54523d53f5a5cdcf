import type { Language } from '../../../shared/contract/common.ts';
import en from './en.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import uk from './uk.json' with { type: 'json' };

export type TextKey = keyof typeof en;
export const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en, ru, uk };

/** The shell's few sentences, in the language of the settings once the core has told it. */
export class Texts {
  language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  readonly say = (key: TextKey, params: Readonly<Record<string, string | number>> = {}): string =>
    catalogues[this.language][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(params[name] ?? whole),
    );

  /** As `say`, for a key that comes from elsewhere; undefined when there is no such sentence. */
  find(key: string, params?: Readonly<Record<string, string | number>>): string | undefined {
    return Object.hasOwn(en, key) ? this.say(key as TextKey, params) : undefined;
  }
}

/** The first of the person's languages (`uk-UA` …) that we speak; English otherwise. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split(/[-_]/)[0] ?? '';
    if (Object.hasOwn(catalogues, language)) return language as Language;
  }
  return 'en';
}
