import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { RecordingComment } from '../../../shared/contract/library.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useSession } from '../state/session.tsx';
import type { HeardStep, Talk } from '../state/talk-moments.ts';
import { useAsk, useUndo } from '../state/use-ask.ts';
import classes from './library.module.css';

interface MomentsProps {
  readonly recordingId: string;
  readonly talk: Talk;
  readonly atMs: number;
  readonly onPlay: (atMs: number) => void;
}

type Moment = ({ readonly kind: 'comment' } & RecordingComment) | ({ readonly kind: 'step' } & HeardStep);

/** Steps of the script and what was said about the talk, in its order; and the field for more. */
export function Moments({ recordingId, talk, atMs, onPlay }: MomentsProps) {
  const { t } = useTranslation('library');
  const moments: Moment[] = [
    ...talk.steps.map((step) => ({ kind: 'step' as const, ...step })),
    ...talk.comments.map((comment) => ({ kind: 'comment' as const, ...comment })),
  ].toSorted((one, other) => one.atMs - other.atMs);
  return (
    <section className={classes.moments} aria-label={t('moments.title')}>
      {moments.length === 0 ? (
        <p className={classes.dim}>{t('moments.empty')}</p>
      ) : (
        <ol className={classes.momentList} aria-label={t('moments.title')}>
          {moments.map((moment) => (
            <li key={moment.kind === 'step' ? moment.key : moment.id} className={classes.moment}>
              <At atMs={moment.atMs} onPlay={onPlay} />
              {moment.kind === 'step' ? (
                <span className={classes.step}>{moment.title}</span>
              ) : (
                <Comment comment={moment} />
              )}
            </li>
          ))}
        </ol>
      )}
      <NewComment recordingId={recordingId} atMs={atMs} />
    </section>
  );
}

function At({ atMs, onPlay }: { atMs: number; onPlay: (atMs: number) => void }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const time = format.duration(atMs);
  return (
    <button
      type="button"
      className={classes.at}
      aria-label={t('moments.playFrom', { time })}
      onClick={() => onPlay(atMs)}
    >
      {time}
    </button>
  );
}

function Comment({ comment }: { comment: RecordingComment }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const me = useSession((session) => session.info?.me.id);
  const ask = useAsk();
  const undo = useUndo();
  const [text, setText] = useState<string>();
  const time = format.duration(comment.atMs);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { id, version } = comment;
    if (await ask('library.editComment', { commentId: id, version, text: text?.trim() ?? '' }))
      setText(undefined);
  };
  const remove = async () =>
    undo(await ask('library.removeComment', { commentId: comment.id }), t('moments.removed'));
  if (text !== undefined) {
    return (
      <form className={classes.edit} onSubmit={(event) => void save(event)}>
        <Textarea
          autosize
          maxRows={4}
          maxLength={2_000}
          data-autofocus
          aria-label={t('moments.editOf', { time })}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="compact-sm">
          {t('moments.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setText(undefined)}>
          {t('moments.cancel')}
        </Button>
      </form>
    );
  }
  return (
    <>
      <span className={classes.said}>
        {comment.text === '' ? <em>{t('moments.mark')}</em> : comment.text}
        <span className={classes.dim}> {comment.authorName}</span>
      </span>
      {comment.authorId === me && (
        <span className={classes.verbs}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t('moments.editOf', { time })}
            title={t('moments.edit')}
            onClick={() => setText(comment.text)}
          >
            <IconPencil size={14} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t('moments.removeOf', { time })}
            title={t('moments.remove')}
            onClick={() => void remove()}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        </span>
      )}
    </>
  );
}

/** The second is taken when the first letter is typed: the talk goes on while somebody writes about it. */
function NewComment({ recordingId, atMs }: { recordingId: string; atMs: number }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const ask = useAsk();
  const [text, setText] = useState('');
  const [since, setSince] = useState<number>();
  const moment = Math.round(since ?? atMs);
  const type = (next: string) => {
    setSince(next === '' ? undefined : (since ?? atMs));
    setText(next);
  };
  const add = async (event?: FormEvent) => {
    event?.preventDefault();
    if (await ask('library.comment', { recordingId, atMs: moment, text: text.trim() })) type('');
  };
  return (
    <form className={classes.add} onSubmit={(event) => void add(event)}>
      <Textarea
        className={classes.field}
        autosize
        maxRows={3}
        maxLength={2_000}
        aria-label={t('moments.field', { time: format.duration(moment) })}
        placeholder={t('moments.field', { time: format.duration(moment) })}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void add();
        }}
      />
      <Button type="submit" variant="default">
        {text.trim() === '' ? t('moments.addMark') : t('moments.add')}
      </Button>
    </form>
  );
}
