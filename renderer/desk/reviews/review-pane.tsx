import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReviewView } from '../../../shared/contract/reviews.ts';
import { scoreOf } from '../../../shared/domain/review/score.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { toastDone } from '../../ui/index.ts';
import type { HeardStep } from '../state/talk-moments.ts';
import { useAsk } from '../state/use-ask.ts';
import { Answers, Said } from './answers.tsx';
import { Criteria, ScoreLine } from './criteria.tsx';
import classes from './reviews.module.css';
import { useDraft } from './use-draft.ts';
import { useReasonText } from './words.ts';

export interface ReviewPaneProps {
  readonly review: ReviewView;
  readonly steps: readonly HeardStep[];
  readonly atMs: (() => number) | undefined;
  readonly onPlay: ((atMs: number) => void) | undefined;
  readonly onChanged: (review: ReviewView) => void;
  /** The next talk that waits; absent: none does. */
  readonly onNext?: (() => void) | undefined;
  readonly onDone: () => void;
}

/** The card beside the player: filled in by its reviewer, read by everybody else. */
export function ReviewPane(props: ReviewPaneProps) {
  const { review } = props;
  const { t } = useTranslation('reviews');
  return (
    <section className={classes.pane} aria-label={t('pane.label', { name: review.operatorName })}>
      {review.mine ? <Filling {...props} /> : <Reading {...props} />}
    </section>
  );
}

function About({ review }: { review: ReviewView }) {
  const { t } = useTranslation('reviews');
  const reasonText = useReasonText();
  return (
    <div className={classes.dim}>
      {[
        ...review.reasons.map(reasonText),
        t('pane.card', { name: review.scorecardName, number: review.versionNumber }),
        t(`state.${review.state}`),
        ...(review.round === 'second' ? [t('pane.second')] : []),
        ...(review.mine ? [] : [t('pane.by', { name: review.reviewerName })]),
      ].join(' · ')}
    </div>
  );
}

function Filling({ review, steps, atMs, onPlay, onChanged, onNext, onDone }: ReviewPaneProps) {
  const { t } = useTranslation('reviews');
  const ask = useAsk();
  const draft = useDraft(review);
  const [busy, setBusy] = useState(false);
  const { open } = scoreOf(review.card, draft.judgements);
  const publish = async (then?: () => void) => {
    setBusy(true);
    const version = await draft.flush();
    const done =
      version === undefined ? undefined : await ask('reviews.publish', { reviewId: review.id, version });
    setBusy(false);
    if (!done) return;
    toastDone(t('pane.published', { name: review.operatorName }));
    if (then) then();
    else onChanged(done);
  };
  const discard = async () => {
    await draft.flush();
    if (await ask('reviews.discard', { reviewId: review.id })) onDone();
  };
  return (
    <>
      <header className={classes.paneHead}>
        <ScoreLine card={review.card} judgements={draft.judgements} />
        <About review={review} />
        <p className={classes.keys}>{t('pane.keys')}</p>
      </header>
      <div className={classes.paneBody}>
        <Criteria
          card={review.card}
          judgements={draft.judgements}
          proposals={review.proposals}
          steps={steps}
          onJudge={draft.judge}
          atMs={atMs}
          onPlay={onPlay}
        />
        <Textarea
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2_000}
          label={t('pane.summary')}
          value={draft.summary}
          onChange={(event) => draft.summarise(event.currentTarget.value)}
        />
      </div>
      <footer className={classes.paneFoot}>
        <Button disabled={open.length > 0} loading={busy} onClick={() => void publish()}>
          {t('pane.publish')}
        </Button>
        {onNext && (
          <Button variant="default" disabled={open.length > 0 || busy} onClick={() => void publish(onNext)}>
            {t('pane.publishNext')}
          </Button>
        )}
        <Button variant="subtle" color="gray" disabled={busy} onClick={() => void discard()}>
          {t('pane.discard')}
        </Button>
        <span className={classes.saving} role="status">
          {t(`pane.${draft.saving}`)}
        </span>
      </footer>
    </>
  );
}

function Reading({ review, steps, atMs, onPlay, onChanged }: ReviewPaneProps) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const [changing, setChanging] = useState(review.judgements);
  const [isChanging, setIsChanging] = useState(false);
  const judgements = isChanging ? changing : review.judgements;
  return (
    <>
      <header className={classes.paneHead}>
        <ScoreLine card={review.card} judgements={judgements} />
        <About review={review} />
        {review.publishedAt !== undefined && (
          <div className={classes.dim}>
            {t('pane.publishedAt', { moment: format.dateTime(review.publishedAt) })}
          </div>
        )}
      </header>
      <div className={classes.paneBody}>
        <Said review={review} />
        <Criteria
          card={review.card}
          judgements={judgements}
          proposals={review.proposals}
          before={isChanging ? review.judgements : review.before?.judgements}
          steps={steps}
          onPlay={onPlay}
          {...(isChanging
            ? {
                atMs,
                onJudge: (id, judgement) => setChanging((before) => ({ ...before, [id]: judgement })),
              }
            : {})}
        />
        {review.summary !== '' && <p className={classes.said}>{review.summary}</p>}
        <Answers
          review={review}
          changed={isChanging ? changing : undefined}
          onChange={(on) => {
            setChanging(review.judgements);
            setIsChanging(on);
          }}
          onChanged={(next) => {
            setIsChanging(false);
            onChanged(next);
          }}
        />
      </div>
    </>
  );
}
