import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { LibraryRow } from '../../../shared/contract/library.ts';
import type { ReviewView } from '../../../shared/contract/reviews.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useTalk } from '../state/talk-moments.ts';
import { useFailureText } from '../state/use-ask.ts';
import { ReviewPane } from './review-pane.tsx';
import classes from './reviews.module.css';

/** What the player is told; who puts the desk together brings it. */
export interface PlayerProps {
  readonly row: LibraryRow;
  readonly from: { readonly ms: number } | undefined;
  readonly onAt: (atMs: number) => void;
}
export type Player = (props: PlayerProps) => ReactNode;

interface WorkspaceProps {
  readonly reviewId: string;
  readonly player: Player;
  readonly onNext?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** A talk and its review, side by side. */
export function Workspace({ reviewId, player, onNext, onClose }: WorkspaceProps) {
  const { t } = useTranslation(['reviews', 'common']);
  const core = useCore();
  const failureText = useFailureText();
  const [review, setReview] = useState<ReviewView>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    let late = false;
    core.request('reviews.get', { reviewId }).then(
      (found) => late || setReview(found),
      (error: unknown) => late || setFailure(error),
    );
    return () => {
      late = true;
    };
  }, [core, reviewId]);
  if (failure !== undefined)
    return (
      <EmptyState
        title={failureText(failure)}
        action={<Button onClick={onClose}>{t('workspace.back')}</Button>}
      />
    );
  if (!review) return null;
  return (
    <Open
      // A published one is another thing than the draft it was.
      key={`${review.id} ${review.mine}`}
      review={review}
      player={player}
      onChanged={setReview}
      onNext={onNext}
      onClose={onClose}
    />
  );
}

function Open({
  review,
  player,
  onChanged,
  onNext,
  onClose,
}: Omit<WorkspaceProps, 'reviewId'> & { review: ReviewView; onChanged: (review: ReviewView) => void }) {
  const { t } = useTranslation('reviews');
  const row = useRow(review.recordingId);
  const talk = useTalk(review.recordingId, review.callId);
  const at = useRef(0);
  const [from, setFrom] = useState<{ ms: number }>();
  const onAt = useCallback((atMs: number) => {
    at.current = atMs;
  }, []);
  const play = useCallback((ms: number) => setFrom({ ms }), []);
  const body = useRef<HTMLDivElement>(null);
  // Who opened it wants to judge: the first that is open has the keys.
  useEffect(() => {
    const rows = body.current;
    (
      rows?.querySelector<HTMLElement>('[data-criterion][data-open="true"]') ??
      rows?.querySelector<HTMLElement>('[data-criterion]')
    )?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={classes.workspace} ref={body}>
      <div className={classes.sound}>
        {row === undefined ? null : row === 'none' ? (
          <p className={classes.dim}>{t('workspace.noSound')}</p>
        ) : (
          player({ row, from, onAt })
        )}
      </div>
      <ReviewPane
        review={review}
        steps={talk.steps}
        atMs={row === 'none' ? undefined : () => at.current}
        onPlay={row === 'none' ? undefined : play}
        onChanged={onChanged}
        onNext={onNext}
        onDone={onClose}
      />
    </div>
  );
}

/** `none`: the recording is gone, or is not for this listener; the review can be read all the same. */
function useRow(recordingId: string): LibraryRow | 'none' | undefined {
  const core = useCore();
  const [row, setRow] = useState<LibraryRow | 'none'>();
  useEffect(() => {
    let late = false;
    core.request('library.get', { recordingId }).then(
      (found) => late || setRow(found.row),
      () => late || setRow('none'),
    );
    return () => {
      late = true;
    };
  }, [core, recordingId]);
  return row;
}
