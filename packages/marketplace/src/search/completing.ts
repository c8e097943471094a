import type { Id } from '@loggia/kernel'
import type { Db, Platform } from '../platform/index.ts'
import { toAmong } from './answers.ts'
import { listRequired } from './plans.ts'
import { readQuery } from './read-query.ts'
import type { Wanted } from './read-query.ts'
import { sumCounts } from './rules.ts'
import type { Completions } from './schema.ts'
import { loadSounds } from './sounds.ts'
import { stopWords } from './plain-words.ts'
import * as store from './store/index.ts'
import { isCjk, listParts, splitIntoTerms, toNameKey } from './tokens.ts'
import { formatMeant } from './understand.ts'

const most = { products: 5, queries: 4, words: 12 } as const

/** Completes a text that is being typed; reads no counts of products, which take most of the time of a search. */
export function createCompleting({ db }: Platform) {
  return async function complete(text: string): Promise<Completions> {
    const sounds = await loadSounds()
    return db.transaction(async (tx) => {
      await store.prepareSearch(tx, true)
      const known = await store.listFacets(tx)
      const wanted = await readQuery(tx, { text, known, sounds })
      if (wanted.units.length === 0 || sumCounts(known) === 0)
        return { productIds: [], queries: [], keys: [] }
      const meant = formatMeant(wanted.units)
      return {
        productIds: await listProducts(tx, wanted),
        queries: await listQueries(tx, wanted.key, meant),
        keys: [...new Set([wanted.key, ...(meant === undefined ? [] : [toNameKey(meant)])])],
      }
    })
  }
}

/** Names that begin with the text come first, then those that have all of it. */
async function listProducts(tx: Db, { key, units }: Wanted): Promise<Id<'prd'>[]> {
  const found = await store.listIdsByName(tx, { key, among: {}, limit: most.products })
  const required = listRequired(units)
  for (const field of ['name', 'near'] as const) {
    const limit = most.products - found.length
    if (limit <= 0) break
    const among = toAmong([required], {}, field)
    found.push(...(await store.listIds(tx, { among, sort: 'newest', without: found, limit, offset: 0 })))
  }
  return found
}

/** What was meant, and the text with its last word completed, by the words that most products have. */
async function listQueries(tx: Db, key: string, meant: string | undefined): Promise<string[]> {
  const base = meant ?? key
  const last = splitIntoTerms(base).at(-1) ?? ''
  const isCompletable = isCjk(last) || (last.length > 1 && !stopWords.has(last))
  const words = isCompletable ? await store.listFrequentWords(tx, last, most.words) : []
  const typed = new Set([toForm(last)])
  const others = words.filter((word) => {
    const form = toForm(word)
    if (typed.has(form)) return false
    typed.add(form)
    return true
  })
  const before = base.slice(0, base.length - last.length)
  return [...(meant === undefined ? [] : [meant]), ...others.map((word) => `${before}${word}`)].slice(
    0,
    most.queries,
  )
}

/** Of the forms of an English word one is enough. */
const toForm = (word: string): string => (isCjk(word) ? word : (listParts(word)[0] ?? word))
