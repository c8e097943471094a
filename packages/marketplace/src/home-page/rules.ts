import { homePageProblems } from './problems.ts'
import type { HomeWords, Selection, SelectionState } from './schema.ts'

/** Whether visitors see the selection on a date (`2027-02-06`); its first and last day are included. */
export function decideState({ from, until, products }: Selection, today: string): SelectionState {
  if (products.length === 0) return 'empty'
  if (until !== undefined && until < today) return 'ended'
  return from !== undefined && from > today ? 'planned' : 'shown'
}

/** Throws `home_page.product_repeated`, `home_page.dates_reversed`. */
export function requireSelection({ from, until, products }: Selection): void {
  if (new Set(products.map(({ productId }) => productId)).size < products.length)
    throw homePageProblems.product_repeated()
  if (from !== undefined && until !== undefined && until < from) throw homePageProblems.dates_reversed()
}

/** The words with single spaces. Throws `home_page.word_unreadable`, `home_page.word_repeated`. */
export const requireHomeWords = ({ zh, en }: HomeWords): HomeWords => ({
  zh: requireOnce(zh),
  en: requireOnce(en),
})

function requireOnce(given: readonly string[]): string[] {
  const words = given.map((word) => word.trim().replace(/\s+/g, ' '))
  const known = new Set<string>()
  for (const word of words) {
    if (!/[\p{L}\p{N}]/u.test(word)) throw homePageProblems.word_unreadable({ word })
    const key = word.normalize('NFKC').toLowerCase()
    if (known.has(key)) throw homePageProblems.word_repeated({ word })
    known.add(key)
  }
  return words
}
