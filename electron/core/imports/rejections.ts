import { closeSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
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
  #length = 0;

  /**
   * @param header names of the columns, when the file had any
   * @param length of what an earlier part of the run wrote; what is behind it belongs to rows that did not come in
   */
  constructor(path: string, language: ReasonLanguage, header: readonly string[], length = 0) {
    this.#file = openSync(path, length === 0 ? 'w' : 'r+');
    this.#language = language;
    // Excel cuts at the list separator of its language, and with a Russian or Ukrainian one that is the semicolon.
    this.#delimiter = language === 'en' ? ',' : ';';
    ftruncateSync(this.#file, length);
    this.#length = length;
    if (length === 0)
      this.#append(`\ufeff${safeCsv([[...reasonTitles(language), ...header]], this.#delimiter)}`);
  }

  /** Bytes that are on the disk. */
  get length(): number {
    return this.#length;
  }

  /** Appends rows; they are on the disk when it returns. */
  write(rejections: readonly Rejection[]): void {
    if (rejections.length === 0) return;
    const rows = rejections.map(({ line, reason, cells }) => [
      String(line),
      reasonText(reason, this.#language),
      ...cells,
    ]);
    this.#append(safeCsv(rows, this.#delimiter));
    fdatasyncSync(this.#file);
  }

  /** Takes back what was written behind that place: its rows did not come in. */
  cut(length: number): void {
    if (length === this.#length) return;
    ftruncateSync(this.#file, length);
    this.#length = length;
  }

  close(): void {
    closeSync(this.#file);
  }

  #append(text: string): void {
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#file, bytes, written, bytes.length - written, this.#length + written);
    }
    this.#length += bytes.length;
  }
}
