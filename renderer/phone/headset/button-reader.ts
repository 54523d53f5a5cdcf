import type { Input } from '../../../shared/contract/index.ts';
import { DARK, type Lamps, type Pressed, stays } from './codec.ts';
import type { Button, HeadsetLayout } from './layout.ts';

/** What the operator did on the headset; the core decides what it means now. */
export type HeadsetAction = Input<'phone.headset'>;

/** A cordless headset sets up its radio before it says that it went off-hook with us: seconds, not more. */
const ACKNOWLEDGE_MS = 5_000;
/** Nobody presses mute so soon after the mute lamp changed; headsets do that repeat what they were told. */
const ECHO_MS = 150;

/**
 * Tells what a person did from what the headset only repeats. By the usage tables a switch of the headset and the
 * lamp of the host are one state: when the host takes a call, the headset answers with its own hook going off, and
 * taking that for a button would hang up or mute in a circle. So a switch that comes to agree with a lamp that has just
 * changed is an acknowledgement; one that comes to differ from its lamp is the operator.
 *
 * Time is given in milliseconds of any steady clock.
 */
export class ButtonReader {
  readonly #layout: HeadsetLayout;
  readonly #down: Record<Button, boolean> = { hook: false, mute: false, reject: false };
  #lamps = DARK;
  /** When the host last changed the lamp of a switch; undefined when it was the operator who made them differ. */
  readonly #changedAt: { hook?: number | undefined; mute?: number | undefined } = {};
  #muteLampAt = Number.NEGATIVE_INFINITY;

  constructor(layout: HeadsetLayout) {
    this.#layout = layout;
  }

  /** The headset's hook does not agree with ours, and the operator made it so. */
  get isAstray(): boolean {
    return (
      stays(this.#layout, 'hook') &&
      this.#down.hook !== this.#lamps.offHook &&
      this.#changedAt.hook === undefined
    );
  }

  /** The host's lamps from now on. `again`: they were sent once more, to bring the headset back to us. */
  shown(lamps: Lamps, now: number, again = false): void {
    if (again || lamps.offHook !== this.#lamps.offHook)
      this.#changedAt.hook = lamps.offHook === this.#down.hook ? undefined : now;
    if (lamps.mute !== this.#lamps.mute) {
      this.#changedAt.mute = lamps.mute === this.#down.mute ? undefined : now;
      this.#muteLampAt = now;
    }
    this.#lamps = lamps;
  }

  /** One input report. */
  read(pressed: Pressed, now: number): HeadsetAction[] {
    const actions: HeadsetAction[] = [];
    for (const button of ['hook', 'mute', 'reject'] as const) {
      const down = pressed[button];
      // A report holds all of its controls, also those that nobody touched.
      if (down === undefined || down === this.#down[button]) continue;
      this.#down[button] = down;
      const action = this.#actionOf(button, down, now);
      if (action) actions.push(action);
    }
    return actions;
  }

  #actionOf(button: Button, down: boolean, now: number): HeadsetAction | undefined {
    if (button === 'hook') return this.#hook(down, now);
    if (button === 'mute') return this.#mute(down, now);
    return down ? { kind: 'reject' } : undefined;
  }

  #hook(down: boolean, now: number): HeadsetAction | undefined {
    const { offHook } = this.#lamps;
    if (!stays(this.#layout, 'hook')) return down ? { kind: 'hook', offHook: !offHook } : undefined;
    const answer = this.#answerTo('hook', now);
    if (down !== offHook) return { kind: 'hook', offHook: down };
    if (answer === 'expected') return undefined;
    // A headset that never follows us: its switch tells only that it was pressed.
    return { kind: 'hook', offHook: answer === 'late' ? !offHook : down };
  }

  #mute(down: boolean, now: number): HeadsetAction | undefined {
    if (!stays(this.#layout, 'mute'))
      return down && now - this.#muteLampAt >= ECHO_MS ? { kind: 'mute' } : undefined;
    const answer = this.#answerTo('mute', now);
    return down !== this.#lamps.mute || answer === 'late' ? { kind: 'mute' } : undefined;
  }

  /** Whether a change of the switch was asked for by its lamp. */
  #answerTo(control: 'hook' | 'mute', now: number): 'expected' | 'late' | 'unasked' {
    const at = this.#changedAt[control];
    this.#changedAt[control] = undefined;
    if (at === undefined) return 'unasked';
    return now - at < ACKNOWLEDGE_MS ? 'expected' : 'late';
  }
}
