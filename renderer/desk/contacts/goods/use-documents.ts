import { useCallback, useState } from 'react';
import type { CoreClient } from '../../../../shared/contract/client.ts';
import { DOCUMENT_LIMIT } from '../../../../shared/contract/documents.ts';
import { Failure } from '../../../../shared/contract/failure.ts';
import type { CardDocument } from '../../../../shared/contract/goods.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { offerFile, toastFailure } from '../../../ui/index.ts';
import { useCardsStore } from '../../state/cards.tsx';
import { useCore } from '../../state/core.tsx';
import { useFailureText, useUndo } from '../../state/use-ask.ts';

/** Bytes in one piece: a tenth of a second of a slow line, and the core's own measure. */
const PIECE = 1024 * 1024;

export interface Bringing {
  readonly fileName: string;
  /** 0..1 */
  readonly share: number;
}

export interface DocumentFiles {
  /** What is on its way at the moment. */
  readonly bringing: Bringing | undefined;
  bring(files: readonly File[]): Promise<void>;
  /** As a file of the person's own: nothing of it is ever shown in our page. */
  open(document: Pick<CardDocument, 'id' | 'fileName'>): Promise<void>;
}

export function useDocuments(contactId: string): DocumentFiles {
  const { t } = useTranslation('goods');
  const core = useCore();
  const undo = useUndo();
  const cards = useCardsStore();
  const failureText = useFailureText();
  const [bringing, setBringing] = useState<Bringing>();

  const bring = useCallback(
    async (files: readonly File[]) => {
      for (const file of files) {
        const fileName = file.name.slice(0, 255);
        try {
          setBringing({ fileName, share: 0 });
          const changed = await send(core, contactId, file, (share) => setBringing({ fileName, share }));
          undo(changed, t('saved', { name: fileName }));
        } catch (error) {
          toastFailure(failureText(error));
        }
      }
      setBringing(undefined);
      void cards.getState().load(contactId);
    },
    [core, contactId, undo, cards, failureText, t],
  );
  const open = useCallback(
    async ({ id, fileName }: Pick<CardDocument, 'id' | 'fileName'>) => {
      try {
        offerFile(await receive(core, id), fileName);
      } catch (error) {
        toastFailure(failureText(error));
      }
    },
    [core, failureText],
  );
  return { bringing, bring, open };
}

async function send(core: CoreClient, contactId: string, file: File, onShare: (share: number) => void) {
  const { size } = file;
  // Before a byte of it is read.
  if (size > DOCUMENT_LIMIT) throw new Failure('documentTooLarge', { limitMb: DOCUMENT_LIMIT / PIECE });
  const { uploadId } = await core.request('documents.begin', {
    ...{ contactId, size, fileName: file.name.slice(0, 255) },
    mediaType: file.type.slice(0, 200),
  });
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    for (let offset = 0; offset < size; offset += PIECE) {
      const piece = bytes.slice(offset, offset + PIECE);
      await core.request('documents.chunk', { contactId, uploadId, offset, bytes: piece });
      onShare(Math.min(1, (offset + PIECE) / size));
    }
    return await core.request('documents.finish', { contactId, uploadId, sha256: await sha256Of(bytes) });
  } catch (error) {
    core.request('documents.cancel', { contactId, uploadId }).catch(() => undefined);
    throw error;
  }
}

async function receive(core: CoreClient, id: string): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; ; ) {
    const { bytes, size } = await core.request('documents.read', { id, offset });
    pieces.push(new Uint8Array(bytes));
    offset += bytes.length;
    if (offset >= size) break;
    if (bytes.length === 0) throw new Failure('documentGone');
  }
  return new Blob(pieces, { type: 'application/octet-stream' });
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
