import { expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { blankScript } from '../../../shared/domain/talk-script/blank.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { id } from '../testing/sample.ts';
import { rememberVersions } from './script-versions.ts';

const version = (versionId: string) => ({
  id: versionId,
  scriptId: id(1),
  number: 1,
  name: 'Cold call',
  at: 1,
  remark: '',
  script: blankScript('en'),
});

it('fetches a version once, and the one that is long out of use again', async () => {
  const core = createFakeCore({ 'talkScripts.version': ({ versionId }) => version(versionId) });
  const { of: find } = rememberVersions(core);
  const first = await find(id(2));
  expect(await find(id(2))).toBe(first);
  expect(core.inputs('talkScripts.version')).toHaveLength(1);
  for (let n = 0; n < 20; n += 1) await find(id(100 + n));
  await find(id(2));
  expect(core.inputs('talkScripts.version')).toHaveLength(22);
});

it('does not remember that the core was away', async () => {
  let away = true;
  const core = createFakeCore({
    'talkScripts.version': ({ versionId }) => {
      if (away) throw new Failure('coreUnreachable');
      return version(versionId);
    },
  });
  const { of: find } = rememberVersions(core);
  await expect(find(id(2))).rejects.toThrow(Failure);
  away = false;
  expect((await find(id(2))).name).toBe('Cold call');
});

it('asks for none that came along with a talk, and says which need not come again', async () => {
  const core = createFakeCore();
  const versions = rememberVersions(core);
  versions.add(version(id(2)));
  expect(versions.ids()).toEqual([id(2)]);
  expect((await versions.of(id(2))).name).toBe('Cold call');
  expect(core.inputs('talkScripts.version')).toEqual([]);
});
