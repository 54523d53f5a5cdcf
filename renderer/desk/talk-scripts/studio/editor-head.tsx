import { ActionIcon, Button, Popover, Textarea, TextInput, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconChartBar,
  IconDownload,
  IconLayoutDistributeVertical,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { writeScriptFile } from '../../../../shared/contract/script-file.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { offerFile, toastDone } from '../../../ui/index.ts';
import { useNavigation } from '../../state/navigation.tsx';
import { useAsk } from '../../state/use-ask.ts';
import classes from './editor.module.css';
import { useEditor, useEditorStore } from './editor-store.ts';
import { ScriptUse } from './script-use.tsx';
import { useTestResults } from './tests-panel.tsx';
import type { Autosave } from './use-autosave.ts';
import { useStepActions } from './use-step-actions.ts';
import { useVerdict } from './use-verdict.ts';

interface EditorHeadProps {
  autosave: Autosave;
  onClose: () => void;
}

export function EditorHead({ autosave, onClose }: EditorHeadProps) {
  const { t } = useTranslation(['scriptStudio', 'common']);
  const store = useEditorStore();
  const scriptId = useEditor(({ id }) => id);
  const openResults = useNavigation((navigation) => navigation.openResults);
  const name = useEditor(({ history }) => history.now.name);
  const past = useEditor(({ history }) => history.past.length > 0);
  const future = useEditor(({ history }) => history.future.length > 0);
  const saving = useEditor((editor) => editor.saving);
  const { change, undo, redo } = store.getState();
  const actions = useStepActions();
  const exportFile = () => {
    const content = store.getState().history.now;
    const file = new Blob([writeScriptFile(content)], { type: 'application/json' });
    offerFile(file, `${content.name.replaceAll(/[^\p{L}\p{N} _-]/gu, '').trim() || 'script'}.json`);
  };
  return (
    <header className={classes.head}>
      <Tool label={t('editor.close')} onClick={() => void autosave.flush().then(onClose)}>
        <IconArrowLeft size={16} aria-hidden />
      </Tool>
      <TextInput
        className={classes.name ?? ''}
        aria-label={t('editor.name')}
        value={name}
        maxLength={200}
        onChange={(event) => {
          const value = event.currentTarget.value;
          change((now) => ({ ...now, name: value }), 'name');
        }}
      />
      <span className={classes.saving} role="status">
        {t(`saving.${saving}`)}
      </span>
      <Tool label={t('editor.undo')} disabled={!past} onClick={undo}>
        <IconArrowBackUp size={16} aria-hidden />
      </Tool>
      <Tool label={t('editor.redo')} disabled={!future} onClick={redo}>
        <IconArrowForwardUp size={16} aria-hidden />
      </Tool>
      <Tool label={t('editor.layOut')} onClick={actions.layOut}>
        <IconLayoutDistributeVertical size={16} aria-hidden />
      </Tool>
      <Tool label={t('editor.export')} onClick={exportFile}>
        <IconDownload size={16} aria-hidden />
      </Tool>
      <Tool
        label={t('common:rail.results')}
        onClick={() => void autosave.flush().then(() => openResults({ scriptId }))}
      >
        <IconChartBar size={16} aria-hidden />
      </Tool>
      <ScriptUse />
      <FaultCount />
      <Publish autosave={autosave} />
    </header>
  );
}

interface ToolProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ label, disabled = false, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={30} aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Faults and failed test cases: each of them stops a publication. */
function useObstacles(): number {
  const { faults } = useVerdict();
  const failed = useTestResults().filter(({ difference }) => difference !== undefined);
  return faults.length + failed.length;
}

function FaultCount() {
  const { t } = useTranslation('scriptStudio');
  const { faults } = useVerdict();
  const open = useEditor((editor) => editor.open);
  const obstacles = useObstacles();
  if (obstacles === 0) return null;
  return (
    <Button variant="light" color="red" onClick={() => open(faults.length > 0 ? 'faults' : 'tests')}>
      {t('editor.obstacles', { count: obstacles })}
    </Button>
  );
}

function Publish({ autosave }: { autosave: Autosave }) {
  const { t } = useTranslation('scriptStudio');
  const ask = useAsk();
  const store = useEditorStore();
  const obstacles = useObstacles();
  const [opened, setOpened] = useState(false);
  const [remark, setRemark] = useState('');
  const publish = async () => {
    if (!(await autosave.flush())) return;
    const { id, version } = store.getState();
    const published = await ask('talkScripts.publish', { id, version, remark: remark.trim() });
    if (!published) return;
    store.setState({ version: published.version });
    setOpened(false);
    setRemark('');
    toastDone(t('publish.done', { number: published.published?.number ?? 0 }));
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus withinPortal shadow="md">
      <Popover.Target>
        <Button disabled={obstacles > 0} onClick={() => setOpened(!opened)}>
          {t('publish.verb')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes.publish}
          onSubmit={(event) => {
            event.preventDefault();
            void publish();
          }}
        >
          <Textarea
            data-autofocus
            label={t('publish.remark')}
            description={t('publish.text')}
            value={remark}
            maxLength={500}
            autosize
            minRows={2}
            onChange={(event) => setRemark(event.currentTarget.value)}
          />
          <Button type="submit">{t('publish.now')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
