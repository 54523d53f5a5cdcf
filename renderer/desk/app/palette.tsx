import { VisuallyHidden } from '@mantine/core';
import { Spotlight, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { memo, useEffect, useRef, useState } from 'react';
import { LANGUAGE_NAMES, LANGUAGES, useTranslation } from '../../i18n/index.ts';
import { BESIDE_CALLS, formatPhone } from '../../ui/index.ts';
import { useAgentActions } from '../agent/use-agent-actions.ts';
import { standingOf, useAgent } from '../state/agent.tsx';
import { barCall } from '../state/bar-call.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useCalls } from '../state/calls.tsx';
import { barState, companyOf, primaryCall, ringingCall } from '../state/calls-model.ts';
import { useContactSearch } from '../state/contact-search.ts';
import { isNumberLike } from '../state/dialable.ts';
import { useDialer } from '../state/dialer.tsx';
import { NAMES_SHOWN, useFoundBy } from '../state/found-by.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './palette.module.css';
import type { PaletteEntry } from './palette-entry.ts';
import { leadTo, paletteStore, passFocusOn, rememberFocus, takeFirstLine } from './palette-store.ts';
import type { Command } from './shortcuts.ts';
import { useListEntries } from './use-list-entries.ts';
import { useScreenEntries } from './use-screen-entries.ts';

const SHOWN = 8;

/** Ctrl+K: any customer, any number, any command, in the words of the screen. */
export const Palette = memo(function Palette({ run }: { run: (command: Command) => void }) {
  const { t } = useTranslation('common');
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      clearQueryOnClose
      shortcut={null}
      returnFocus={false}
      onSpotlightOpen={rememberFocus}
      onSpotlightClose={passFocusOn}
      scrollable
      maxHeight={420}
      // Below the bar and without a veil: a call that comes in meanwhile must be seen.
      yOffset={BESIDE_CALLS.yOffset}
      attributes={{ content: { 'aria-label': t('palette.placeholder') } }}
      classNames={{ action: classes.action }}
      overlayProps={{ backgroundOpacity: 0.12, blur: 0 }}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        <Entries query={query} run={run} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
});

/** Made only while the palette is open: they hang on each call. */
function Entries({ query, run }: { query: string; run: (command: Command) => void }) {
  const { t } = useTranslation('common');
  const { customers, isNamed } = useCustomerEntries(query);
  const number = useNumberEntry(query);
  const commands = useCommandEntries(run).filter((entry) => fits(entry.label, query));
  // Enter takes the first line. Digits look for a customer and must not call a stranger by the way; a word that is
  // in nobody's name ("training", a tag of many) means the command.
  const groups = [
    { name: 'customers', entries: customers },
    { name: 'commands', entries: number ? [number, ...commands] : commands },
  ] as const;
  const shown = (isNamed || number ? groups : [...groups].reverse()).filter(
    ({ entries }) => entries.length > 0,
  );
  const lines = useRef<HTMLDivElement>(null);
  const answer = [query, ...customers.map(({ id }) => id)].join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: by the question and its answer, not by a command that a ring adds.
  useEffect(() => takeFirstLine(lines.current), [answer]);
  return (
    <div ref={lines}>
      {shown.map(({ name, entries }) => (
        <Spotlight.ActionsGroup key={name} label={t(`palette.${name}`)}>
          {entries.map((entry) => (
            <PaletteAction key={entry.id} entry={entry} />
          ))}
        </Spotlight.ActionsGroup>
      ))}
      <MarkedLine entries={shown.flatMap(({ entries }) => entries)} />
      {shown.length === 0 && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
    </div>
  );
}

/** What Enter would take, for a screen reader: the cursor stays in the field, and the kit marks the line for the eye alone. */
function MarkedLine({ entries }: { entries: readonly PaletteEntry[] }) {
  const { selected } = useSpotlight(paletteStore);
  const marked = entries[selected];
  return (
    <VisuallyHidden role="status">
      {[marked?.label, marked?.description].filter(Boolean).join(', ')}
    </VisuallyHidden>
  );
}

function PaletteAction({ entry }: { entry: PaletteEntry }) {
  const run = () => {
    entry.run();
    leadTo(entry.leadsTo);
  };
  return <Spotlight.Action label={entry.label} description={entry.description ?? ''} onClick={run} />;
}

const fits = (label: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.toLowerCase().includes(word));

function useCustomerEntries(query: string): { customers: PaletteEntry[]; isNamed: boolean } {
  const found = useContactSearch(query, SHOWN);
  const foundBy = useFoundBy();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const customers = found.map((row) => ({
    id: row.id,
    label: row.name,
    description: [
      foundBy(row),
      row.organisationName,
      row.phoneDisplay ?? (row.phone && formatPhone(row.phone)),
    ]
      .filter(Boolean)
      .join(' · '),
    run: () => openContact(row.id),
    leadsTo: 'pane' as const,
  }));
  const isNamed = found.some(({ hits }) => hits?.some(({ field }) => NAMES_SHOWN.has(field)));
  return { customers, isNamed };
}

function useNumberEntry(query: string): PaletteEntry | undefined {
  const { t } = useTranslation('common');
  const { dial } = useCallActions();
  const number = query.trim();
  if (!isNumberLike(number)) return undefined;
  return {
    id: 'number',
    label: t('palette.callNumber', { number: formatPhone(number) }),
    run: () => void dial({ number }),
  };
}

function useCommandEntries(run: (command: Command) => void): PaletteEntry[] {
  const { t, i18n } = useTranslation('common');
  const ask = useAsk();
  const newContact = useNavigation((navigation) => navigation.newContact);
  const primary = useCalls(primaryCall)?.call;
  const ringing = useCalls((calls) => ringingCall(calls) !== undefined);
  const dialer = useDialer((state) => state.dialer);
  const bar = useCalls((calls) => barState(barCall(calls, dialer)));
  const onCall = (
    label: string,
    kind:
      | 'answer'
      | 'decline'
      | 'mute'
      | 'hold'
      | 'hangUp'
      | 'save'
      | 'handOver'
      | 'together'
      | 'back'
      | 'voicemail',
  ): PaletteEntry => ({
    id: kind,
    label,
    run: () => run({ kind }),
  });
  const company = useCalls(companyOf);
  const screens = useScreenEntries();
  const mayCreate = useMay('customers.create');
  const listEntries = useListEntries(run, bar === 'free');
  const agent = useAgent((state) => state);
  const { redial } = useCallActions();
  const { setDoNotDisturb, makeAvailable } = useAgentActions();
  const standingEntries = (): PaletteEntry[] => [
    { id: 'state', label: t('palette.state'), run: () => run({ kind: 'state' }) },
    { id: 'colleagues', label: t('palette.colleagues'), run: () => run({ kind: 'colleagues' }) },
    ...(agent && standingOf(agent) !== 'available'
      ? [{ id: 'available', label: t('palette.available'), run: () => void makeAvailable(agent) }]
      : []),
    ...(agent?.doNotDisturb
      ? []
      : [{ id: 'doNotDisturb', label: t('palette.doNotDisturb'), run: () => void setDoNotDisturb(true) }]),
    ...(agent?.can.voicemail ? [onCall(t('palette.voicemail'), 'voicemail')] : []),
  ];
  const call: PaletteEntry[] = [];
  if (ringing) call.push(onCall(t('palette.answer'), 'answer'), onCall(t('palette.decline'), 'decline'));
  if (bar === 'talking' && primary) {
    call.push(onCall(primary.muted ? t('palette.unmute') : t('palette.mute'), 'mute'));
    call.push(onCall(primary.hold.operator ? t('palette.resume') : t('palette.hold'), 'hold'));
  }
  if (company === 'conference') call.push(onCall(t('palette.split'), 'together'));
  if (company === 'pair' || company === 'consult') {
    call.push(onCall(t('palette.handOver'), 'handOver'), onCall(t('palette.together'), 'together'));
  }
  if (company === 'consult') call.push(onCall(t('palette.back'), 'back'));
  if (bar === 'talking' || bar === 'dialing') call.push(onCall(t('palette.hangUp'), 'hangUp'));
  if (bar === 'wrapUp') call.push(onCall(t('palette.save'), 'save'));
  return [
    ...call,
    ...listEntries,
    ...screens,
    ...(bar === 'free' ? [{ id: 'redial', label: t('palette.redial'), run: () => void redial() }] : []),
    ...(agent ? standingEntries() : []),
    ...(mayCreate
      ? [{ id: 'new', label: t('palette.newCustomer'), run: () => newContact(), leadsTo: 'pane' as const }]
      : []),
    { id: 'keys', label: t('palette.keys'), run: () => run({ kind: 'help' }) },
    ...LANGUAGES.filter((language) => language !== i18n.language).map((language) => ({
      id: language,
      label: t('palette.language', { name: LANGUAGE_NAMES[language] }),
      run: () => void ask('settings.save', { language }),
    })),
    { id: 'light', label: t('palette.themeLight'), run: () => void ask('settings.save', { theme: 'light' }) },
    { id: 'dark', label: t('palette.themeDark'), run: () => void ask('settings.save', { theme: 'dark' }) },
    {
      id: 'system',
      label: t('palette.themeSystem'),
      run: () => void ask('settings.save', { theme: 'system' }),
    },
  ];
}
