import { type PointerEvent, useMemo, useState } from 'react';
import type { CallQuality } from '../../../shared/contract/quality.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { linePath, loudness, type Point, pointsOf } from './graph-model.ts';
import classes from './quality-graph.module.css';
import { QualityTable } from './quality-table.tsx';

/** Of the drawing; it is stretched to the width that there is. */
const WIDTH = 600;
const HEIGHT = 34;
const MOS_MIN = 1;
const MOS_MAX = 4.5;
/** Below it many people are dissatisfied (ITU-T G.107 Annex B). */
const MOS_FAIR = 3.6;
/** Percent that fill the lane: what hurts is between 3 and 20, and a second without any sound must not flatten it. */
const LOSS_FULL = 20;

interface GraphProps {
  quality: CallQuality;
  /** The answer: where the time begins. */
  from: number;
}

/** A talk in three lanes over one time: how good it was, what was lost, who spoke. */
export function QualityGraph({ quality, from }: GraphProps) {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const [at, setAt] = useState<Point>();
  const { samples, mos = 0, worstMos = 0 } = quality;
  const points = useMemo(() => pointsOf(samples, from), [samples, from]);
  const length = Math.max(1000, points.at(-1)?.offset ?? 0);
  const worstLoss = Math.round(Math.max(0, ...points.map(({ lossPct }) => lossPct)));
  const x = (point: Point) => (point.offset / length) * WIDTH;

  const look = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const offset = ((event.clientX - box.left) / box.width) * length;
    const nearer = (a: Point, b: Point) =>
      Math.abs(b.offset - offset) < Math.abs(a.offset - offset) ? b : a;
    setAt(points.reduce<Point | undefined>((near, point) => (near ? nearer(near, point) : point), undefined));
  };

  return (
    <figure className={classes.graph}>
      <div
        className={classes.lanes}
        role="img"
        aria-label={t('graph.label', {
          time: format.duration(length),
          mos,
          worst: worstMos,
          loss: worstLoss,
        })}
      >
        <Lane name={t('graph.quality')} hint={t('graph.hint')}>
          <QualityLane points={points} x={x} />
        </Lane>
        <Lane name={t('graph.lost')} hint={t('graph.full', { value: LOSS_FULL })}>
          <LossLane points={points} x={x} />
        </Lane>
        <Lane name={t('graph.voices')} hint={`${t('graph.customer')} ↑ · ${t('graph.you')} ↓`}>
          <VoicesLane points={points} x={x} />
        </Lane>
        <div className={classes.touch} onPointerMove={look} onPointerLeave={() => setAt(undefined)}>
          {at && <div className={classes.cursor} style={{ left: `${(at.offset / length) * 100}%` }} />}
        </div>
      </div>
      <figcaption className={classes.caption}>
        {at ? <Figures point={at} /> : <Ends length={length} />}
      </figcaption>
      <details className={classes.more}>
        <summary>{t('graph.table')}</summary>
        <QualityTable samples={samples} from={from} />
      </details>
    </figure>
  );
}

function Lane({ name, hint, children }: { name: string; hint: string; children: React.ReactNode }) {
  return (
    <div className={classes.lane}>
      <div className={classes.name}>
        {name}
        <span className={classes.hint}>{hint}</span>
      </div>
      <svg
        className={classes.drawing}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {children}
      </svg>
    </div>
  );
}

interface LaneProps {
  points: readonly Point[];
  x: (point: Point) => number;
}

function QualityLane({ points, x }: LaneProps) {
  const y = (mos: number) => HEIGHT - ((mos - MOS_MIN) / (MOS_MAX - MOS_MIN)) * HEIGHT;
  return (
    <>
      {points
        .filter(({ mos }) => mos < MOS_FAIR)
        .map((point) => (
          <rect
            key={point.offset}
            className={classes.bad}
            x={x(point) - barWidth(points) / 2}
            y="0"
            width={barWidth(points)}
            height={HEIGHT}
          />
        ))}
      <path className={classes.limit} d={`M0 ${y(MOS_FAIR)}H${WIDTH}`} />
      <path className={classes.line} d={linePath(points, x, ({ mos }) => y(mos))} />
    </>
  );
}

/** What the customer lost of us hangs down, what we lost of the customer stands up. */
function LossLane({ points, x }: LaneProps) {
  const middle = HEIGHT / 2;
  const height = (pct: number) => (Math.min(pct, LOSS_FULL) / LOSS_FULL) * middle;
  return (
    <>
      <path className={classes.limit} d={`M0 ${middle}H${WIDTH}`} />
      {points.map((point) => (
        <g key={point.offset}>
          <rect
            className={classes.loss}
            x={x(point) - barWidth(points) / 2}
            y={middle - height(point.lossPct)}
            width={barWidth(points)}
            height={height(point.lossPct)}
          />
          <rect
            className={classes.loss}
            x={x(point) - barWidth(points) / 2}
            y={middle}
            width={barWidth(points)}
            height={height(point.lossOutPct ?? 0)}
          />
        </g>
      ))}
    </>
  );
}

function VoicesLane({ points, x }: LaneProps) {
  const middle = HEIGHT / 2;
  return (
    <>
      <path className={classes.limit} d={`M0 ${middle}H${WIDTH}`} />
      {points.map((point) => {
        const up = loudness(point.levelIn) * middle;
        const down = loudness(point.levelOut) * middle;
        const width = barWidth(points) * 0.7;
        return (
          <g key={point.offset}>
            <rect
              className={classes.customer}
              x={x(point) - width / 2}
              y={middle - up}
              width={width}
              height={up}
            />
            <rect
              className={classes.operator}
              x={x(point) - width / 2}
              y={middle}
              width={width}
              height={down}
            />
          </g>
        );
      })}
    </>
  );
}

const barWidth = (points: readonly Point[]): number => Math.min(12, WIDTH / Math.max(1, points.length));

function Ends({ length }: { length: number }) {
  const format = useFormat();
  return (
    <>
      <span>{format.duration(0)}</span>
      <span>{format.duration(length)}</span>
    </>
  );
}

function Figures({ point }: { point: Point }) {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const { mos, lossPct, lossOutPct, roundTripMs } = point;
  const time = format.duration(point.offset);
  return (
    <span>
      {[
        t('graph.at', { time, mos: tenth(mos), loss: Math.round(lossPct) }),
        lossOutPct === undefined ? undefined : t('graph.atOut', { loss: Math.round(lossOutPct) }),
        roundTripMs === undefined ? undefined : t('graph.atTrip', { ms: Math.round(roundTripMs) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
