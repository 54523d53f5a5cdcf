import { Button, Select } from '@mantine/core';
import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { ScriptVersion } from '../../../../shared/contract/talk-scripts.ts';
import { diffScripts } from '../../../../shared/domain/talk-script/diff.ts';
import type { TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { EmptyState, Section } from '../../../ui/index.ts';
import { useAsk } from '../../state/use-ask.ts';
import { scriptOf, useEditor } from './editor-store.ts';
import classes from './panel.module.css';

type Heading = Omit<ScriptVersion, 'script'>;

/** What was published when, and how the draft differs from it. */
export function VersionsPanel() {
  const { t } = useTranslation('scriptStudio');
  const format = useFormat();
  const ask = useAsk();
  const id = useEditor((editor) => editor.id);
  const version = useEditor((editor) => editor.version);
  const changeScript = useEditor((editor) => editor.changeScript);
  const [versions, setVersions] = useState<readonly Heading[]>();
  const [chosen, setChosen] = useState<string>();
  const [before, setBefore] = useState<TalkScript>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a publication raises the draft's version.
  useEffect(() => {
    void ask('talkScripts.versions', { scriptId: id }).then((found) => {
      setVersions(found);
      setChosen((now) => now ?? found?.[0]?.id);
    });
  }, [ask, id, version]);
  useEffect(() => {
    if (chosen === undefined) return;
    void ask('talkScripts.version', { versionId: chosen }).then((found) => setBefore(found?.script));
  }, [ask, chosen]);
  if (versions?.length === 0) return <EmptyState title={t('versions.none')} text={t('versions.noneText')} />;
  const one = versions?.find((candidate) => candidate.id === chosen);
  return (
    <div className={classes.fields}>
      <Select
        label={t('versions.compare')}
        allowDeselect={false}
        data={(versions ?? []).map(({ id: value, number, at }) => ({
          value,
          label: t('versions.version', { number, moment: format.dateTime(at) }),
        }))}
        value={chosen ?? null}
        onChange={(value) => setChosen(value ?? undefined)}
      />
      {one && (one.remark !== '' || one.authorName !== undefined) && (
        <p className={classes.hint}>{[one.authorName, one.remark].filter(Boolean).join(': ')}</p>
      )}
      {before && <Difference before={before} />}
      {before && (
        <Button variant="default" onClick={() => changeScript(() => before)}>
          {t('versions.restore')}
        </Button>
      )}
    </div>
  );
}

const ICONS = { added: IconPlus, removed: IconMinus, changed: IconPencil } as const;

function Difference({ before }: { before: TalkScript }) {
  const { t } = useTranslation('scriptStudio');
  const script = useEditor(scriptOf);
  const show = useEditor((editor) => editor.show);
  const { steps, parts } = useMemo(() => diffScripts(before, script), [before, script]);
  if (steps.length === 0 && parts.length === 0) return <p>{t('versions.same')}</p>;
  return (
    <Section title={t('versions.differences')}>
      <ul>
        {parts.map((part) => (
          <li key={part} className={classes.line}>
            <IconPencil size={15} aria-hidden className={classes.warning} />
            {t(`versions.${part}`)}
          </li>
        ))}
        {steps.map(({ nodeId, title, change, parts: changed }) => {
          const Icon = ICONS[change];
          const words = (
            <>
              <Icon
                size={15}
                aria-hidden
                className={
                  change === 'added' ? classes.good : change === 'removed' ? classes.fault : classes.warning
                }
              />
              <span>
                <span className={classes.strong}>{title || nodeId}</span>{' '}
                {change === 'changed'
                  ? changed.map((part) => partName(part)).join(', ')
                  : t(`versions.${change}`)}
              </span>
            </>
          );
          return (
            <li key={`${nodeId} ${change}`}>
              {change === 'removed' ? (
                <div className={classes.line}>{words}</div>
              ) : (
                <button type="button" className={classes.line} onClick={() => show(nodeId)}>
                  {words}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );

  /** `text.uk` → "text (uk)". */
  function partName(part: string): string {
    const [name = part, language] = part.split('.');
    const known = PARTS.find((one) => one === name);
    const words = known ? t(`part.${known}`) : name;
    return language === undefined ? words : `${words} (${language})`;
  }
}

const PARTS = [
  'title',
  'text',
  'label',
  'key',
  'answer',
  'required',
  'fills',
  'show',
  'cases',
  'actions',
  'outcome',
  'kind',
  'ways',
] as const;
