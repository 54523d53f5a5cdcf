import { LEVEL_WINDOW_MS, type Levels, levelOf, type Span } from '../../recording/levels.ts';

/** As in `recording/levels.ts`: nobody speaks below −34 dB of full scale. */
const QUIET = levelOf(0.02);
/** Between two words of one sentence, ms; a longer rest is a place where the other side may come in. */
const BREATH_MS = 400;
/** A cough, a click of the headset, a chair: shorter than the shortest word that is said by itself, ms. */
const CLICK_MS = 200;

/** When this side spoke, in order and apart from each other. */
export function speechOf(levels: Levels, side: 'operator' | 'customer'): Span[] {
  const { windowMs } = levels;
  const spans: { fromMs: number; toMs: number }[] = [];
  for (const [n, level] of levels[side].entries()) {
    if (level < QUIET) continue;
    const last = spans.at(-1);
    const fromMs = n * windowMs;
    if (last && fromMs - last.toMs < BREATH_MS) last.toMs = fromMs + windowMs;
    else spans.push({ fromMs, toMs: fromMs + windowMs });
  }
  return spans.filter(({ fromMs, toMs }) => toMs - fromMs >= Math.max(CLICK_MS, LEVEL_WINDOW_MS));
}

export const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** What of `whole` none of these covers; they may overlap and come in any order. */
export function gapsIn(whole: Span, covered: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let at = whole.fromMs;
  for (const { fromMs, toMs } of covered.toSorted((one, other) => one.fromMs - other.fromMs)) {
    if (fromMs > at) gaps.push({ fromMs: at, toMs: Math.min(fromMs, whole.toMs) });
    at = Math.max(at, toMs);
  }
  if (at < whole.toMs) gaps.push({ fromMs: at, toMs: whole.toMs });
  return gaps.filter((gap) => gap.toMs > gap.fromMs);
}
