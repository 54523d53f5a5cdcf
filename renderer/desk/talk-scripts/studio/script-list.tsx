import { Button, SegmentedControl } from '@mantine/core';
import { IconFileImport, IconPlus, IconSitemap } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { ScriptSummary } from '../../../../shared/contract/talk-scripts.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { EmptyState, ROWS, Screen, Trouble, toastDone, VirtualList } from '../../../ui/index.ts';
import { useCore } from '../../state/core.tsx';
import { useAsk, useFailureText, useUndo } from '../../state/use-ask.ts';
import classes from './script-list.module.css';
import { useImportScript } from './use-import-script.tsx';

interface ScriptListProps {
  onOpen: (id: string) => void;
}

function useScripts(archived: boolean) {
  const core = useCore();
  const failureText = useFailureText();
  const [scripts, setScripts] = useState<readonly ScriptSummary[]>();
  const [failure, setFailure] = useState<string>();
  const load = useCallback(
    () =>
      core.request('talkScripts.list', { archived }).then(
        (found) => {
          setScripts(found);
          setFailure(undefined);
        },
        (error: unknown) => setFailure(failureText(error)),
      ),
    [core, archived, failureText],
  );
  useEffect(() => {
    void load();
    const stops = [
      core.on('talkScripts.changed', () => void load()),
      core.onConnection((state) => state === 'connected' && void load()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, load]);
  return { scripts, failure, load };
}

export function ScriptList({ onOpen }: ScriptListProps) {
  const { t } = useTranslation(['scriptStudio', 'common']);
  const ask = useAsk();
  const [archived, setArchived] = useState(false);
  const { scripts, failure, load } = useScripts(archived);
  const { choose, input, faults } = useImportScript(onOpen);
  const create = async () => {
    const made = await ask('talkScripts.create', { name: t('list.unnamed') });
    if (made) onOpen(made.id);
  };
  return (
    <Screen
      flush
      title={t('list.title')}
      actions={
        <>
          <SegmentedControl
            aria-label={t('list.which')}
            value={archived ? 'archived' : 'used'}
            data={[
              { value: 'used', label: t('list.used') },
              { value: 'archived', label: t('list.archived') },
            ]}
            onChange={(value) => setArchived(value === 'archived')}
          />
          <Button variant="default" leftSection={<IconFileImport size={14} aria-hidden />} onClick={choose}>
            {t('list.import')}
          </Button>
          <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => void create()}>
            {t('list.new')}
          </Button>
          {input}
        </>
      }
      toolbar={faults}
    >
      {failure !== undefined && <Trouble text={failure} verb={t('common:retry')} onAct={() => void load()} />}
      {scripts?.length === 0 && (
        <EmptyState
          icon={<IconSitemap size={40} stroke={1.2} />}
          title={t(archived ? 'list.noneArchived' : 'list.none')}
          {...(archived ? {} : { text: t('list.noneText') })}
        />
      )}
      {scripts && scripts.length > 0 && (
        <VirtualList
          label={t('list.title')}
          items={scripts}
          rowHeight={ROWS}
          keyOf={(script) => script.id}
          renderRow={(script) => <Line script={script} onOpen={onOpen} />}
        />
      )}
    </Screen>
  );
}

/** So that the word that says "copy" fits behind it: a name has 200 letters. */
const LONGEST_NAME = 180;

function Line({ script, onOpen }: ScriptListProps & { script: ScriptSummary }) {
  const { t } = useTranslation('scriptStudio');
  const format = useFormat();
  const ask = useAsk();
  const offerUndo = useUndo();
  const { id, name, published, draftChanged, steps, archived } = script;
  const archive = async () => {
    const changed = await ask('talkScripts.archive', { id, archived: !archived });
    offerUndo(changed, t(archived ? 'list.unarchivedDone' : 'list.archivedDone', { name }));
  };
  const duplicate = async () => {
    const draft = await ask('talkScripts.draft', { id });
    if (!draft) return;
    const copyName = t('overtaken.copyName', { name: name.slice(0, LONGEST_NAME) });
    const { script: steps, testCases } = draft;
    if (await ask('talkScripts.create', { name: copyName, script: steps, testCases }))
      toastDone(t('list.duplicated', { name: copyName }));
  };
  return (
    <div className={classes.line}>
      <button type="button" data-row-main className={classes.main} onClick={() => onOpen(id)}>
        <span className={classes.name}>{name}</span>
        <span className={classes.state} data-changed={draftChanged}>
          {published === undefined
            ? t('list.draft')
            : t(draftChanged ? 'list.changedSince' : 'list.published', { number: published.number })}
        </span>
        <span className={classes.steps}>{t('list.steps', { count: steps })}</span>
        <span className={classes.when}>{format.dateTime(script.updatedAt)}</span>
      </button>
      <Button
        variant="subtle"
        size="compact-xs"
        aria-label={t('list.duplicateLabel', { name })}
        onClick={() => void duplicate()}
      >
        {t('list.duplicate')}
      </Button>
      <Button
        variant="subtle"
        size="compact-xs"
        aria-label={t(archived ? 'list.unarchiveLabel' : 'list.archiveLabel', { name })}
        onClick={() => void archive()}
      >
        {t(archived ? 'list.unarchive' : 'list.archive')}
      </Button>
    </div>
  );
}
