import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { writeQuickTime } from '../../../shared/domain/schedule/quick-steps.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './call-details.module.css';
import { CorrectionEffects } from './correction-effects.tsx';
import { Understood } from './next-call-details.tsx';
import { useCorrection } from './use-correction.ts';
import { useOutcomeChoices } from './use-outcome-choices.ts';

/** Says later how a call ended after all, and shows what that changes before it is saved. */
export function CorrectOutcome({ call, onDone }: { call: CallView; onDone: () => void }) {
  const { t, i18n } = useTranslation(['outcomes', 'common', 'calls']);
  const choices = useOutcomeChoices(call.outcome);
  const correction = useCorrection(call);
  const [busy, setBusy] = useState(false);
  const { draft, edit, zone, standing, followUp, ready } = correction;
  const promised = standing?.before.promise;
  const written = promised?.open
    ? writeQuickTime(promised.dueAt, { now: Date.now(), zone: promised.zone }, i18n.language)
    : '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !ready) return;
    setBusy(true);
    const saved = await correction.save();
    setBusy(false);
    if (saved) onDone();
  };
  return (
    <form
      className={classes.correction}
      aria-label={t('correct.title')}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <Select
        label={t('title')}
        data={choices}
        searchable
        clearable
        // Who came by the keyboard goes on by it; the list opens by the arrow.
        autoFocus
        openOnFocus={false}
        placeholder={t('correct.none')}
        value={draft.outcome ?? null}
        onChange={(outcome) => edit({ outcome: outcome ?? undefined })}
      />
      <TextInput
        label={t('next.label')}
        placeholder={t('next.placeholder')}
        value={draft.text ?? written}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => edit({ text: event.currentTarget.value })}
      />
      {followUp && (
        <div className={classes.understood} role="status">
          <Understood call={call} followUp={followUp} zone={zone} />
        </div>
      )}
      <Textarea
        label={t('calls:detail.note')}
        autosize
        minRows={2}
        maxRows={8}
        value={draft.note}
        maxLength={10_000}
        onChange={(event) => edit({ note: event.currentTarget.value })}
      />
      <CorrectionEffects correction={correction} />
      <div className={classes.verbs}>
        <Button type="submit" loading={busy} disabled={!ready}>
          {t('correct.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
