import { Button, Group, Select, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ReviewView } from '../../../shared/contract/reviews.ts';
import { type Judgements, scoreOf } from '../../../shared/domain/review/score.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { namedOptions, toastDone } from '../../ui/index.ts';
import { useMay } from '../state/seat.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './reviews.module.css';
import { useAsked } from './use-asked.ts';
import { usePercent } from './words.ts';

interface AnswersProps {
  readonly review: ReviewView;
  /** What an answer to the appeal would change; absent: nobody is changing anything. */
  readonly changed: Judgements | undefined;
  readonly onChange: (on: boolean) => void;
  readonly onChanged: (review: ReviewView) => void;
}

/** What can be said to a published review: the operator's words, his appeal, the answer to it, and a second review. */
export function Answers({ review, changed, onChange, onChanged }: AnswersProps) {
  const mayScore = useMay('reviews.score');
  const { state, aboutMe, round } = review;
  const told = (next: ReviewView | undefined) => next && onChanged(next);
  return (
    <>
      {aboutMe && round === 'first' && <OperatorSide review={review} onChanged={told} />}
      {state === 'appealed' && mayScore && (
        <Deciding review={review} changed={changed} onChange={onChange} onChanged={told} />
      )}
      {mayScore && round === 'first' && <SecondReview review={review} />}
    </>
  );
}

/** What was said to it already. */
export function Said({ review }: { review: ReviewView }) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const percent = usePercent();
  const entry = (title: string, text: string, at: number | undefined) => (
    <div className={classes.answer} key={title}>
      <div className={classes.dim}>
        {title}
        {at !== undefined && ` · ${format.dateTime(at)}`}
      </div>
      <p>{text}</p>
    </div>
  );
  const { before, percent: now } = review;
  return (
    <>
      {review.reply !== undefined && entry(t('answer.reply'), review.reply, review.repliedAt)}
      {review.appeal !== undefined && entry(t('answer.appeal'), review.appeal, review.appealedAt)}
      {review.verdict !== undefined &&
        entry(
          t(`answer.${review.verdict}`, { name: review.decidedByName ?? '' }),
          review.verdictNote ?? '',
          review.decidedAt,
        )}
      {before && (
        <p className={classes.found}>
          {t('answer.before', {
            before: before.percent === null ? t('judge.noScore') : percent(before.percent),
            now: now === undefined ? t('judge.noScore') : percent(now),
          })}
        </p>
      )}
    </>
  );
}

interface PartProps {
  readonly review: ReviewView;
  readonly onChanged: (review: ReviewView | undefined) => void;
}

function OperatorSide({ review, onChanged }: PartProps) {
  const { t } = useTranslation('reviews');
  const ask = useAsk();
  const { id: reviewId } = review;
  return (
    <>
      {review.reply === undefined && (
        <Words
          label={t('answer.replyLabel')}
          verb={t('answer.replyVerb')}
          onSend={async (text) => onChanged(await ask('reviews.reply', { reviewId, text }))}
        />
      )}
      {review.state === 'published' && (
        <Words
          label={t('answer.appealLabel')}
          verb={t('answer.appealVerb')}
          onSend={async (reason) => onChanged(await ask('reviews.appeal', { reviewId, reason }))}
        />
      )}
    </>
  );
}

function Words({
  label,
  verb,
  onSend,
}: {
  label: string;
  verb: string;
  onSend: (text: string) => Promise<void>;
}) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    setBusy(true);
    await onSend(text.trim());
    setBusy(false);
  };
  return (
    <form className={classes.words} onSubmit={(event) => void send(event)}>
      <Textarea
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2_000}
        label={label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={busy} disabled={text.trim() === ''}>
        {verb}
      </Button>
    </form>
  );
}

function Deciding({
  review,
  changed,
  onChange,
  onChanged,
}: PartProps & { changed: Judgements | undefined; onChange: (on: boolean) => void }) {
  const { t } = useTranslation('reviews');
  const ask = useAsk();
  const [note, setNote] = useState('');
  const left = changed ? scoreOf(review.card, changed).open.length : 0;
  const decide = async (judgements?: Judgements) =>
    onChanged(
      await ask('reviews.decide', {
        reviewId: review.id,
        note: note.trim(),
        ...(judgements ? { judgements: { ...judgements } } : {}),
      }),
    );
  const silent = note.trim() === '';
  return (
    <div className={classes.words}>
      <Textarea
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2_000}
        label={t('answer.noteLabel')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group gap="xs">
        {changed ? (
          <>
            <Button disabled={silent || left > 0} onClick={() => void decide(changed)}>
              {t('answer.saveChange')}
            </Button>
            <Button variant="default" onClick={() => onChange(false)}>
              {t('answer.leaveAsIs')}
            </Button>
          </>
        ) : (
          <>
            <Button disabled={silent} onClick={() => void decide()}>
              {t('answer.uphold')}
            </Button>
            <Button variant="default" onClick={() => onChange(true)}>
              {t('answer.change')}
            </Button>
          </>
        )}
      </Group>
    </div>
  );
}

/** Only where people say who they are can there be two of them. */
function SecondReview({ review }: { review: ReviewView }) {
  const { t } = useTranslation('reviews');
  const ask = useAsk();
  const { data } = useAsked('reviews.choices', {});
  const [reviewerId, setReviewerId] = useState<string | null>(null);
  const others = (data?.reviewers ?? []).filter(
    ({ id }) => id !== review.reviewerId && id !== review.operatorId,
  );
  if (others.length === 0) return null;
  const send = async () => {
    if (reviewerId === null) return;
    if (await ask('reviews.second', { reviewId: review.id, reviewerId })) {
      toastDone(t('second.asked'));
      setReviewerId(null);
    }
  };
  return (
    <Group gap="xs" align="end">
      <Select
        label={t('second.label')}
        description={t('second.hint')}
        placeholder={t('second.choose')}
        data={namedOptions(others)}
        value={reviewerId}
        onChange={setReviewerId}
      />
      <Button variant="default" disabled={reviewerId === null} onClick={() => void send()}>
        {t('second.ask')}
      </Button>
    </Group>
  );
}
