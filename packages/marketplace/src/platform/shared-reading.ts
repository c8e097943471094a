import type { DurationMs, Stopwatch } from '@loggia/kernel'

/**
 * One reading for all who ask at a time, and for a while after it ended, failed or not: however often it is asked for,
 * what is read has little to do. Rejects after `limitMs`; the reading itself goes on, and nobody begins another meanwhile.
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
