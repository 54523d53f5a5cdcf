import { describe, expect, it } from 'vitest';
import { parseCommand } from './args.ts';

const asked = (...argv: string[]) => parseCommand(argv, '/home/anna');

describe('the command line', () => {
  it('reads a command with its paths from where the person stands', () => {
    expect(asked('import', 'people.csv', '--data', 'desk', '--json', '--duplicates', 'skip')).toMatchObject({
      command: 'import',
      path: '/home/anna/people.csv',
      data: '/home/anna/desk',
      json: true,
      duplicates: 'skip',
    });
    expect(asked('check')).toMatchObject({ command: 'check', path: undefined, json: false });
    expect(asked('restore', '/mnt/backups', '--list')).toMatchObject({ list: true, path: '/mnt/backups' });
  });

  it('answers help to help and to nothing', () => {
    expect(asked()).toBeUndefined();
    expect(asked('import', '--help')).toBeUndefined();
  });

  it.each([
    [['erase'], /no command "erase"/],
    [['import'], /needs a file/],
    [['restore'], /needs a folder/],
    [['check', 'me'], /one word too many/],
    [['import', 'a.csv', 'b.csv'], /one word too many/],
    [['import', 'a.csv', '--duplicates', 'guess'], /fillGaps, skip, overwrite/],
    [['import', 'a.csv', '--fast'], /--fast/],
  ])('refuses %j in words', (argv, words) => {
    expect(() => asked(...argv)).toThrow(words);
  });
});
