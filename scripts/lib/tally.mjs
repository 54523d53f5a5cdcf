// Counting: every check, every test and every part of the set-up that failed.

/** What ran so far. A failure always has a name, for the list at the end. */
export class Tally {
  passed = 0;
  skipped = 0;
  /** @type {string[]} */
  failures = [];

  /** @param {string} name @param {boolean} ok */
  add(name, ok) {
    if (ok) this.passed += 1;
    else this.failures.push(name);
  }

  /** The one line that machines read, alone on its line and last. */
  closingLine() {
    return `${this.passed} passed, ${this.failures.length} failed`;
  }
}

/**
 * Adds vitest's JSON report of one stage. A file that did not even load has no tests in it, and a run that ended badly
 * may have no failed test: each counts as a failure of its own.
 * @param {Tally} tally
 * @param {string} stage
 * @param {{ testResults?: Array<{ name: string, status: string, message?: string, assertionResults: Array<{ status: string, fullName: string }> }> } | undefined} report
 * @param {number} exitCode vitest's
 * @returns {{ total: number, files: number }} tests (skipped ones included) and test files
 */
export function addVitestReport(tally, stage, report, exitCode) {
  const failedBefore = tally.failures.length;
  let total = 0;
  for (const file of report?.testResults ?? []) {
    const short = file.name.replace(`${process.cwd()}/`, '');
    for (const test of file.assertionResults) {
      total += 1;
      if (test.status === 'passed' || test.status === 'failed')
        tally.add(`${stage}: ${short} › ${test.fullName}`, test.status === 'passed');
      else tally.skipped += 1;
    }
    const ownFailure =
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
    if (ownFailure) tally.add(`${stage}: ${short} (the file itself: ${firstLine(file.message)})`, false);
  }
  if (exitCode !== 0 && tally.failures.length === failedBefore) {
    tally.add(`${stage}: the run ended with code ${exitCode}${report ? '' : ' and left no report'}`, false);
  }
  return { total, files: report?.testResults?.length ?? 0 };
}

const firstLine = (text) => (text ?? '').trim().split('\n')[0];
