import { useState } from 'react';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { useTranslation } from '../../i18n/index.ts';
import { offerFile, toastDone, toastFailure } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { asFailure, useFailureText } from '../state/use-ask.ts';
import { type ZipEntry, zip } from './zip.ts';

/** An hour is 29 MB: 100 of them are what a page can hold, and a zip's sizes of 32 bits as well. */
export const MOST_EXPORTED = 100;
/** The contract's largest slice. */
const SLICE = 1_048_576;

async function read(core: CoreClient, recordingId: string): Promise<ZipEntry> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; ; ) {
    const slice = await core.request('library.export', { recordingId, offset, length: SLICE });
    parts.push(new Uint8Array(slice.bytes));
    offset += slice.bytes.length;
    if (slice.bytes.length === 0 || offset >= slice.total)
      return { name: slice.fileName, parts, at: new Date() };
  }
}

export interface Exporting {
  readonly busy: boolean;
  start(recordingIds: readonly string[]): Promise<void>;
}

/** One recording is a file, several are a zip. What is missing is left out and told; without the right nothing leaves. */
export function useExport(): Exporting {
  const core = useCore();
  const { t } = useTranslation('library');
  const inWords = useFailureText();
  const [busy, setBusy] = useState(false);
  async function start(recordingIds: readonly string[]): Promise<void> {
    setBusy(true);
    const files: ZipEntry[] = [];
    let missing = 0;
    try {
      for (const id of recordingIds) {
        try {
          files.push(await read(core, id));
        } catch (error) {
          if (recordingIds.length === 1 || asFailure(error).code !== 'recordingMissing') throw error;
          missing += 1;
        }
      }
      const [only, ...more] = files;
      if (only && more.length === 0) offerFile(new Blob([...only.parts]), only.name);
      else if (only) offerFile(zip(files), `${t('title')} ${only.name.slice(0, 10)}.zip`);
      if (only) toastDone(t('export.done', { count: files.length }));
      if (missing > 0) toastFailure(t('export.missing', { count: missing }));
    } catch (error) {
      toastFailure(inWords(error));
    } finally {
      setBusy(false);
    }
  }
  return { busy, start };
}
