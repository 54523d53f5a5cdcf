import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Registration } from '../../../shared/contract/phone.ts';
import { RegistrationKeeper } from './registration-keeper.ts';
import type { RegisterAnswer } from './stack.ts';

/** A PBX of which every answer can be set. */
function bench() {
  const told: Registration[] = [];
  const wire = {
    isOpen: true,
    onDrop: (_drop: { code: number }) => {},
    open: vi.fn(async () => {}),
    close: vi.fn(),
    release: vi.fn(),
  };
  const stack = {
    register: vi.fn(async (): Promise<RegisterAnswer> => ({ status: 200, expiresSec: 120 })),
    unregister: vi.fn(async () => {}),
    probe: vi.fn(async () => {}),
  };
  const onLost = vi.fn();
  const onBack = vi.fn();
  const keeper = new RegistrationKeeper({
    accountId: 'a',
    wire,
    stack,
    onChange: (registration) => told.push(registration),
    onLost,
    onBack,
    random: () => 0,
  });
  return { keeper, wire, stack, told, onLost, onBack, states: () => told.map(({ state }) => state) };
}

const never = () => new Promise<never>(() => {});
const soon = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

describe('keeping registered', () => {
  it('connects, registers, and says until when', async () => {
    const { keeper, told, wire } = bench();
    keeper.start();
    await soon();
    expect(told).toEqual([
      { accountId: 'a', state: 'connecting' },
      { accountId: 'a', state: 'registered', expiresAt: 1_000_000 + 120_000 },
    ]);
    expect(wire.release).toHaveBeenCalledOnce();
  });

  it('renews before it runs out', async () => {
    const { keeper, stack, told } = bench();
    keeper.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stack.register).toHaveBeenCalledTimes(2);
    expect(told.at(-1)).toMatchObject({ state: 'registered', expiresAt: 1_060_000 + 120_000 });
  });

  it('is not registered any more when renewing gets no answer', async () => {
    const { keeper, stack, told, onLost } = bench();
    keeper.start();
    await soon();
    stack.register.mockImplementation(never);
    await vi.advanceTimersByTimeAsync(60_000 + 8_000);
    expect(told.at(-1)).toMatchObject({ state: 'reconnecting', problem: 'pbxUnreachable' });
    expect(onLost).toHaveBeenCalledOnce();
  });

  it('notices a half-open socket by an unanswered OPTIONS and comes back', async () => {
    const { keeper, stack, states, onLost, onBack } = bench();
    keeper.start();
    await soon();
    stack.probe.mockImplementationOnce(never);
    await vi.advanceTimersByTimeAsync(25_000 + 5_000);
    expect(states().at(-1)).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(250);
    expect(states().at(-1)).toBe('registered');
    expect([onLost.mock.calls.length, onBack.mock.calls.length]).toEqual([1, 1]);
  });

  it('goes on asking when it is answered', async () => {
    const { keeper, stack, states } = bench();
    keeper.start();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(stack.probe.mock.calls.length).toBeGreaterThanOrEqual(20);
    expect(states().filter((state) => state === 'reconnecting')).toEqual([]);
  });

  it('comes back after the socket fell, and waits longer each time', async () => {
    const { keeper, wire, told } = bench();
    keeper.start();
    await soon();
    wire.open.mockImplementation(async () => {
      throw new Error('refused');
    });
    wire.onDrop({ code: 1006 });
    const delays: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      const last = told.at(-1);
      const delay = (last?.retryAt ?? 0) - Date.now();
      delays.push(delay);
      await vi.advanceTimersByTimeAsync(delay);
    }
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    wire.open.mockImplementation(async () => {});
    await vi.advanceTimersByTimeAsync(15_000);
    expect(told.at(-1)?.state).toBe('registered');
  });

  it('stops at a wrong password', async () => {
    const { keeper, stack, told } = bench();
    stack.register.mockResolvedValue({ status: 403 });
    keeper.start();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(stack.register).toHaveBeenCalledTimes(2);
    expect(told.at(-1)).toEqual({
      accountId: 'a',
      state: 'refused',
      problem: 'wrongPassword',
      sipCode: 403,
    });
    keeper.nudge();
    keeper.reconnectNow();
    await soon();
    expect(stack.register).toHaveBeenCalledTimes(2);
  });

  it('tries at once when nudged, and asks a living connection whether it lives', async () => {
    const { keeper, wire, stack, told } = bench();
    wire.open.mockRejectedValueOnce(new Error('refused'));
    keeper.start();
    await soon();
    expect(told.at(-1)?.state).toBe('reconnecting');
    keeper.nudge();
    await soon();
    expect(told.at(-1)?.state).toBe('registered');
    keeper.nudge();
    expect(stack.probe).toHaveBeenCalledOnce();
  });

  it('does not listen to a connection that it has given up', async () => {
    const { keeper, wire, stack, states } = bench();
    let late: (answer: RegisterAnswer) => void = () => {};
    stack.register.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    keeper.start();
    await soon();
    wire.onDrop({ code: 1006 });
    late({ status: 403 });
    await vi.advanceTimersByTimeAsync(250);
    expect(states()).toEqual(['connecting', 'reconnecting', 'reconnecting', 'registered']);
  });

  it('says goodbye, but does not wait for ever', async () => {
    const { keeper, stack, states } = bench();
    keeper.start();
    await soon();
    stack.unregister.mockImplementation(never);
    const stopping = keeper.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    await stopping;
    expect(states().at(-1)).toBe('off');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(states().at(-1)).toBe('off');
  });
});
