import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Registration } from '../../../shared/contract/phone.ts';
import { RegistrationKeeper } from './registration-keeper.ts';
import type { RegisterAnswer } from './stack.ts';

/** A PBX of which every answer can be set. */
function bench({ servers = 1 } = {}) {
  const told: Registration[] = [];
  const wire = {
    isOpen: true,
    onDrop: (_drop: { code: number }) => {},
    open: vi.fn(async (_server?: number) => {}),
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
  const onRegistered = vi.fn();
  let calls = false;
  const keeper = new RegistrationKeeper({
    accountId: 'a',
    wire,
    stack,
    servers,
    hasCalls: () => calls,
    onChange: (registration) => told.push(registration),
    onLost,
    onBack,
    onRegistered,
    random: () => 0,
  });
  return {
    keeper,
    wire,
    stack,
    told,
    onLost,
    onBack,
    onRegistered,
    setCalls: (value: boolean) => {
      calls = value;
    },
    states: () => told.map(({ state }) => state),
    /** Which servers the sockets were opened to. */
    opened: () => wire.open.mock.calls.map(([server]) => server),
  };
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
    expect(delays).toEqual([100, 300, 600, 1200, 2400, 4800, 9600, 15_000]);
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

  it('gives up a hanging attempt early while customers are on the line, and begins a new one', async () => {
    const { keeper, wire, setCalls, states } = bench();
    keeper.start();
    await soon();
    setCalls(true);
    wire.open.mockImplementationOnce(never);
    wire.onDrop({ code: 1006 });
    await vi.advanceTimersByTimeAsync(100 + 1_500 + 300);
    expect(wire.open).toHaveBeenCalledTimes(3);
    expect(states().at(-1)).toBe('registered');
  });

  it('begins anew when the network changes in the middle of an attempt', async () => {
    const { keeper, wire, states } = bench();
    wire.open.mockImplementationOnce(never);
    keeper.start();
    await vi.advanceTimersByTimeAsync(1_000);
    keeper.nudge();
    await soon();
    expect(states().at(-1)).toBe('registered');
  });

  it('keeps the connection for its talks when only the renewal is refused', async () => {
    const { keeper, stack, told, onLost, wire } = bench();
    keeper.start();
    await soon();
    stack.register.mockResolvedValue({ status: 403 });
    await vi.advanceTimersByTimeAsync(62_000);
    expect(told.at(-1)).toMatchObject({ state: 'refused', problem: 'wrongPassword', sipCode: 403 });
    expect([keeper.registered, keeper.isConnected]).toEqual([false, true]);
    expect(onLost).not.toHaveBeenCalled();
    expect(wire.close).not.toHaveBeenCalled();
    stack.register.mockResolvedValue({ status: 200, expiresSec: 120 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told.at(-1)?.state).toBe('registered');
  });

  it('is not registered any more when what was granted has run out', async () => {
    const { keeper, stack, states, onLost } = bench();
    keeper.start();
    await soon();
    // The renewal is neither answered nor refused for longer than the registration lasts.
    stack.register.mockResolvedValueOnce({ status: 200, expiresSec: 6 }).mockImplementation(never);
    await vi.advanceTimersByTimeAsync(60_000 + 6_500);
    expect(states().at(-1)).not.toBe('registered');
    expect(onLost).toHaveBeenCalledOnce();
  });
});

describe('a second server', () => {
  it('is tried when the first does not answer, in turn', async () => {
    const { keeper, wire, opened, states } = bench({ servers: 2 });
    wire.open.mockImplementation(async (server) => {
      if (server === 0) throw new Error('refused');
    });
    keeper.start();
    await vi.advanceTimersByTimeAsync(200);
    expect(opened()).toEqual([0, 1]);
    expect(states().at(-1)).toBe('registered');
  });

  it('takes over at a 503, and the first is left alone for as long as it asks', async () => {
    const { keeper, wire, stack, opened, states } = bench({ servers: 2 });
    stack.register.mockResolvedValueOnce({ status: 503, retryAfterSec: 30 });
    keeper.start();
    await vi.advanceTimersByTimeAsync(200);
    expect(opened()).toEqual([0, 1]);
    wire.open.mockRejectedValue(new Error('refused'));
    wire.onDrop({ code: 1006 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(
      opened()
        .slice(2)
        .every((server) => server === 1),
    ).toBe(true);
    expect(states().at(-1)).toBe('reconnecting');
  });

  it('is left for the first one when the calls are done and that one answers again', async () => {
    const { keeper, wire, opened, setCalls, states } = bench({ servers: 2 });
    let firstIsThere = false;
    wire.open.mockImplementation(async (server) => {
      if (server === 0 && !firstIsThere) throw new Error('refused');
    });
    keeper.start();
    await vi.advanceTimersByTimeAsync(200);
    setCalls(true);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(opened()).toEqual([0, 1]);
    setCalls(false);
    keeper.callsDone();
    await vi.advanceTimersByTimeAsync(500);
    expect(opened()).toEqual([0, 1, 0, 1]);
    firstIsThere = true;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(opened()).toEqual([0, 1, 0, 1, 0]);
    expect(states().at(-1)).toBe('registered');
  });

  it('does not help against a wrong password', async () => {
    const { keeper, stack, opened, states } = bench({ servers: 2 });
    stack.register.mockResolvedValue({ status: 403 });
    keeper.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(opened()).toEqual([0, 0]);
    expect(states().at(-1)).toBe('refused');
  });
});
