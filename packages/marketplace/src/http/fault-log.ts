/**
 * An error as it goes into the log. Only named members: a driver's error also holds the query's values, and those may be
 * somebody's data. Lines are cut because PGlite's stack quotes its own program, 100 kB in one line.
 */
export function describeFault(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: `${typeof error} was thrown` }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const stack = (error.stack ?? '').split('\n').slice(0, 30).map(cut).join('\n')
  return {
    type: error.name,
    message: cut(error.message),
    ...(code !== undefined && { code }),
    stack,
    ...(error.cause !== undefined && depth < 5 && { cause: describeFault(error.cause, depth + 1) }),
  }
}

const cut = (line: string): string => (line.length > 500 ? `${line.slice(0, 500)}…` : line)
