/** How far ahead of the machine the clock of this program or page is, ms: one number, which may be shared with threads. */
export type Ahead = Float64Array<ArrayBufferLike>;

declare global {
  var clockAhead: Ahead;
}

/**
 * Puts the clock of the whole realm ahead; `clockAhead[0]` moves it later. Timers go on as before, so a move is what
 * everybody sees who wakes from a sleep. Names nothing from outside itself: pages get it as text.
 */
export function moveDate(given: Ahead | number): void {
  const ahead = typeof given === 'number' ? Float64Array.of(given) : given;
  const RealDate = Date;
  const now = (): number => RealDate.now() + (ahead[0] ?? 0);
  globalThis.clockAhead = ahead;
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}
