import type { DurationMs, Stopwatch } from '@loggia/kernel'

/**
 * Shares one call of `read` among all concurrent callers, and its result, also a failure, for `keepMs` after it
 * ended, so that frequent requests cost little. Rejects after `limitMs`; the call goes on, and no other begins
 * meanwhile.
 */
export function shareReading<T>(
  read: () => Promise<T>,
  options: { readonly stopwatch: Stopwatch; readonly keepMs: DurationMs; readonly limitMs: DurationMs },
): () => Promise<T> {
  let reading: Promise<T> | undefined
  let sinceEnd: (() => number) | undefined
  return () => {
    if (!reading || (sinceEnd && sinceEnd() >= options.keepMs)) {
      sinceEnd = undefined
      reading = read().finally(() => {
        sinceEnd = options.stopwatch.start()
      })
    }
    return within(reading, options.limitMs)
  }
}

function within<T>(work: Promise<T>, limitMs: DurationMs): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Not read within ${limitMs} ms`)), limitMs)
    const end = (): void => clearTimeout(timer)
    work.finally(end).then(resolve, reject)
  })
}
