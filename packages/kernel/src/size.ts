/**
 * A size as people read it, the same in both languages: `208 kB`, `1.6 MB`. Rounded up, so that what is over a limit is
 * never shown as the limit.
 */
export function formatSize(bytes: number): string {
  const kilobytes = Math.max(1, Math.ceil(bytes / 1_000))
  return kilobytes < 1_000 ? `${kilobytes} kB` : `${Math.ceil(bytes / 100_000) / 10} MB`
}
