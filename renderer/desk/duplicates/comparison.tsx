import { Button, Loader } from '@mantine/core';
import { type RefObject, useCallback, useEffect, useImperativeHandle, useState } from 'react';
import type { PairSide } from '../../../shared/contract/duplicates.ts';
import type { Output } from '../../../shared/contract/index.ts';
import {
  canBeBoth,
  disputed,
  fieldsOf,
  type Side,
  usualSide,
} from '../../../shared/domain/duplicates/unite.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, KeyHint } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import { useFailureText } from '../state/use-ask.ts';
import classes from './duplicates.module.css';
import { FieldRow } from './field-row.tsx';
import { United } from './united.tsx';
import { useDecision } from './use-decision.ts';
import { useWhy } from './why.tsx';

/** As they are written on the keyboard. */
const KEYS = { merge: 'Enter', notSame: 'N', swap: 'S', next: '↓' } as const;

export interface PairOfIds {
  readonly oneId: string;
  readonly otherId: string;
}

/** What the keys of the screen do with the pair that is shown. */
export interface Verbs {
  choose(side: Side): void;
  back(): void;
  swap(): void;
  merge(): void;
  distinguish(): void;
}

interface ComparisonProps {
  readonly pair: PairOfIds;
  readonly verbs: RefObject<Verbs | undefined>;
  readonly onDecided: () => void;
  readonly onNext: (() => void) | undefined;
}

export function Comparison({ pair, ...rest }: ComparisonProps) {
  const { t } = useTranslation('duplicates');
  const core = useCore();
  const failureText = useFailureText();
  const [found, setFound] = useState<Output<'duplicates.pair'>>();
  const [failure, setFailure] = useState<string>();
  const load = useCallback(() => {
    core.request('duplicates.pair', pair).then(
      (answer) => {
        setFound(answer);
        setFailure(undefined);
      },
      (error: unknown) => setFailure(failureText(error)),
    );
  }, [core, pair, failureText]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: by the two cards and not by the object that names them.
  useEffect(() => {
    load();
    return core.on('contacts.changed', ({ ids }) => {
      if (ids.includes(pair.oneId) || ids.includes(pair.otherId)) load();
    });
  }, [core, pair.oneId, pair.otherId]);

  if (failure !== undefined) return <EmptyState title={t('gone')} text={failure} />;
  if (found === undefined)
    return (
      <div className={classes.comparison}>
        <Loader size="sm" aria-label={t('compare')} />
      </div>
    );
  // Both became one meanwhile, here or elsewhere.
  if (found.one.contact.id === found.other.contact.id) return <EmptyState title={t('oneAlready')} />;
  return <Sides found={found} {...rest} />;
}

/** Who is known longer stays, unless somebody turns it. */
const older = (one: PairSide, other: PairSide): boolean => one.contact.createdAt <= other.contact.createdAt;

function Sides({
  found,
  verbs,
  onDecided,
  onNext,
}: Omit<ComparisonProps, 'pair'> & { found: Output<'duplicates.pair'> }) {
  const { t } = useTranslation('duplicates');
  const why = useWhy();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const may = { merge: useMay('customers.merge'), edit: useMay('customers.edit') };
  const [turned, setTurned] = useState(false);
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const [current, setCurrent] = useState(0);
  const [into, from] =
    older(found.one, found.other) === turned ? [found.other, found.one] : [found.one, found.other];
  const asked = disputed(into.contact, from.contact);
  const rest = fieldsOf(into.contact, from.contact).filter((key) => !asked.includes(key));
  const sideOf = (key: string): Side => choices[key] ?? usualSide(key, into.contact, from.contact);
  const { merge, distinguish, busy } = useDecision({ into, from, choices, onDecided });
  const unlike = into.contact.kind !== from.contact.kind;
  const mayMerge = may.merge && may.edit && !unlike && !busy;

  const choose = (key: string, side: Side) => {
    if (side !== 'both' || canBeBoth(key)) setChoices((before) => ({ ...before, [key]: side }));
  };
  const swap = () => {
    setTurned((before) => !before);
    setChoices({});
  };
  useImperativeHandle(verbs, () => ({
    choose(side) {
      const key = asked[current];
      if (key === undefined) return;
      choose(key, side);
      setCurrent(Math.min(current + 1, asked.length - 1));
    },
    back: () => setCurrent(Math.max(0, current - 1)),
    swap,
    merge: () => mayMerge && void merge(),
    distinguish: () => may.edit && !busy && void distinguish(),
  }));

  return (
    <section className={classes.comparison} aria-label={t('compare')}>
      <p className={classes.reasons}>
        {t('score', { score: found.score })}: {why(found)}
      </p>
      <div className={classes.table}>
        <div className={classes.heads}>
          <span />
          {[into, from].map(({ contact, calls, notes, tasks, people }, i) => (
            <div key={contact.id} className={classes.head}>
              <button type="button" className={classes.open} onClick={() => openContact(contact.id)}>
                {contact.name}
              </button>
              <span className={classes.stays}>{t(i === 0 ? 'stays' : 'goes')}</span>
              <span className={classes.weight}>{t('weight', { calls, notes, tasks })}</span>
              {people > 0 && <span className={classes.weight}>{t('people', { count: people })}</span>}
            </div>
          ))}
        </div>
        {asked.map((key, i) => (
          <FieldRow
            key={key}
            field={key}
            into={into.contact}
            from={from.contact}
            side={sideOf(key)}
            current={i === current}
            onFocus={() => setCurrent(i)}
            onChoose={(side) => choose(key, side)}
          />
        ))}
        <United into={into.contact} from={from.contact} />
        {rest.map((key) => (
          <FieldRow key={key} field={key} into={into.contact} from={from.contact} side={sideOf(key)} />
        ))}
      </div>
      {unlike && <p className={classes.reasons}>{t('unlike')}</p>}
      <div className={classes.verbs}>
        <Button
          disabled={!mayMerge}
          onClick={() => void merge()}
          rightSection={<KeyHint>{KEYS.merge}</KeyHint>}
        >
          {t('merge')}
        </Button>
        <Button
          variant="default"
          disabled={!may.edit || busy}
          onClick={() => void distinguish()}
          rightSection={<KeyHint>{KEYS.notSame}</KeyHint>}
        >
          {t('notSame')}
        </Button>
        <Button variant="default" onClick={swap} rightSection={<KeyHint>{KEYS.swap}</KeyHint>}>
          {t('swap')}
        </Button>
        {onNext && (
          <Button variant="subtle" onClick={onNext} rightSection={<KeyHint>{KEYS.next}</KeyHint>}>
            {t('next')}
          </Button>
        )}
      </div>
      <p className={classes.hint}>{t('keys')}</p>
    </section>
  );
}
