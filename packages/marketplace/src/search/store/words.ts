import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/index.ts'
import type { SearchTables } from '../tables.ts'
import type { Word } from '../words.ts'
import { bindNumbers, bindTexts, writeArray, writeNumbers } from './arrays.ts'

/** Changes of counts of words are folded when there are more rows than this; each search reads those that wait. */
const mostChanges = 20
/** So many words are looked at; a query of many short parts has more that sound like them. */
const mostFound = 1000

export type FoundWord = { readonly word: string; readonly isPhrase: boolean; readonly documents: number }
/** By hashes of keys, those of the most documents first. */
export type WordsByKey = ReadonlyMap<number, readonly FoundWord[]>

/** The numbers of these words; new words are added with their keys, and those with keys of an earlier version get new ones. */
export async function addWords(
  tx: Tx,
  words: readonly Word[],
  keysOf: (words: readonly Word[]) => Promise<readonly (readonly number[])[]>,
): Promise<Map<string, number>> {
  const known = await numbersOf(tx, words, sql`and not stale`)
  const fresh = words.filter(({ word }) => !known.has(word)).toSorted((a, b) => (a.word < b.word ? -1 : 1))
  if (fresh.length === 0) return known
  const keys = await keysOf(fresh)
  // In the order of `foldWords`, which locks words too.
  await sql`
    select from search_word where stale and word = any(${bindTexts(fresh.map(({ word }) => word))})
    order by no for update`.execute(tx.withTables<SearchTables>())
  await sql`
    insert into search_word (word, is_phrase, keys, stale)
    select word, is_phrase, keys::bigint[], false from unnest(${bindTexts(fresh.map(({ word }) => word))},
      ${bindTexts(fresh.map(({ isPhrase }) => String(isPhrase)))}::boolean[],
      ${bindTexts(keys.map(writeArray))}) as given (word, is_phrase, keys)
    on conflict (word) do update set keys = excluded.keys, stale = false where search_word.stale`.execute(
    tx.withTables<SearchTables>(),
  )
  return new Map([...known, ...(await numbersOf(tx, fresh))])
}

async function numbersOf(tx: Tx, words: readonly Word[], only = sql``): Promise<Map<string, number>> {
  const { rows } = await sql<{ no: number; word: string }>`
    select no, word from search_word where word = any(${bindTexts(words.map(({ word }) => word))}) ${only}`.execute(
    tx.withTables<SearchTables>(),
  )
  return new Map(rows.map(({ no, word }) => [word, no]))
}

/**
 * Adds the changes of counts to the words, if many wait. Takes only changes that no other transaction has locked, and
 * the words in one order.
 */
export async function foldWords(tx: Tx, atOnce = false): Promise<void> {
  const tables = tx.withTables<SearchTables>()
  const { rows } = await sql<{ many: boolean }>`
    select count(*) > ${atOnce ? 0 : mostChanges} as many
    from (select from search_word_change limit ${mostChanges + 1}) as waiting`.execute(tables)
  if (!rows[0]?.many) return
  await sql`
    with folded as (
      delete from search_word_change where ctid = any(array(
        select ctid from search_word_change for update skip locked))
      returning words, documents
    ),
    changes as (
      select change.word, sum(change.documents)::int as documents
      from folded cross join unnest(folded.words, folded.documents) as change (word, documents) group by change.word
    ),
    locked as (
      select no from search_word where no in (select word from changes) order by no for update
    )
    update search_word set documents = search_word.documents + changes.documents
    from changes join locked on locked.no = changes.word where search_word.no = changes.word`.execute(tables)
}

/** The words that have one of these keys, by key. */
export async function findWords(db: Db, keys: readonly number[]): Promise<WordsByKey> {
  if (keys.length === 0) return new Map()
  type Row = {
    word: string
    is_phrase: boolean
    documents: number
    found: readonly (bigint | number | string)[]
  }
  const { rows } = await sql<Row>`
    with found as materialized (
      select no, word, is_phrase, documents, array(select key from unnest(keys) as key
        where key = any(${writeNumbers(keys, 'bigint')})) as found
      from search_word where keys && ${bindNumbers(keys)} limit ${mostFound}
    ),
    waiting as materialized (
      select change.word as no, sum(change.documents)::int as documents
      from search_word_change as changed cross join unnest(changed.words, changed.documents) as change (word, documents)
      where change.word in (select no from found) group by change.word
    )
    select word, is_phrase, found, found.documents + coalesce(waiting.documents, 0) as documents
    from found left join waiting on waiting.no = found.no
    where found.documents + coalesce(waiting.documents, 0) > 0 order by 4 desc, 1`.execute(
    db.withTables<SearchTables>(),
  )
  const byKey = new Map<number, FoundWord[]>()
  for (const { word, is_phrase: isPhrase, documents, found } of rows)
    for (const key of found) {
      const of = byKey.get(Number(key)) ?? []
      of.push({ word, isPhrase, documents })
      byKey.set(Number(key), of)
    }
  return byKey
}

/** The words that begin with these letters, those of the most documents first. */
export async function findWordsBeginning(db: Db, letters: string, most: number): Promise<FoundWord[]> {
  // An upper bound of all words that begin with the letters.
  const end = `${letters}\u{10ffff}`
  const { rows } = await sql<{ word: string; is_phrase: boolean; documents: number }>`
    select word, is_phrase, greatest(documents, 1) as documents from search_word
    where word >= ${letters} and word < ${end} order by documents desc, word limit ${most}`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map(({ word, is_phrase: isPhrase, documents }) => ({ word, isPhrase, documents }))
}

/** The words that begin with this and that products have, those of the most documents first. */
export async function listFrequentWords(db: Db, beginning: string, most: number): Promise<string[]> {
  const end = `${beginning}\u{10ffff}`
  const { rows } = await sql<{ word: string }>`
    with found as materialized (
      select no, word, documents from search_word where word >= ${beginning} and word < ${end}
      order by documents desc, word limit ${mostFound}
    ),
    waiting as materialized (
      select change.word as no, sum(change.documents)::int as documents
      from search_word_change as changed cross join unnest(changed.words, changed.documents) as change (word, documents)
      where change.word in (select no from found) group by change.word
    )
    select word from found left join waiting on waiting.no = found.no
    where found.documents + coalesce(waiting.documents, 0) > 0
    order by found.documents + coalesce(waiting.documents, 0) desc, word limit ${most}`.execute(
    db.withTables<SearchTables>(),
  )
  return rows.map(({ word }) => word)
}
