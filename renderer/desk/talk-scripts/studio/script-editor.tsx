import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { ScriptDraft } from '../../../../shared/contract/talk-scripts.ts';
import type { ScriptLanguage } from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { EmptyState } from '../../../ui/index.ts';
import { useCore } from '../../state/core.tsx';
import { useSession } from '../../state/session.tsx';
import { useFailureText } from '../../state/use-ask.ts';
import { EditorScreen } from './editor-screen.tsx';
import { createEditorStore, EditorContext } from './editor-store.ts';

interface ScriptEditorProps {
  id: string;
  onOpen: (id: string) => void;
  onClose: () => void;
}

export function ScriptEditor({ id, onOpen, onClose }: ScriptEditorProps) {
  const { t } = useTranslation('scriptStudio');
  const core = useCore();
  const failureText = useFailureText();
  const [draft, setDraft] = useState<ScriptDraft>();
  const [failure, setFailure] = useState<string>();
  const language: ScriptLanguage = useSession((session) => session.settings?.language) ?? 'en';
  useEffect(() => {
    core
      .request('talkScripts.draft', { id })
      .then(setDraft, (error: unknown) => setFailure(failureText(error)));
  }, [core, id, failureText]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language of the desk must not undo what was typed.
  const store = useMemo(() => draft && createEditorStore(draft, language), [draft]);
  if (failure !== undefined)
    return <EmptyState title={failure} action={<Button onClick={onClose}>{t('editor.close')}</Button>} />;
  if (!store) return null;
  return (
    <EditorContext value={store}>
      <EditorScreen onOpen={onOpen} onClose={onClose} />
    </EditorContext>
  );
}
