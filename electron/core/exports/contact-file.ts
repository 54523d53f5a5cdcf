import { type ExportedContact, exportRow, exportTitles } from '../../../shared/domain/export/columns.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { writeCard } from '../vcard/write.ts';
import { cardOf } from './card-of.ts';
import { csvRows } from './csv-file.ts';
import type { ExportJob } from './job.ts';
import { Appender, Batches, type RowFile } from './row-file.ts';
import { xlsxRows } from './xlsx-file.ts';

/** A file that customers go into one after another. */
export interface ContactFile {
  add(contact: ExportedContact): void;
  /** Bytes of the whole file. */
  end(): number;
}

const SHEET_NAMES = { en: 'Customers', ru: 'Клиенты', uk: 'Клієнти' } as const;

/** @param ownFields the firm's own that go along */
export function contactFile(
  { format, path, language, delimiter }: ExportJob,
  ownFields: readonly OwnField[],
): ContactFile {
  const titles = exportTitles(language, ownFields);
  const asRows = (file: RowFile): ContactFile => ({
    add: (contact) => file.write(exportRow(contact, language, ownFields)),
    end: () => file.end(),
  });
  switch (format) {
    case 'csv':
      // Excel cuts at the list separator of its language, and with a Russian or Ukrainian one that is the semicolon.
      return asRows(csvRows(path, titles, delimiter ?? (language === 'en' ? ',' : ';')));
    case 'xlsx':
      return asRows(xlsxRows(path, titles, SHEET_NAMES[language]));
    case 'vcard3':
      return cards(path, '3.0', ownFields);
    case 'vcard4':
      return cards(path, '4.0', ownFields);
  }
}

function cards(path: string, version: '3.0' | '4.0', ownFields: readonly OwnField[]): ContactFile {
  const file = new Appender(path);
  const text = new Batches((batch) => file.write(Buffer.from(batch)));
  return {
    add: (contact) => text.add(writeCard({ ...cardOf(contact, ownFields), version }, version)),
    end() {
      text.flush();
      return file.end();
    },
  };
}
