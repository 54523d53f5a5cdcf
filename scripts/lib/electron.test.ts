import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  displayObstacle,
  electronEnv,
  electronSwitches,
  findElectron,
  needsNodeForCore,
} from './electron.mjs';

const onLinux = process.platform === 'linux';
let dist: string;
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'ringdesk-electron-'));
});
afterEach(() => rmSync(dist, { recursive: true, force: true }));

describe.runIf(onLinux)('Electron on this machine', () => {
  it('is the one of ELECTRON_OVERRIDE_DIST_PATH, when its program is there', () => {
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: dist })?.dist).not.toBe(dist);
    writeFileSync(join(dist, 'electron'), '');
    writeFileSync(join(dist, 'version'), 'v33.2.1\n');
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: dist })).toEqual({
      dist,
      binary: join(dist, 'electron'),
      version: '33.2.1',
    });
  });

  it('needs a display that answers', () => {
    expect(displayObstacle({})).toContain('no display');
    expect(displayObstacle({ DISPLAY: ':64999' })).toContain('DISPLAY=:64999');
    expect(displayObstacle({ WAYLAND_DISPLAY: 'wayland-0' })).toBeUndefined();
  });
});

describe('an older Electron', () => {
  const old = { dist: '/x', binary: '/x/electron', version: '33.2.1' };
  const current = { dist: '/x', binary: '/x/electron', version: '45.4.1' };

  it('gets a Node for the core, and no GPU', () => {
    expect(needsNodeForCore(old)).toBe(true);
    expect(electronEnv(old, { CORE_NODE: '/n' }).CORE_NODE).toBe('/n');
    expect(electronSwitches(old, {})).toContain('--disable-gpu');
  });

  it('a current one needs neither', () => {
    expect(needsNodeForCore(current)).toBe(false);
    expect(electronEnv(current, { ELECTRON_RUN_AS_NODE: '1' })).toEqual({});
    expect(electronSwitches(current, { RINGDESK_DISABLE_GPU: '0' })).not.toContain('--disable-gpu');
    expect(electronSwitches(current, { RINGDESK_DISABLE_GPU: '1' })).toContain('--disable-gpu');
  });
});
