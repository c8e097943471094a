import type { Db } from '../platform/index.ts'
import { listQueryKeys, listSynonymKeys, parseQuery, isLetters, toSynonymKey } from './query.ts'
import type { Query } from './query.ts'
import { sumCounts } from './rules.ts'
import type { Facet } from './schema.ts'
import type { Sounds } from './sounds.ts'
import { stopWords } from './plain-words.ts'
import * as store from './store/index.ts'
import { splitIntoTerms, toNumber, toNumbers } from './tokens.ts'
import { understand } from './understand.ts'
import type { Understood } from './understand.ts'
import { formatKey } from './words.ts'

/** What a query asks for. */
export type Wanted = Understood & Pick<Query, 'key'>

const mostBeginnings = 5

/** Understands a query by the words that products have, and by those that operators say mean the same. */
export async function readQuery(
  db: Db,
  {
    text,
    known,
    sounds,
  }: { readonly text: string; readonly known: readonly Facet[]; readonly sounds: Sounds },
): Promise<Wanted> {
  const query = parseQuery(text)
  if (query.terms.length === 0) return { key: query.key, units: [], isSentence: false }
  const words = await store.findWords(db, toNumbers(listQueryKeys(query, sounds)))
  const understood = understand(query, {
    words,
    beginnings: await findBeginnings(db, query, words),
    synonyms: await findSynonyms(db, query),
    documents: sumCounts(known),
    sounds,
  })
  return { key: query.key, ...understood }
}

/** Of the terms that are no words, the words that begin with them. */
async function findBeginnings(db: Db, { terms }: Query, words: store.WordsByKey) {
  const begun = new Map<string, readonly store.FoundWord[]>()
  for (const term of terms) {
    const isKnown = (['itself', 'sound'] as const).some((by) => words.has(toNumber(formatKey(by, term))))
    if (isKnown || term.length < 2 || !isLetters(term) || stopWords.has(term)) continue
    begun.set(term, await store.findWordsBeginning(db, term, mostBeginnings))
  }
  return begun
}

async function findSynonyms(db: Db, query: Query): Promise<Map<string, readonly string[]>> {
  const groups = await store.findSynonyms(db, toNumbers(listSynonymKeys(query)))
  return new Map(
    groups.flatMap(({ words }) => words.map((word) => [toSynonymKey(splitIntoTerms(word)), words] as const)),
  )
}
