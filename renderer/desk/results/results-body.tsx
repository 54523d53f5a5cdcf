import type { FunnelStep, Results, ScriptResults } from '../../../shared/contract/results.ts';
import type { Figure } from '../../../shared/domain/results/counts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { Answers } from './answers.tsx';
import { CountsTable } from './counts-table.tsx';
import { DayChart } from './day-chart.tsx';
import { Figures } from './figures.tsx';
import { Funnel } from './funnel.tsx';
import type { Opened } from './opened.ts';
import { OutcomeBars } from './outcome-bars.tsx';
import type { ResultsQuery } from './query.ts';
import classes from './results.module.css';

interface ResultsBodyProps {
  readonly calls: Results;
  /** Of the chosen template, once it is there. */
  readonly script: ScriptResults | undefined;
  readonly direction: ResultsQuery['direction'];
  /** Before the operator's eyes, and not behind the talks. */
  readonly shown: boolean;
  readonly onOpen: (opened: Opened) => void;
}

/** The report from the whole to its parts; every figure opens the talks behind it. */
export function ResultsBody({ calls, script, direction, shown, onOpen }: ResultsBodyProps) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const figureName = (figure: Figure) =>
    figure === 'dialled' ? t(`attempts.${direction ?? 'both'}`) : t(`figure.${figure}`);
  const openStep = ({ nodeId, title }: FunnelStep, leftHere: boolean) =>
    onOpen({
      title: t(leftHere ? 'talks.left' : 'talks.came', { step: title }),
      selection: { nodeId, ...(leftHere ? { leftHere } : {}) },
    });
  return (
    <div className={classes.body}>
      <Figures
        counts={calls.total}
        direction={direction}
        onOpen={(figure) => onOpen({ title: figureName(figure), selection: { figure } })}
      />
      {script && (
        <Funnel
          results={script}
          onOpen={openStep}
          onFinished={(finished) => onOpen({ title: t('talks.finished'), selection: { finished } })}
        />
      )}
      <DayChart
        perDay={calls.perDay}
        direction={direction}
        drawn={shown}
        onOpen={(day, figure) =>
          onOpen({
            title: `${format.date(Date.parse(`${day}T12:00:00Z`), 'UTC')}: ${figureName(figure)}`,
            selection: { day, figure },
          })
        }
      />
      <div className={classes.pair}>
        <Section title={t('section.agents')}>
          <CountsTable
            caption={t('section.agents')}
            head={t('column.agent')}
            rows={calls.perAgent}
            direction={direction}
            keyOf={({ agentId }) => agentId ?? ''}
            nameOf={({ name }) => name || t('nobody')}
            onOpen={({ agentId, name }, figure) =>
              onOpen({
                title: `${name || t('nobody')}: ${figureName(figure)}`,
                selection: { figure },
                agentId,
              })
            }
          />
        </Section>
        <OutcomeBars
          perOutcome={calls.perOutcome}
          total={calls.total.dialled}
          onOpen={(outcome, name) => onOpen({ title: name, selection: { outcome } })}
        />
      </div>
      {script && script.answers.length > 0 && (
        <Answers
          answers={script.answers}
          onOpen={({ nodeId, title }, value, label) =>
            onOpen({
              title: label === '' ? title : `${title}: ${label}`,
              selection: { nodeId, ...(value === undefined ? { answered: true } : { value }) },
            })
          }
        />
      )}
    </div>
  );
}
