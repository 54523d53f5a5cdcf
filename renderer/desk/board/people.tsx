import { ActionIcon } from '@mantine/core';
import { IconEar, IconMessage2, IconUsersGroup } from '@tabler/icons-react';
import { type KeyboardEvent, memo } from 'react';
import { type Board, type BoardRow, LISTEN_WAYS, type ListenWay } from '../../../shared/contract/board.ts';
import { isOver } from '../../../shared/domain/board/rows.ts';
import { useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import classes from './board.module.css';
import { OverMark, StateWord } from './state-word.tsx';
import { Timer } from './timer.tsx';
import { useListen } from './use-listen.ts';

const ICONS: Readonly<Record<ListenWay, typeof IconEar>> = {
  listen: IconEar,
  whisper: IconMessage2,
  join: IconUsersGroup,
};
/** By the place of the key, whatever alphabet the keyboard is switched to. */
const WAY_OF_KEY: Readonly<Record<string, ListenWay>> = { KeyL: 'listen', KeyW: 'whisper', KeyJ: 'join' };

interface PeopleProps {
  board: Board;
  now: number;
}

/** Everybody of whom anything is known, by name: nobody changes places because something happened. */
export function People({ board, now }: PeopleProps) {
  const { t } = useTranslation('board');
  const may = useMay('board.listen');
  const ways = may ? LISTEN_WAYS.filter((way) => board.can[way]) : [];
  const withQueues = board.people.some(({ queues }) => queues.length > 0);
  return (
    <table className={classes.people} aria-label={t('people')}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col" className={classes.number}>
            {t('column.time')}
          </th>
          <th scope="col">{t('column.with')}</th>
          {withQueues && <th scope="col">{t('column.queues')}</th>}
          {ways.length > 0 && <th scope="col" aria-label={t('column.verbs')} />}
        </tr>
      </thead>
      <tbody onKeyDown={moveFocus}>
        {board.people.map((row) => (
          <Row
            key={row.id}
            // By value: of hundreds of people one or two changed.
            text={JSON.stringify(row)}
            over={isOver(row, now)}
            withQueues={withQueues}
            ways={ways.join()}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  text: string;
  over: boolean;
  withQueues: boolean;
  ways: string;
}

const Row = memo(function Row({ text, over, withQueues, ways }: RowProps) {
  const { t } = useTranslation('board');
  const row = JSON.parse(text) as BoardRow;
  const openContact = useNavigation((navigation) => navigation.openContact);
  const listen = useListen();
  const inTalk = row.state === 'talking' || row.state === 'onHold';
  const offered =
    inTalk && row.extension !== undefined && ways !== '' ? (ways.split(',') as ListenWay[]) : [];
  const { contactId } = row;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const way = WAY_OF_KEY[event.code];
    if (way === undefined || !offered.includes(way)) return;
    event.preventDefault();
    void listen(row, way);
  };
  return (
    <tr data-over={over || undefined} onKeyDown={onKeyDown}>
      <th scope="row" className={classes.name}>
        <button
          type="button"
          data-row
          className={classes.nameButton}
          aria-keyshortcuts={offered.length > 0 ? 'L W J' : undefined}
          aria-disabled={contactId === undefined}
          title={row.name}
          onClick={() => contactId !== undefined && openContact(contactId)}
        >
          <span className={classes.nameText}>{row.name}</span>
          {row.extension !== undefined && row.extension !== row.name && (
            <span className={classes.dim}>{row.extension}</span>
          )}
        </button>
      </th>
      <td>
        <StateWord state={row.state} />
      </td>
      <td className={classes.number}>{row.since !== undefined && <Timer since={row.since} />}</td>
      <td>
        <span className={classes.withCell}>
          {over && <OverMark />}
          <With row={row} />
        </span>
      </td>
      {withQueues && <td className={classes.dim}>{row.queues.join(', ')}</td>}
      {ways !== '' && (
        <td className={classes.verbs}>
          {offered.map((way) => {
            const Icon = ICONS[way];
            return (
              <ActionIcon
                key={way}
                variant="subtle"
                color="gray"
                size={26}
                aria-label={t(`verb.${way}`, { name: row.name })}
                title={t(`verb.${way}`, { name: row.name })}
                onClick={() => void listen(row, way)}
              >
                <Icon size={16} stroke={1.8} aria-hidden />
              </ActionIcon>
            );
          })}
        </td>
      )}
    </tr>
  );
});

/** With whom, or why not. */
export function With({ row }: { row: BoardRow }) {
  const { t } = useTranslation('board');
  if (row.state === 'break') return <span className={classes.cut}>{row.reason || t('noReason')}</span>;
  if (row.with === undefined) return null;
  return (
    <span className={classes.cut} title={row.with}>
      {/^\+?\d{6,}$/.test(row.with) ? formatPhone(row.with) : row.with}
    </span>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const here = rows.findIndex((row) => row.closest('tr')?.contains(document.activeElement));
  const next =
    step === undefined ? (event.key === 'Home' ? rows[0] : rows.at(-1)) : rows[Math.max(0, here + step)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
