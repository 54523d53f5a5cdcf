import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { RESOLVE_REASONS, type ResolveReason } from '../../../shared/domain/missed/entry.ts';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { isTextField } from '../state/typing.ts';
import classes from './missed.module.css';

interface ResolvePanelProps {
  name: string;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  onResolve: (reason: ResolveReason, note: string) => void;
}

/** Off the queue with a reason: a digit chooses it, and the last one asks for words. */
export function ResolvePanel({ name, opened, onOpened, onResolve }: ResolvePanelProps) {
  const { t } = useTranslation('missed');
  return (
    <Popover
      opened={opened}
      onDismiss={() => onOpened(false)}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('resolve', { name })}
          title={t('resolve', { name })}
          onClick={() => onOpened(!opened)}
        >
          <IconCheck size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('resolveTitle')}>
        <Reasons
          onChoose={(reason, note) => {
            onOpened(false);
            onResolve(reason, note);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function Reasons({ onChoose }: { onChoose: (reason: ResolveReason, note: string) => void }) {
  const { t } = useTranslation('missed');
  const [writing, setWriting] = useState(false);
  const choose = (reason: ResolveReason) => (reason === 'other' ? setWriting(true) : onChoose(reason, ''));
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTextField(document.activeElement)) return;
    const reason = RESOLVE_REASONS[Number(event.key) - 1];
    if (!reason) return;
    event.preventDefault();
    event.stopPropagation();
    choose(reason);
  };
  if (writing) return <OwnWords onSay={(note) => onChoose('other', note)} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what its buttons did not want.
    <div className={classes.reasons} onKeyDown={onKeyDown}>
      <strong>{t('resolveTitle')}</strong>
      {RESOLVE_REASONS.map((reason, index) => (
        <Button
          key={reason}
          variant="default"
          justify="flex-start"
          data-autofocus={index === 0 || undefined}
          aria-keyshortcuts={String(index + 1)}
          leftSection={<KeyHint>{String(index + 1)}</KeyHint>}
          onClick={() => choose(reason)}
        >
          {t(`reason.${reason}`)}
        </Button>
      ))}
    </div>
  );
}

function OwnWords({ onSay }: { onSay: (note: string) => void }) {
  const { t } = useTranslation('missed');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() === '') setMissing(true);
    else onSay(note.trim());
  };
  return (
    <form className={classes.reasons} aria-label={t('resolveTitle')} onSubmit={submit}>
      <TextInput
        ref={(input) => input?.focus()}
        label={t('note')}
        value={note}
        maxLength={300}
        error={missing && note.trim() === '' ? t('noteMissing') : undefined}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit">{t('resolveDo')}</Button>
    </form>
  );
}
