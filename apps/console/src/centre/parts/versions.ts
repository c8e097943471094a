import { omitUndefined } from '@loggia/kernel'

/** One fact of a version; `key` identifies the same fact in the other version. */
export type ContentFact = {
  readonly key: string
  readonly group?: string
  readonly name: string
  /** As text; for pictures their paths, one per line. */
  readonly value: string
  /** Set if the fact is shown as pictures. */
  readonly pictures?: 'logo' | 'screens'
}
/** The same fact in both versions; `before` is missing if it is new, `after` if it is gone. */
export type ContentRow = Pick<ContentFact, 'key' | 'group' | 'name' | 'pictures'> & {
  readonly before?: string
  readonly after?: string
}

/** Both versions side by side, in the order of the new one; removed facts are at the end of their group. */
export function listContentRows(before: readonly ContentFact[], after: readonly ContentFact[]): ContentRow[] {
  const old = new Map(before.map((one) => [one.key, one.value]))
  const kept = new Set(after.map(({ key }) => key))
  const rows = after.map(({ value, ...one }): ContentRow => {
    const was = old.get(one.key)
    return omitUndefined({ ...one, after: value, before: was })
  })
  const gone = before
    .filter(({ key }) => !kept.has(key))
    .map(({ value, ...one }): ContentRow => ({ ...one, before: value }))
  return [...rows, ...gone]
}

/** The pictures of a fact. */
export const listPictures = (value: string | undefined): string[] =>
  value === undefined ? [] : value.split('\n')

export const isChanged = ({ before, after }: ContentRow): boolean => before !== after

/**
 * The difference of two texts: the common beginning and end, and the different middle of each. Characters are not
 * split.
 */
export function findMiddle(before: string, after: string) {
  const [a, b] = [[...before], [...after]]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  return {
    head: a.slice(0, head).join(''),
    removed: a.slice(head, a.length - tail).join(''),
    added: b.slice(head, b.length - tail).join(''),
    tail: a.slice(a.length - tail).join(''),
  }
}
