import { Button, Checkbox } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ScorecardSummary } from '../../../../shared/contract/scorecards.ts';
import { blankCard } from '../../../../shared/domain/review/blank.ts';
import { copyOf, type Scorecard } from '../../../../shared/domain/review/scorecard.ts';
import { SAMPLE_SCORECARD } from '../../../../shared/domain/training/sample-scorecard.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { EmptyState, Screen, Trouble } from '../../../ui/index.ts';
import list from '../../../ui/list-line.module.css';
import { useCore } from '../../state/core.tsx';
import { useSession } from '../../state/session.tsx';
import { useAsk, useFailureText, useUndo } from '../../state/use-ask.ts';
import reviews from '../reviews.module.css';
import { useAsked } from '../use-asked.ts';
import { Editor } from './editor.tsx';
import classes from './scorecards.module.css';

/** The cards that talks are judged by. */
export function Scorecards({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation(['reviews', 'common']);
  const core = useCore();
  const ask = useAsk();
  const language = useSession((session) => session.info?.settings.language) ?? 'en';
  const failureText = useFailureText();
  const [archived, setArchived] = useState(false);
  const [opened, setOpened] = useState<string>();
  const lines = useRef<HTMLUListElement>(null);
  const left = useRef<string>(undefined);
  // Who comes back by the keyboard stands at the card that was left.
  useEffect(() => {
    if (opened === undefined && left.current !== undefined)
      lines.current?.querySelector<HTMLElement>(`[data-card="${left.current}"] button`)?.focus();
    left.current = opened;
  }, [opened]);
  const { data, error, reload } = useAsked('scorecards.list', { archived });
  useEffect(() => core.on('scorecards.changed', reload), [core, reload]);
  const create = async (name: string, card: Scorecard) => {
    const made = await ask('scorecards.create', { name, card } as Parameters<
      typeof ask<'scorecards.create'>
    >[1]);
    if (made) setOpened(made.id);
  };
  const newId = () => crypto.randomUUID();
  const sample = () => {
    const { name, card } = SAMPLE_SCORECARD[language];
    return create(name, copyOf(card, newId));
  };
  const duplicate = async ({ id }: ScorecardSummary) => {
    const draft = await ask('scorecards.draft', { id });
    if (draft) await create(t('card.copyOf', { name: draft.name }), copyOf(draft.card, newId));
  };
  if (opened !== undefined) return <Editor id={opened} onClose={() => setOpened(undefined)} />;
  const verbs = (
    <>
      <Button variant="default" onClick={() => void sample()}>
        {t('card.fromSample')}
      </Button>
      <Button onClick={() => void create(t('card.newName'), blankCard(newId))}>{t('card.new')}</Button>
    </>
  );
  return (
    <Screen
      title={t('title')}
      aside={tabs}
      actions={
        <>
          <Checkbox
            className={reviews.check}
            label={t('card.archived')}
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
          />
          {verbs}
        </>
      }
    >
      {error !== undefined && <Trouble text={failureText(error)} verb={t('common:retry')} onAct={reload} />}
      {data?.length === 0 && (
        <EmptyState
          icon={<IconListDetails size={40} stroke={1.2} />}
          title={archived ? t('card.noneArchived') : t('card.none')}
          {...(archived ? {} : { text: t('card.noneText'), action: verbs })}
        />
      )}
      <ul ref={lines} className={classes.cards} aria-label={t('tab.scorecards')}>
        {data?.map((card) => (
          <li key={card.id} data-card={card.id}>
            <CardLine
              card={card}
              onOpen={() => setOpened(card.id)}
              onDuplicate={() => void duplicate(card)}
            />
          </li>
        ))}
      </ul>
    </Screen>
  );
}

interface CardLineProps {
  readonly card: ScorecardSummary;
  readonly onOpen: () => void;
  readonly onDuplicate: () => void;
}

function CardLine({ card, onOpen, onDuplicate }: CardLineProps) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const ask = useAsk();
  const undo = useUndo();
  const { id, name, archived, published } = card;
  const archive = async () =>
    undo(
      await ask('scorecards.archive', { id, archived: !archived }),
      t(archived ? 'card.broughtBack' : 'card.archivedNow'),
    );
  return (
    <div className={`${list.line} ${classes.card}`}>
      <button type="button" className={list.main} onClick={onOpen}>
        <span className={list.name}>{name}</span>
        <span className={reviews.why}>
          {[
            t('card.criteria', { count: card.criteria }),
            published
              ? t('card.version', { number: published.number, moment: format.dateTime(published.at) })
              : t('card.unpublished'),
            ...(published && card.draftChanged ? [t('card.changed')] : []),
          ].join(' · ')}
        </span>
      </button>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={onDuplicate}
        aria-label={t('card.duplicateOf', { name })}
      >
        {t('card.duplicate')}
      </Button>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        onClick={() => void archive()}
        aria-label={t(archived ? 'card.bringBackOf' : 'card.archiveOf', { name })}
      >
        {t(archived ? 'card.bringBack' : 'card.archive')}
      </Button>
    </div>
  );
}
