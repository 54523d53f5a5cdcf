import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReviewTask } from '../../../shared/contract/reviews.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Screen } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import { useAsk } from '../state/use-ask.ts';
import { Agreement } from './agreement.tsx';
import { Published } from './published.tsx';
import { Queue } from './queue.tsx';
import { Scorecards } from './scorecards/scorecards.tsx';
import { Trends } from './trends.tsx';
import { type Player, Workspace } from './workspace.tsx';

const TABS = ['queue', 'published', 'trends', 'agreement', 'scorecards'] as const;
type Tab = (typeof TABS)[number];

/** `rest`: what of the queue comes after it. */
interface Opened {
  readonly reviewId: string;
  readonly rest: readonly ReviewTask[];
}

/** The quality of talks: what waits to be reviewed, what was found, who needs help with what, and by what it is judged. */
export function ReviewsScreen({ player }: { player: Player }) {
  const { t } = useTranslation('reviews');
  const ask = useAsk();
  const mayScore = useMay('reviews.score');
  const mayEdit = useMay('scorecards.edit');
  const tabs = TABS.filter((tab) =>
    tab === 'scorecards' ? mayEdit : mayScore || tab === 'published' || tab === 'trends',
  );
  const [tab, setTab] = useState<Tab>(mayScore ? 'queue' : 'published');
  const [opened, setOpened] = useState<Opened>();
  const chosenTab = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  // Who comes back by the keyboard stands at the part that was left, not at the top of the page.
  useEffect(() => {
    if (wasOpen.current && !opened) chosenTab.current?.querySelector<HTMLElement>('input:checked')?.focus();
    wasOpen.current = opened !== undefined;
  }, [opened]);
  const begin = useCallback(
    async (recordingId: string, rest: readonly ReviewTask[] = []) => {
      const begun = await ask('reviews.begin', { recordingId });
      if (begun) setOpened({ reviewId: begun.reviewId, rest });
    },
    [ask],
  );
  useAskedReview((recordingId) => void begin(recordingId), setOpened);
  const close = () => setOpened(undefined);
  const [next, ...rest] = opened?.rest ?? [];
  if (opened)
    return (
      <Screen
        flush
        title={t('title')}
        aside={
          <Button variant="subtle" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={close}>
            {t('workspace.back')}
          </Button>
        }
      >
        <Workspace
          key={opened.reviewId}
          reviewId={opened.reviewId}
          player={player}
          onNext={next && (() => void begin(next.recordingId, rest))}
          onClose={close}
        />
      </Screen>
    );
  const open = (reviewId: string) => setOpened({ reviewId, rest: [] });
  const chooser = (
    <SegmentedControl
      ref={chosenTab}
      size="xs"
      aria-label={t('tabs')}
      data={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))}
      value={tab}
      onChange={(value) => setTab(value as Tab)}
    />
  );
  switch (tab) {
    case 'queue':
      return <Queue tabs={chooser} onOpen={open} onBegin={(id, after) => void begin(id, after)} />;
    case 'published':
      return <Published tabs={chooser} onOpen={open} />;
    case 'trends':
      return <Trends tabs={chooser} onOpen={open} />;
    case 'agreement':
      return <Agreement tabs={chooser} />;
    case 'scorecards':
      return <Scorecards tabs={chooser} />;
  }
}

/** Somebody chose a talk elsewhere: what was published of it, or a review that begins. */
function useAskedReview(begin: (recordingId: string) => void, open: (opened: Opened) => void): void {
  const core = useCore();
  const mayScore = useMay('reviews.score');
  const asked = useNavigation((navigation) => navigation.review);
  const reviewOpened = useNavigation((navigation) => navigation.reviewOpened);
  useEffect(() => {
    if (!asked) return;
    reviewOpened();
    const { recordingId } = asked;
    core.request('reviews.ofRecording', { recordingId }).then(
      ({ reviewId }) => {
        if (reviewId !== undefined) open({ reviewId, rest: [] });
        else if (mayScore) begin(recordingId);
      },
      () => undefined,
    );
  }, [core, asked, mayScore, reviewOpened, begin, open]);
}
