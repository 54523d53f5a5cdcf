import { Popover, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { findOutcome } from '../../../shared/domain/outcome/tree.ts';
import {
  stepQuickTime,
  suggestQuickTimes,
  writeQuickTime,
} from '../../../shared/domain/schedule/quick-steps.ts';
import { readQuickTime } from '../../../shared/domain/schedule/quick-time.ts';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { FOCUS } from '../state/bar-ui.tsx';
import { useCustomerZone } from '../state/customer-zone.ts';
import { useOutcomes } from '../state/outcomes.tsx';
import { draftOf, useWrapUps } from '../state/wrap-up.tsx';
import { NextCallDetails } from './next-call-details.tsx';
import classes from './wrap-up.module.css';

const KEY = 'P';

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 1, PageDown: -1 };

/** When to call again: typed as one says it, understood at each letter; arrows move it. */
export function NextCallField({ call }: { call: CallView }) {
  const { t, i18n } = useTranslation('outcomes');
  const zone = useCustomerZone(call);
  const tree = useOutcomes();
  const drafts = useWrapUps((wrapUps) => wrapUps.drafts);
  const edit = useWrapUps((wrapUps) => wrapUps.edit);
  const keep = useWrapUps((wrapUps) => wrapUps.keep);
  const draft = useMemo(() => draftOf({ drafts }, call), [drafts, call]);
  const [open, setOpen] = useState(false);
  const dropdown = useRef<HTMLDivElement>(null);
  const { followUp } = draft;
  const asked = findOutcome(tree, draft.outcome)?.consequences.promise === 'required';

  const setText = (text: string) => {
    const found = readQuickTime(text, { now: Date.now(), zone });
    const dueAt = 'at' in found ? found.at : undefined;
    const empty = text.trim() === '';
    edit(call, { followUp: empty ? undefined : { text, dueAt, zone, title: followUp?.title } });
  };
  const setMoment = (at: number) =>
    edit(call, {
      followUp: {
        text: writeQuickTime(at, { now: Date.now(), zone }, i18n.language),
        dueAt: at,
        zone,
        title: followUp?.title,
      },
    });
  // Read again when it is known where the customer is: the same words mean another moment there.
  const read = useRef(zone);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the zone makes it read again, typing does so itself.
  useEffect(() => {
    if (followUp && read.current !== zone && followUp.zone !== zone) setText(followUp.text);
    read.current = zone;
  }, [zone]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const direction = STEPS[event.key];
    if (direction !== undefined) {
      event.preventDefault();
      const setting = { now: Date.now(), zone };
      const step = event.key.startsWith('Page') ? 'day' : event.shiftKey ? 'hour' : 'quarter';
      const first = suggestQuickTimes(setting)[0]?.at;
      const next =
        followUp?.dueAt === undefined ? first : stepQuickTime(followUp.dueAt, step, direction, setting);
      if (next !== undefined) setMoment(next);
    } else if (event.key === 'Enter' || event.key === 'Escape') {
      // Out of the field, so that digits choose again; F2 saves from here as well.
      event.preventDefault();
      event.currentTarget.blur();
    }
  };
  const left = (to: EventTarget | null) => {
    void keep(call.id);
    if (!(to instanceof Node && dropdown.current?.contains(to))) setOpen(false);
  };
  return (
    // In its place in the page and not at its end: Tab leads from the moment to what is to be done, and on to Save.
    <Popover
      opened={open}
      position="bottom-end"
      shadow="md"
      width={360}
      trapFocus={false}
      withRoles={false}
      withinPortal={false}
    >
      <Popover.Target>
        <TextInput
          id={FOCUS.nextCall}
          className={classes.nextCall}
          size="sm"
          aria-label={t('next.label')}
          aria-keyshortcuts="P Alt+P"
          aria-invalid={followUp !== undefined && followUp.dueAt === undefined}
          data-asked={asked && followUp === undefined}
          placeholder={t('next.placeholder')}
          value={followUp?.text ?? ''}
          maxLength={60}
          autoComplete="off"
          rightSection={<KeyHint>{KEY}</KeyHint>}
          rightSectionPointerEvents="none"
          onFocus={() => setOpen(true)}
          onBlur={(event) => left(event.relatedTarget)}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </Popover.Target>
      <Popover.Dropdown ref={dropdown} onBlur={(event) => left(event.relatedTarget)}>
        <NextCallDetails call={call} zone={zone} followUp={followUp} onMoment={setMoment} />
      </Popover.Dropdown>
    </Popover>
  );
}
