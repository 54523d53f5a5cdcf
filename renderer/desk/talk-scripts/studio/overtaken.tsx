import { Button, Group } from '@mantine/core';
import { useTranslation } from '../../../i18n/index.ts';
import { Trouble } from '../../../ui/index.ts';
import { useAsk } from '../../state/use-ask.ts';
import { useEditor, useEditorStore } from './editor-store.ts';
import type { Autosave } from './use-autosave.ts';

interface OvertakenProps {
  autosave: Autosave;
  onOpen: (id: string) => void;
}

/** Somebody else has saved this script meanwhile: nothing of either is thrown away unasked. */
export function Overtaken({ autosave, onOpen }: OvertakenProps) {
  const { t } = useTranslation('scriptStudio');
  const ask = useAsk();
  const store = useEditorStore();
  const overtaken = useEditor((editor) => editor.saving === 'overtaken');
  if (!overtaken) return null;
  const keepCopy = async () => {
    const { name, script, testCases } = store.getState().history.now;
    const copy = await ask('talkScripts.create', {
      name: t('overtaken.copyName', { name }).slice(0, 200),
      script,
      testCases,
    });
    if (copy) onOpen(copy.id);
  };
  return (
    <div>
      <Trouble text={t('overtaken.text')} verb={t('overtaken.reload')} onAct={() => void autosave.reload()} />
      <Group px={12} pb={8}>
        <Button variant="default" size="compact-sm" onClick={() => void keepCopy()}>
          {t('overtaken.keep')}
        </Button>
      </Group>
    </div>
  );
}
