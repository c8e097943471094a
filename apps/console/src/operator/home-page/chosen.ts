import { omitUndefined } from '@loggia/kernel'
import type { OperatorHomePage } from '@loggia/protocol/console'
import { longestHomeWord, longestNote, mostHomeWords } from '@loggia/protocol/console/home-page/kinds'

type Selection = OperatorHomePage['selection']
type Chosen = Selection['products'][number]

/** What a change of the selection sends. */
export function toChange({ version, from, until, products }: Omit<Selection, 'state'>) {
  return omitUndefined({
    version,
    from,
    until,
    products: products.map(({ id, note }) => omitUndefined({ productId: id, note })),
  })
}

/** The products after one was moved by some places; undefined if it cannot go there. */
export function moveChosen(products: readonly Chosen[], id: string, by: number): Chosen[] | undefined {
  const at = products.findIndex((one) => one.id === id)
  const moved = products[at]
  if (!moved || !products[at + by] || by === 0) return undefined
  return products.toSpliced(at, 1).toSpliced(at + by, 0, moved)
}

export type TypedNote = { readonly zh: string; readonly en: string }
export type NoteFault = 'half' | 'long'

/** What is wrong with a note: it needs both languages, or neither. */
export function findNoteFault({ zh, en }: TypedNote): NoteFault | undefined {
  if ((zh.trim() === '') !== (en.trim() === '')) return 'half'
  return Math.max(zh.trim().length, en.trim().length) > longestNote ? 'long' : undefined
}

/** The note as it is sent; undefined if nothing is typed. */
export const toNote = ({ zh, en }: TypedNote): TypedNote | undefined =>
  zh.trim() === '' ? undefined : { zh: zh.trim(), en: en.trim() }

export type HomeWordsFault = 'many' | 'long'

/** What is wrong with the words of one language, before the marketplace is asked. */
export function findHomeWordsFault(words: readonly string[]): HomeWordsFault | undefined {
  if (words.length > mostHomeWords) return 'many'
  return words.some((word) => word.length > longestHomeWord) ? 'long' : undefined
}
