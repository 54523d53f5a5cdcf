import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../../shared/contract/failure.ts';
import { UsageError } from './args.ts';

/** What a person or a program reads: results on standard output, how far it is and what is wrong on standard error. */
export interface Output {
  /** @param words for a person; `facts` for a program */
  result(words: string, facts: object): void;
  progress(words: string, done: number, total: number): void;
  failure(error: unknown): void;
}

/** A line at each so many per cent, where no terminal can write one over. */
const STEP = 0.1;

export function createOutput(json: boolean, command: string): Output {
  const live = process.stderr.isTTY && !json;
  let open = false;
  let told = -1;
  const endLine = () => {
    if (open) process.stderr.write('\n');
    open = false;
  };
  return {
    result(words, facts) {
      endLine();
      process.stdout.write(`${json ? JSON.stringify({ command, ...facts }) : words}\n`);
    },
    progress(words, done, total) {
      const share = total === 0 ? 0 : done / total;
      const step = Math.floor(share / STEP);
      if (live) {
        process.stderr.write(`\r\x1b[K${words}`);
        open = true;
      } else if (step !== told) {
        process.stderr.write(`${json ? JSON.stringify({ command, progress: { done, total } }) : words}\n`);
      }
      told = step;
    },
    failure(error) {
      endLine();
      const message = sentenceOf(error);
      if (json)
        process.stdout.write(
          `${JSON.stringify({ command, result: 'failed', code: codeOf(error), message })}\n`,
        );
      process.stderr.write(`${message}\n`);
    },
  };
}

const codeOf = (error: unknown) =>
  error instanceof Failure ? error.code : error instanceof UsageError ? 'usage' : 'internal';

/** The catalogue's sentence of a failure, in the language of the terminal. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Failure)) return error instanceof Error ? error.message : String(error);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const language = /^(ru|uk)/.exec(LC_ALL || LC_MESSAGES || LANG || '')?.[1] ?? 'en';
  const sentence = sentencesIn(language)[error.code] ?? error.code;
  return sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(error.params[name] ?? whole));
}

/** Beside the bundle when built (scripts/build), in the desk's catalogue while we run from source. */
function sentencesIn(language: string): Record<string, string> {
  const places = [`./errors/${language}.json`, `../../../renderer/i18n/${language}/errors.json`];
  const file = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
  return file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));
}
