import { omitUndefined } from '@loggia/kernel'

/** One thing that a version says: `key` ties it to the same thing of the other version. */
export type ContentFact = {
  readonly key: string
  readonly group?: string
  readonly name: string
  /** In words; of pictures their paths, a line each. */
  readonly value: string
  /** Set where the thing is to be seen and not read. */
  readonly pictures?: 'logo' | 'screens'
}
/** The same thing in both versions; `before` is missing of what is new, `after` of what is gone. */
export type ContentRow = Pick<ContentFact, 'key' | 'group' | 'name' | 'pictures'> & {
  readonly before?: string
  readonly after?: string
}

/** Both versions side by side, in the order of the new one; what is gone stands at the end of its group. */
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

/** The pictures that a version has of a thing. */
export const listPictures = (value: string | undefined): string[] =>
  value === undefined ? [] : value.split('\n')

export const isChanged = ({ before, after }: ContentRow): boolean => before !== after

/** What differs between two texts: the same beginning and end, and what was in between on each side. Whole characters are kept. */
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
