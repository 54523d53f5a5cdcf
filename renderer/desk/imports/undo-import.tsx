import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { ImportRun, ImportUndo } from '../../../shared/contract/imports.ts';
import { type useFormat, useTranslation } from '../../i18n/index.ts';
import { useCore } from '../state/core.tsx';
import { asFailure } from '../state/use-ask.ts';

type Translate = ReturnType<typeof useTranslation<'imports'>>['t'];

/** How far an import is taken back, in a sentence. */
export function undoText(t: Translate, format: ReturnType<typeof useFormat>, undo: ImportUndo): string {
  const { processed, total, deleted, restored, kept } = undo;
  const counts = {
    deleted: format.number(deleted),
    restored: format.number(restored),
    kept: format.number(kept),
  };
  return undo.state === 'done'
    ? t(kept > 0 ? 'undo.doneKept' : 'undo.done', counts)
    : t(`undo.${undo.state}`, { done: format.number(processed), total: format.number(total) });
}

/** Takes a whole import back, at one press; stops that, and goes on with it. */
export function UndoButton({
  run,
  size = 'compact-sm',
  onFailure,
  onChanged,
}: {
  run: Pick<ImportRun, 'importId' | 'canUndo' | 'undo'>;
  /** As its neighbours. */
  size?: 'compact-sm' | 'xs';
  onFailure: (failure: Failure) => void;
  onChanged?: (() => void) | undefined;
}) {
  const { t } = useTranslation('imports');
  const core = useCore();
  const [busy, setBusy] = useState(false);
  const { importId, canUndo, undo } = run;
  const running = undo?.state === 'running';

  const ask = async (request: 'imports.undo' | 'imports.stopUndo') => {
    setBusy(true);
    try {
      await core.request(request, { importId });
    } catch (error) {
      onFailure(asFailure(error));
    }
    setBusy(false);
    onChanged?.();
  };

  if (running) {
    return (
      <Button size={size} variant="default" loading={busy} onClick={() => void ask('imports.stopUndo')}>
        {t('undo.stop')}
      </Button>
    );
  }
  if (!canUndo) return null;
  return (
    <Button
      size={size}
      variant="default"
      loading={busy}
      leftSection={<IconArrowBackUp size={14} aria-hidden />}
      onClick={() => void ask('imports.undo')}
    >
      {t(undo ? 'undo.goOn' : 'undo.button')}
    </Button>
  );
}
