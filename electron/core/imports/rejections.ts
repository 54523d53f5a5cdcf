import { closeSync, openSync, writeSync } from 'node:fs';
import type { RejectionReason } from '../../../shared/contract/imports.ts';
import { type ReasonLanguage, reasonText, reasonTitles } from '../../../shared/domain/import/reasons.ts';
import { safeCsv } from './csv-text.ts';

export interface Rejection {
  readonly line: number;
  readonly reason: RejectionReason;
  readonly cells: readonly string[];
}

/** The file of refused rows, for Excel: UTF-8 with BOM, formula-safe, what was refused and why in front. */
export class RejectionFile {
  readonly #file: number;
  readonly #language: ReasonLanguage;
  readonly #delimiter: string;

  /** @param header names of the columns, when the file had any */
  constructor(path: string, language: ReasonLanguage, header: readonly string[]) {
    this.#file = openSync(path, 'w');
    this.#language = language;
    // Excel cuts at the list separator of its language, and with a Russian or Ukrainian one that is the semicolon.
    this.#delimiter = language === 'en' ? ',' : ';';
    writeSync(this.#file, `\ufeff${safeCsv([[...reasonTitles(language), ...header]], this.#delimiter)}`);
  }

  /** Appends rows, in one write. */
  write(rejections: readonly Rejection[]): void {
    if (rejections.length === 0) return;
    const rows = rejections.map(({ line, reason, cells }) => [
      String(line),
      reasonText(reason, this.#language),
      ...cells,
    ]);
    writeSync(this.#file, safeCsv(rows, this.#delimiter));
  }

  close(): void {
    closeSync(this.#file);
  }
}
