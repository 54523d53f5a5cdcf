import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { LiveCall } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState } from '../../ui/index.ts';
import { MatchList } from '../calls/match-list.tsx';
import { CardSlotsContext } from '../contacts/card-slots.tsx';
import { ContactCard } from '../contacts/contact-card.tsx';
import { ContactEditor } from '../contacts/contact-editor.tsx';
import { UnknownCaller } from '../contacts/unknown-caller.tsx';
import { useCallTitle } from '../state/caller.ts';
import { useCard } from '../state/cards.tsx';
import { type Opened, useNavigation } from '../state/navigation.tsx';
import { CARD_SLOTS } from './card-parts.ts';
import { LoggedCall } from './logged-call.tsx';
import classes from './pane.module.css';
import type { PaneContent } from './pane-model.ts';
import { usePaintMark } from './use-paint-mark.ts';

type Shown = Exclude<PaneContent, { kind: 'none' }>;

/** Beside the work: who the call is with, or what was opened. */
export function Pane({ content }: { content: Shown }) {
  if (content.kind === 'liveCall') return <LivePane key={content.live.call.id} live={content.live} />;
  return (
    <div className={classes.pane}>
      {content.behind && <BackToCall live={content.behind} />}
      <div className={classes.body}>
        <OpenedPane opened={content.opened} />
      </div>
    </div>
  );
}

function LivePane({ live }: { live: LiveCall }) {
  const { call } = live;
  usePaintMark(call);
  return (
    <div className={classes.pane}>
      <MatchList call={call} />
      <div className={classes.body}>
        {call.contactId === undefined ? (
          <UnknownCaller call={call} />
        ) : (
          <CardPane
            id={call.contactId}
            askMissing={call.state === 'ended' && call.answeredAt !== undefined}
          />
        )}
      </div>
    </div>
  );
}

function OpenedPane({ opened }: { opened: Opened }) {
  const closePane = useNavigation((navigation) => navigation.closePane);
  switch (opened.kind) {
    case 'contact':
      return <CardPane key={opened.id} id={opened.id} onClose={closePane} />;
    case 'call':
      return <LoggedCall key={opened.id} callId={opened.id} atMs={opened.atMs} onClose={closePane} />;
    case 'newContact':
      return <ContactEditor start={opened} onDone={closePane} />;
  }
}

function CardPane({
  id,
  askMissing = false,
  onClose,
}: {
  id: string;
  askMissing?: boolean;
  onClose?: () => void;
}) {
  const { t } = useTranslation(['contacts', 'errors', 'common']);
  const { card, failure } = useCard(id);
  if (card) {
    return (
      <CardSlotsContext value={CARD_SLOTS}>
        <ContactCard card={card} askMissing={askMissing} onClose={onClose} />
      </CardSlotsContext>
    );
  }
  if (!failure) return null;
  return (
    <EmptyState
      title={t('card.gone')}
      text={t(`errors:${failure}`)}
      {...(onClose ? { action: <Button onClick={onClose}>{t('common:close')}</Button> } : {})}
    />
  );
}

function BackToCall({ live }: { live: LiveCall }) {
  const { t } = useTranslation('contacts');
  const title = useCallTitle();
  const showCall = useNavigation((navigation) => navigation.showCall);
  return (
    <div className={classes.back}>
      <Button variant="subtle" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={showCall}>
        {t('card.backToCall', { name: title(live.call) })}
      </Button>
    </div>
  );
}
