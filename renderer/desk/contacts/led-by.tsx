import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { useCardSlots } from './card-slots.tsx';
import classes from './timeline.module.css';

interface LedByProps {
  entry: { readonly id: string; readonly recordingId?: string | undefined };
  name: string;
  onPlay: (atMs: number) => void;
}

/** The script of the talk: folded, since the timeline is for what was agreed. */
export function LedBy({ entry, name, onPlay }: LedByProps) {
  const { t } = useTranslation('contacts');
  const { CallTalk } = useCardSlots();
  const [open, setOpen] = useState(false);
  if (!CallTalk) return null;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Chevron size={14} aria-hidden /> {t('card.script', { name })}
      </button>
      {open && <CallTalk callId={entry.id} recordingId={entry.recordingId} onPlay={onPlay} />}
    </>
  );
}
