import { Button, NumberInput, SegmentedControl, Textarea } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useId, useRef, useState } from 'react';
import type { Contact } from '../../../shared/contract/contacts.ts';
import { ENCOUNTER_KINDS, type EncounterKind } from '../../../shared/domain/goods/kinds.ts';
import { wallClock } from '../../../shared/domain/schedule/day.ts';
import { useTranslation } from '../../i18n/index.ts';
import { FOCUS } from '../state/bar-ui.tsx';
import { focusPart } from '../state/parts.ts';
import { useSensitiveField } from '../state/sensitive.tsx';
import { useSession } from '../state/session.tsx';
import { useGoods } from './goods/use-goods.ts';
import classes from './timeline.module.css';
import { useContactChanges } from './use-contact-changes.ts';

type What = 'note' | EncounterKind;

/** Both sides can begin these; to a visit it makes no difference. */
const HAS_WAY: ReadonlySet<What> = new Set(['letter', 'email', 'message', 'call']);
const HAS_MINUTES: ReadonlySet<What> = new Set(['visit', 'meeting', 'call']);

/** What happened past this program's telephone, in one line: a note, a visit, a letter. Ctrl+Enter saves. */
export function HistoryEntry({ contact }: { contact: Contact }) {
  const { t } = useTranslation(['contacts', 'common']);
  const { addNote } = useContactChanges(contact);
  const { add } = useGoods(contact.id);
  const sensitive = useSensitiveField('note');
  const [text, setText] = useState('');
  const [what, setWhat] = useState<What>('note');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const [minutes, setMinutes] = useState<number | ''>('');
  const [direction, setDirection] = useState<'inbound' | 'outbound'>('outbound');
  const entry = useRef<HTMLTextAreaElement>(null);
  const zone = useSession((session) => session.settings?.zone) ?? 'UTC';
  const ready = text.trim() !== '';

  const save = async () => {
    if (!ready) return;
    const saved =
      what === 'note'
        ? await addNote(text.trim())
        : await add(
            {
              of: 'encounter',
              fields: {
                kind: what,
                at: at === null ? Date.now() : wallClock(at.slice(0, 10), at.slice(11, 16), zone),
                text: text.trim(),
                ...(HAS_MINUTES.has(what) && minutes !== '' ? { minutes } : {}),
                ...(HAS_WAY.has(what) ? { direction } : {}),
              },
            },
            t(`encounter.${what}`),
          );
    if (!saved) return;
    setText('');
    setAt(null);
    setMinutes('');
    setWhat('note');
    setOpen(false);
  };

  return (
    <div className={classes.entryForm} {...sensitive}>
      <div className={classes.entryRow}>
        <Textarea
          ref={entry}
          id={FOCUS.cardNote}
          className={classes.entryText}
          aria-label={what === 'note' ? t('card.addNote') : t(`encounter.${what}`)}
          placeholder={t('history.add')}
          value={text}
          classNames={{ input: classes.noteInput }}
          rows={1}
          maxLength={10_000}
          onFocus={() => setOpen(true)}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
            if (!saves && event.key !== 'Escape') return;
            event.preventDefault();
            if (saves) return void save();
            // Out of the field: letters are keys again, and the next Escape closes the card.
            event.currentTarget.blur();
            focusPart('pane');
            if (!ready) setOpen(false);
          }}
        />
        {ready && <Button onClick={() => void save()}>{t('common:save')}</Button>}
      </div>
      {/* Seven choices are dear to paint, and a card at the ring has no time for them. */}
      {open && (
        <div className={classes.entryRow}>
          <KindChoice value={what} onChange={setWhat} onPointed={() => entry.current?.focus()} />
          {HAS_WAY.has(what) && (
            <SegmentedControl
              size="xs"
              aria-label={t('history.way')}
              data={(['outbound', 'inbound'] as const).map((value) => ({
                value,
                label: t(`encounterWay.${value}`),
              }))}
              value={direction}
              onChange={setDirection}
            />
          )}
          {what !== 'note' && (
            <DateTimePicker
              size="xs"
              className={classes.entryWhen}
              aria-label={t('history.when')}
              placeholder={t('history.now')}
              valueFormat="DD.MM.YYYY HH:mm"
              clearable
              value={at}
              onChange={setAt}
            />
          )}
          {HAS_MINUTES.has(what) && (
            <NumberInput
              size="xs"
              className={classes.entryMinutes}
              aria-label={t('history.minutes')}
              placeholder={t('history.minutes')}
              min={0}
              max={1440}
              allowDecimal={false}
              value={minutes}
              onChange={(value) => setMinutes(typeof value === 'number' ? value : '')}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** A row of choices that breaks where a segmented control would be cut off: seven words are long in some languages. */
function KindChoice({
  value,
  onChange,
  onPointed,
}: {
  value: What;
  onChange: (what: What) => void;
  /** Chosen with the mouse: what is written next is the text. With arrows one may want to go on to another. */
  onPointed: () => void;
}) {
  const { t } = useTranslation('contacts');
  const name = useId();
  const pointed = useRef(false);
  return (
    <fieldset className={classes.kinds} aria-label={t('history.what')}>
      {(['note', ...ENCOUNTER_KINDS] as const).map((kind) => (
        <label
          key={kind}
          className={classes.kind}
          data-checked={kind === value}
          onPointerDown={() => {
            pointed.current = true;
          }}
        >
          <input
            type="radio"
            className={classes.radio}
            name={name}
            checked={kind === value}
            onKeyDown={() => {
              pointed.current = false;
            }}
            onChange={() => {
              onChange(kind);
              if (pointed.current) onPointed();
              pointed.current = false;
            }}
          />
          {t(`encounter.${kind}`)}
        </label>
      ))}
    </fieldset>
  );
}
