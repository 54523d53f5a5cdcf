/** What one check found. */
export interface CheckResult {
  /** Short, as it stands in the report: 'types', 'layers' … */
  name: string;
  /** One line each: where and what. Empty means that the check holds. */
  problems: string[];
  /** What was looked at, for the line of a check that holds: '214 modules'. */
  scope?: string;
}

/** A check that could not even run is a problem as well. */
export async function guarded(
  name: string,
  check: () => CheckResult | Promise<CheckResult>,
): Promise<CheckResult> {
  try {
    return await check();
  } catch (error) {
    return {
      name,
      problems: [`the check itself failed: ${error instanceof Error ? error.stack : String(error)}`],
    };
  }
}
