import { Failure, type FailureCode } from '../../../shared/contract/failure.ts';

/** Errors of Node's TLS: the server is there and proves to be somebody else, or nobody; or the authority that was given is none. */
const TLS =
  /^(CERT_|ERR_TLS|ERR_SSL|ERR_OSSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH)/;

/**
 * An error of the way to a server as a Failure.
 *
 * @param reached whether the server had answered before in this run: then it stopped, and was not unreachable
 */
export function sourceFailure(error: unknown, reached: boolean): unknown {
  if (error instanceof Failure) return error;
  const codes = [...chain(error)].flatMap((one) => ('code' in one ? [String(one.code)] : []));
  const fail = (code: FailureCode) => new Failure(code, {}, { cause: error });
  if (codes.some((code) => TLS.test(code))) return fail('directoryTls');
  return fail(reached ? 'directoryStopped' : 'directoryUnreachable');
}

function* chain(error: unknown): Generator<object> {
  let one = error;
  for (let depth = 0; depth < 5 && typeof one === 'object' && one !== null; depth++) {
    yield one;
    if (one instanceof AggregateError) yield* one.errors.filter((each) => typeof each === 'object');
    one = (one as { cause?: unknown }).cause;
  }
}
