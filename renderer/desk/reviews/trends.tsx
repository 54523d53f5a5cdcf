import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';
import { Button, Progress } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ReviewTrends } from '../../../shared/contract/reviews.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { EmptyState, Screen, Section, Trouble } from '../../ui/index.ts';
import { useFailureText } from '../state/use-ask.ts';
import { usePeriod } from './period.tsx';
import classes from './reviews.module.css';
import { useAsked } from './use-asked.ts';
import { usePercent } from './words.ts';

/** As many weeks as a table has room for. */
const WEEKS_SHOWN = 8;
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** How scores go, by week, person and criterion, and what to work on with whom. */
export function Trends({ tabs, onOpen }: { tabs: ReactNode; onOpen: (reviewId: string) => void }) {
  const { t } = useTranslation(['reviews', 'common']);
  const failureText = useFailureText();
  const { period, toolbar } = usePeriod();
  const { data, error, reload } = useAsked('reviews.trends', period);
  return (
    <Screen title={t('title')} aside={tabs} toolbar={toolbar}>
      {error !== undefined && <Trouble text={failureText(error)} verb={t('common:retry')} onAct={reload} />}
      {data &&
        (data.people.length === 0 ? (
          <EmptyState
            icon={<IconChartLine size={40} stroke={1.2} />}
            title={t('trends.empty')}
            text={t('trends.emptyText')}
          />
        ) : (
          <>
            <Weeks weeks={data.weeks} />
            <Table
              title={t('trends.people')}
              head={t('trends.person')}
              weeks={data.weeks}
              rows={data.people.map((one) => ({ ...one, title: one.name }))}
            />
            <Table
              title={t('trends.criteria')}
              head={t('trends.criterion')}
              weeks={data.weeks}
              rows={data.criteria}
            />
            <Coaching people={data.people} onOpen={onOpen} />
          </>
        ))}
    </Screen>
  );
}

function Weeks({ weeks }: { weeks: ReviewTrends['weeks'] }) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  // A line of one point is none; the tables say the same.
  if (weeks.length < 2) return null;
  return (
    <Section title={t('trends.weeks')}>
      <div aria-hidden>
        <LineChart
          h={180}
          data={weeks.map(({ week, percent }) => ({ week: format.date(noon(week), 'UTC'), percent }))}
          dataKey="week"
          series={[{ name: 'percent', label: t('trends.score'), color: 'var(--rd-accent)' }]}
          curveType="linear"
          tickLine="none"
          gridColor="var(--rd-line)"
          textColor="var(--rd-dim)"
          valueFormatter={(value) => `${format.number(Math.round(value))}%`}
          yAxisProps={{ domain: [0, 100], width: 48 }}
          lineProps={{ isAnimationActive: false }}
          tooltipAnimationDuration={0}
        />
      </div>
    </Section>
  );
}

interface TableRow {
  readonly id: string;
  readonly title: string;
  readonly reviews: number;
  readonly percent: number;
  readonly weeks: ReviewTrends['weeks'];
}

interface TableProps {
  readonly title: string;
  readonly head: string;
  readonly weeks: ReviewTrends['weeks'];
  readonly rows: readonly TableRow[];
}

function Table({ title, head, weeks, rows }: TableProps) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const percent = usePercent();
  const shown = weeks.slice(-WEEKS_SHOWN);
  return (
    <Section title={title}>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col">{t('trends.reviews')}</th>
              <th scope="col" className={classes.wide}>
                {t('trends.score')}
              </th>
              {shown.map(({ week }) => (
                <th scope="col" key={week}>
                  {format.date(noon(week), 'UTC')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.title}</th>
                <td>{format.number(row.reviews)}</td>
                <td className={classes.wide}>
                  <span className={classes.bar}>
                    <Progress value={row.percent} size="sm" aria-hidden />
                    {percent(row.percent)}
                  </span>
                </td>
                {shown.map(({ week }) => {
                  const point = row.weeks.find((one) => one.week === week);
                  return <td key={week}>{point ? percent(point.percent) : t('judge.noScore')}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** Who needs help with what, and where it is to be heard. */
function Coaching({
  people,
  onOpen,
}: {
  people: ReviewTrends['people'];
  onOpen: (reviewId: string) => void;
}) {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const percent = usePercent();
  return (
    <Section title={t('coaching.title')}>
      {people.map((person) => (
        <div key={person.id} className={classes.person}>
          <h3 className={classes.groupTitle}>
            <span>{person.name}</span>
            <span className={classes.dim}>
              {percent(person.percent)} · {t('coaching.reviews', { count: person.reviews })}
              {person.failed > 0 && ` · ${t('coaching.failed', { count: person.failed })}`}
            </span>
          </h3>
          {person.weakest.length === 0 ? (
            <p className={classes.dim}>{t('coaching.nothing')}</p>
          ) : (
            <ul className={classes.weak}>
              {person.weakest.map(({ criterionId, title, percent: share, talks }) => (
                <li key={criterionId}>
                  <span className={classes.weakTitle}>{title}</span>
                  <span className="rd-tabular">{percent(share)}</span>
                  <span className={classes.talks}>
                    {talks.map((talk) => (
                      <Button
                        key={talk.reviewId}
                        variant="subtle"
                        size="compact-xs"
                        onClick={() => onOpen(talk.reviewId)}
                      >
                        {t('coaching.talk', {
                          moment: format.dateTime(talk.at),
                          score: percent(talk.percent),
                        })}
                      </Button>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </Section>
  );
}
