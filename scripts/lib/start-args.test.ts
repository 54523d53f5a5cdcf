import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStartArgs } from './start-args.mjs';

describe('npm start', () => {
  it('knows its flags', () => {
    expect(parseStartArgs([], '/home/me')).toEqual({ help: false, mode: 'auto', empty: false });
    expect(parseStartArgs(['--browser', '--port', '0', '--data', 'd', '--empty'], '/home/me')).toEqual({
      help: false,
      mode: 'browser',
      port: 0,
      data: resolve('/home/me/d'),
      empty: true,
    });
  });

  it.each([
    [['--brwser'], 'npm start does not know --brwser.'],
    [['now'], 'npm start does not know what to do with "now".'],
    [['--port', '99999'], '--port needs a number'],
    [['--port', 'http'], '--port needs a number'],
    [['--port'], 'was not given as it should be'],
    [['--data='], '--data needs a folder.'],
    [['--browser', '--desktop'], 'exclude each other'],
  ])('%j gets a sentence', (argv, sentence) => {
    expect(() => parseStartArgs(argv, '/')).toThrow(sentence);
  });
});
