// The unit tests of a worker share its modules and its globals (vitest.config.ts), so what a file changes of them it must put back.
import { afterAll, expect, vi } from 'vitest';

const { cwd } = process;
const [folder, before] = [cwd(), { ...process.env }];

afterAll(() => {
  const left = { clock: vi.isFakeTimers(), folder: cwd(), env: { ...process.env } };
  vi.useRealTimers();
  expect(left, 'what this test file left behind').toEqual({ clock: false, folder, env: before });
});
