import { SCRIPT_LANGUAGES, type ScriptLanguage, type ScriptText } from './script.ts';

/** The text in this language, or in the first that has one: a missing translation must not leave the operator without words. */
export function textIn(text: ScriptText, language: ScriptLanguage): string {
  for (const candidate of [language, ...SCRIPT_LANGUAGES]) {
    const found = text[candidate];
    if (found !== undefined && found.trim() !== '') return found;
  }
  return '';
}
