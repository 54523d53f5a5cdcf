import { Button, Select } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { ScriptVersion } from '../../../../shared/contract/talk-scripts.ts';
import { diffScripts } from '../../../../shared/domain/talk-script/diff.ts';
import type { TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { EmptyState, Section } from '../../../ui/index.ts';
import { useAsk } from '../../state/use-ask.ts';
import { scriptOf, useEditor, useEditorStore } from './editor-store.ts';
import { CHANGE_ICONS } from './graph-step.tsx';
import classes from './panel.module.css';

type Heading = Omit<ScriptVersion, 'script'>;

/** In the list of what can be compared: what is being written. */
const DRAFT = 'draft';

/** What was published when, and what became of one version in another or in the draft: as a list, and in the drawing. */
export function VersionsPanel() {
  const { t } = useTranslation('scriptStudio');
  const format = useFormat();
  const store = useEditorStore();
  const draft = useEditor(scriptOf);
  const [versions, latest] = useVersions();
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState(DRAFT);
  const chosen = from ?? latest;
  const before = useVersionScript(chosen);
  const published = useVersionScript(to === DRAFT ? undefined : to);
  const ready = before !== undefined && (to === DRAFT || published !== undefined);
  useEffect(() => {
    store.getState().compare(ready ? { before, after: published } : undefined);
  }, [store, ready, before, published]);
  useEffect(() => () => store.getState().compare(undefined), [store]);
  if (versions?.length === 0) return <EmptyState title={t('versions.none')} text={t('versions.noneText')} />;
  const one = versions?.find((candidate) => candidate.id === chosen);
  const choices = (versions ?? []).map(({ id: value, number, at }) => ({
    value,
    label: t('versions.version', { number, moment: format.dateTime(at) }),
  }));
  return (
    <div className={classes.fields}>
      <Select
        label={t('versions.from')}
        allowDeselect={false}
        data={choices}
        value={chosen ?? null}
        onChange={(value) => setFrom(value ?? undefined)}
      />
      {one && (one.remark !== '' || one.authorName !== undefined) && (
        <p className={classes.hint}>{[one.authorName, one.remark].filter(Boolean).join(': ')}</p>
      )}
      <Select
        label={t('versions.to')}
        allowDeselect={false}
        data={[{ value: DRAFT, label: t('versions.draft') }, ...choices]}
        value={to}
        onChange={(value) => setTo(value ?? DRAFT)}
      />
      {ready && <Difference before={before} after={published ?? draft} />}
      {before && (
        <Button variant="default" onClick={() => store.getState().changeScript(() => before)}>
          {t('versions.restore')}
        </Button>
      )}
    </div>
  );
}

/** Newest first, and the newest. */
function useVersions(): [readonly Heading[] | undefined, string | undefined] {
  const ask = useAsk();
  const id = useEditor((editor) => editor.id);
  const version = useEditor((editor) => editor.version);
  const [versions, setVersions] = useState<readonly Heading[]>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a publication raises the draft's version.
  useEffect(() => {
    void ask('talkScripts.versions', { scriptId: id }).then(setVersions);
  }, [ask, id, version]);
  return [versions, versions?.[0]?.id];
}

/** Undefined while it is fetched: never that of another version. */
function useVersionScript(versionId: string | undefined): TalkScript | undefined {
  const ask = useAsk();
  const [found, setFound] = useState<ScriptVersion>();
  useEffect(() => {
    if (versionId !== undefined) void ask('talkScripts.version', { versionId }).then(setFound);
  }, [ask, versionId]);
  return found?.id === versionId ? found?.script : undefined;
}

function Difference({ before, after }: { before: TalkScript; after: TalkScript }) {
  const { t } = useTranslation('scriptStudio');
  const seek = useEditor((editor) => editor.seek);
  const { steps, parts } = useMemo(() => diffScripts(before, after), [before, after]);
  if (steps.length === 0 && parts.length === 0) return <p>{t('versions.same')}</p>;
  return (
    <Section title={t('versions.differences')}>
      <p className={classes.hint}>{t('versions.onGraph')}</p>
      <ul>
        {parts.map((part) => (
          <li key={part} className={classes.line}>
            <IconPencil size={15} aria-hidden className={classes.warning} />
            {t(`versions.${part}`)}
          </li>
        ))}
        {steps.map(({ nodeId, title, change, parts: changed }) => {
          const Icon = CHANGE_ICONS[change];
          return (
            <li key={`${nodeId} ${change}`}>
              <button type="button" className={classes.line} onClick={() => seek(nodeId)}>
                <Icon size={15} aria-hidden className={COLOURS[change]} />
                <span>
                  <span className={classes.strong}>{title || nodeId}</span>{' '}
                  {[t(`versions.${change}`), changed.map((part) => partName(part)).join(', ')]
                    .filter(Boolean)
                    .join(': ')}
                </span>
              </button>
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

const COLOURS = { added: classes.good, removed: classes.fault, changed: classes.warning } as const;

const PARTS = [
  'title',
  'text',
  'label',
  'key',
  'answer',
  'required',
  'sensitive',
  'fills',
  'show',
  'cases',
  'actions',
  'outcome',
  'kind',
  'ways',
] as const;
