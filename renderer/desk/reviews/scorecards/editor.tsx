import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { ScorecardDraft, ScorecardVersion } from '../../../../shared/contract/scorecards.ts';
import { blankGroup } from '../../../../shared/domain/review/blank.ts';
import type { Judgements } from '../../../../shared/domain/review/score.ts';
import { faultsOf, LIMITS, type Scorecard } from '../../../../shared/domain/review/scorecard.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { EmptyState, Screen, Section, toastDone } from '../../../ui/index.ts';
import { useCore } from '../../state/core.tsx';
import { useAsk, useFailureText } from '../../state/use-ask.ts';
import { Criteria, ScoreLine } from '../criteria.tsx';
import reviews from '../reviews.module.css';
import { useAutosave } from '../use-autosave.ts';
import { GroupEditor } from './group-editor.tsx';
import classes from './scorecards.module.css';

/** A card that is edited: its draft on the left, on the right what a reviewer will see of it. */
export function Editor({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('reviews');
  const core = useCore();
  const failureText = useFailureText();
  const [draft, setDraft] = useState<ScorecardDraft>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    core.request('scorecards.draft', { id }).then(setDraft, setFailure);
  }, [core, id]);
  if (failure !== undefined)
    return (
      <EmptyState title={failureText(failure)} action={<Button onClick={onClose}>{t('card.back')}</Button>} />
    );
  return draft ? <Editing draft={draft} onClose={onClose} /> : null;
}

interface Written {
  readonly name: string;
  readonly card: Scorecard;
}

function Editing({ draft, onClose }: { draft: ScorecardDraft; onClose: () => void }) {
  const { t } = useTranslation('reviews');
  const ask = useAsk();
  const { id } = draft;
  const save = useCallback(
    async (version: number, { name, card }: Written) =>
      (await ask('scorecards.save', structuredClone({ id, version, name, card }) as ScorecardDraft))?.version,
    [ask, id],
  );
  const { value, saving, change, flush, moved } = useAutosave<Written>(draft, draft.version, save);
  const { name, card } = value;
  const [remark, setRemark] = useState('');
  const [isTried, setIsTried] = useState(false);
  const faults = faultsOf(card);
  const publish = async () => {
    setIsTried(true);
    if (faults.length > 0 || name.trim() === '') return;
    const version = await flush();
    if (version === undefined) return;
    const done = await ask('scorecards.publish', { id, version, remark: remark.trim() });
    if (!done?.published) return;
    toastDone(t('card.published', { number: done.published.number }));
    setRemark('');
    moved(done.version);
  };
  const setCard = (next: Scorecard) => change({ card: next });
  return (
    <Screen
      flush
      title={t('card.editing')}
      aside={
        <Button
          variant="subtle"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
          onClick={() => void flush().then(onClose)}
        >
          {t('card.back')}
        </Button>
      }
      actions={
        <>
          <span className={reviews.saving} role="status">
            {t(`pane.${saving}`)}
          </span>
          <TextInput
            aria-label={t('card.remark')}
            placeholder={t('card.remark')}
            maxLength={500}
            value={remark}
            onChange={(event) => setRemark(event.currentTarget.value)}
          />
          <Button onClick={() => void publish()}>{t('card.publish')}</Button>
        </>
      }
    >
      <div className={classes.editor}>
        <div className={classes.form}>
          {isTried && faults.length > 0 && (
            <ul className={classes.faults} role="alert">
              {faults.map((fault) => (
                <li key={JSON.stringify(fault)}>{t(`fault.${fault.kind}`)}</li>
              ))}
            </ul>
          )}
          <TextInput
            autoFocus
            label={t('card.name')}
            maxLength={120}
            value={name}
            error={isTried && name.trim() === '' && t('card.nameNeeded')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          {card.groups.map((group, n) => (
            <GroupEditor
              key={group.id}
              card={card}
              group={group}
              first={n === 0}
              last={n === card.groups.length - 1}
              isTried={isTried}
              onChange={setCard}
            />
          ))}
          {card.groups.length < LIMITS.groups && (
            <Button
              variant="default"
              onClick={() => setCard({ groups: [...card.groups, blankGroup(() => crypto.randomUUID())] })}
            >
              {t('card.addGroup')}
            </Button>
          )}
          <Versions id={id} />
        </div>
        <Preview card={card} />
      </div>
    </Screen>
  );
}

function Preview({ card }: { card: Scorecard }) {
  const { t } = useTranslation('reviews');
  const [judgements, setJudgements] = useState<Judgements>({});
  return (
    <section className={classes.preview} aria-label={t('card.preview')}>
      <div className={reviews.dim}>{t('card.previewHint')}</div>
      <ScoreLine card={card} judgements={judgements} />
      <Criteria
        card={card}
        judgements={judgements}
        onJudge={(id, judgement) => setJudgements((before) => ({ ...before, [id]: judgement }))}
      />
    </section>
  );
}

function Versions({ id }: { id: string }) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const core = useCore();
  const [versions, setVersions] = useState<readonly ScorecardVersion[]>([]);
  useEffect(() => {
    const load = () =>
      void core.request('scorecards.versions', { scorecardId: id }).then(setVersions, () => undefined);
    load();
    return core.on('scorecards.changed', load);
  }, [core, id]);
  if (versions.length === 0) return null;
  return (
    <Section title={t('card.versions')}>
      <ol className={classes.versions}>
        {versions.map((version) => (
          <li key={version.id}>
            {[
              t('card.version', { number: version.number, moment: format.dateTime(version.at) }),
              version.authorName,
              version.remark,
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ol>
    </Section>
  );
}
