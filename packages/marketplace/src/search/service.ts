import { lockListables } from '../catalog/index.ts'
import { setWakeup } from '../platform/index.ts'
import type { Db, Platform, Tx } from '../platform/index.ts'
import { addMs, fromMinutes, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { chooseWays, countAnswers, countSellers, isCountedAtOnce, listSuggestions } from './answers.ts'
import { createCompleting } from './completing.ts'
import { listPage } from './pages.ts'
import { combineFacets, mostPages, pageSize, toDocument } from './rules.ts'
import type { Ask, Counted, Document, Facets, Found } from './schema.ts'
import { loadSounds } from './sounds.ts'
import * as store from './store/index.ts'
import { readQuery } from './read-query.ts'
import { isCjk, toNumbers } from './tokens.ts'
import { createSynonyms } from './synonyms.ts'
import { formatMeant, listOtherWords } from './understand.ts'
import { listKeys, readWord } from './words.ts'
import type { Word } from './words.ts'

export type Search = ReturnType<typeof createSearch>

const refreshedAtOnce = 200
/** After this time all servers run the new version. */
const replacedMs = fromMinutes(30)
const nothing: Found = {
  productIds: [],
  total: { count: 0, exact: true },
  pages: 0,
  facets: { categories: [], modes: [], types: [], prices: [], guarantees: [], ratings: [], sellers: [] },
  suggestions: [],
  words: [],
}

export function createSearch(platform: Platform) {
  const { db } = platform

  async function save(tx: Tx, productIds: readonly Id<'prd'>[]): Promise<void> {
    const listables = await lockListables(tx, productIds)
    const listed = new Set(listables.map(({ productId }) => productId))
    const ratings = await store.listRatings(tx, productIds)
    const sellerIds = [...new Set(listables.map(({ seller }) => seller.id))]
    const answering = await store.listAnsweringTickets(tx, sellerIds)
    await saveDocuments(
      tx,
      listables.map((listable) =>
        toDocument(listable, {
          tenths: ratings.get(listable.productId),
          answersTickets: answering.has(listable.seller.id),
        }),
      ),
    )
    await store.remove(
      tx,
      productIds.filter((id) => !listed.has(id)),
    )
    await store.foldCounts(tx)
  }

  /** Indexes these products again: the document of a listed product is replaced, that of any other is removed. */
  async function refresh(tx: Tx, productIds: readonly Id<'prd'>[]): Promise<void> {
    await store.keepFewTokensWaiting(tx)
    await save(tx, productIds)
    await store.foldWords(tx)
  }

  /**
   * Indexes a batch of the products in `search_due` and sets the next wake-up while there are more. Returns how many it
   * read.
   */
  async function refreshDue(tx: Tx, now: Instant): Promise<number> {
    await store.forceCustomPlans(tx)
    const productIds = await store.takeDue(tx, refreshedAtOnce)
    await store.keepManyTokensWaiting(tx)
    await save(tx, productIds)
    const rest = productIds.length === refreshedAtOnce
    await store.foldWords(tx, !rest)
    // Also after an empty batch: the full batch before it left its tokens unmerged.
    if (!rest) await store.mergeWaitingTokens(tx)
    await setWakeup(tx, { kind: 'search.refresh', subject: 'due' }, rest ? now : undefined)
    return productIds.length
  }

  /**
   * Has all documents written anew, after an upgrade that changes them; and once more when servers of the earlier version,
   * which may take a part of them meanwhile, have been replaced.
   */
  async function readAllAgain(tx: Tx, subject: string, now: Instant): Promise<void> {
    await store.addAllDue(tx)
    if (subject === 'first')
      await setWakeup(tx, { kind: 'search.reread', subject: 'again' }, addMs(now, replacedMs))
  }

  /**
   * Finds listed products by text and filters, with facets. The order is deterministic. The counts and the page are read
   * at the same time, each in a transaction of its own, so a product that is saved in between may be in one of them only.
   */
  async function find(ask: Ask): Promise<Found> {
    const sounds = await loadSounds()
    const hasText = ask.text.trim() !== ''
    const read = <T>(work: (tx: Db) => Promise<T>): Promise<T> =>
      db.transaction(async (tx) => {
        await store.prepareSearch(tx, hasText)
        return work(tx)
      })
    const asked = await read(async (tx) => {
      const known = await store.listFacets(tx)
      const wanted = await readQuery(tx, { text: ask.text, known, sounds })
      return { wanted, filters: ask, known, ways: await chooseWays(tx, { wanted, filters: ask }) }
    })
    const { units } = asked.wanted
    if (hasText && units.length === 0) return nothing
    const [{ facets, offered, total, suggestions, ...counted }, { productIds, apart }] = await Promise.all([
      read(async (tx) => {
        const counts = await countAnswers(tx, asked)
        // The bands of prices are alternatives to the range that was typed.
        const unpriced = { ...asked, filters: { ...ask, range: undefined } }
        const offered = ask.range
          ? await countAnswers(tx, { ...unpriced, ways: await chooseWays(tx, unpriced) })
          : counts
        const suggestions = counts.total.count === 0 ? await listSuggestions(tx, asked) : []
        return { ...counts, offered, suggestions }
      }),
      read(async (tx) => ({
        productIds: ask.page <= mostPages ? await listPage(tx, asked, ask) : [],
        apart: isCountedAtOnce(asked) ? undefined : await countSellers(tx, asked),
      })),
    ])
    const sellers = counted.sellers ?? apart ?? []
    return omitUndefined({
      productIds,
      total,
      pages: Math.min(Math.ceil(total.count / pageSize), mostPages),
      facets: { ...combineFacets(facets, ask), prices: combineFacets(offered.facets, ask).prices, sellers },
      suggestions,
      meant: formatMeant(units),
      words: listOtherWords(units),
    })
  }

  /** Listed products of the same category by other sellers, the nearest in price first. */
  async function findNear(productId: Id<'prd'>, limit: number): Promise<Id<'prd'>[]> {
    const [own, known] = await Promise.all([store.findFacet(db, productId), store.listFacets(db)])
    const category = known.find(({ no }) => no === own)?.category
    if (category === undefined) return []
    const facets = known.filter((facet) => facet.category === category).map(({ no }) => no)
    return store.listNearIds(db, { productId, facets, limit })
  }

  /** All sellers with listed products, those with most of them first. */
  const listSellers = (): Promise<SellerCounted[]> => store.countSellers(db, undefined, everyone)

  /** The categories of listed products by path, each with those below it, the most first. */
  const countCategories = async (): Promise<Facets['categories']> =>
    combineFacets(await store.listFacets(db), {}).categories

  /** The categories in which each of these sellers has listed products, most products first. */
  async function listCategories(sellerIds: readonly Id<'sel'>[]): Promise<ReadonlyMap<Id<'sel'>, string[]>> {
    const [found, known] = await Promise.all([store.listSellerFacets(db, sellerIds), store.listFacets(db)])
    const categories = new Map(known.map(({ no, category }) => [no, category]))
    const placed = found.flatMap(({ facet, ...rest }) => {
      const category = categories.get(facet)
      return category === undefined ? [] : [{ ...rest, category }]
    })
    return new Map(
      [...Map.groupBy(placed, ({ sellerId }) => sellerId)].map(
        ([id, own]) => [id, sortByCount(own)] as const,
      ),
    )
  }

  return {
    ...createSynonyms(platform),
    refresh,
    refreshDue,
    readAllAgain,
    find,
    complete: createCompleting(platform),
    findNear,
    listSellers,
    listCategories,
    countCategories,
  }
}

type SellerCounted = Counted<Id<'sel'>>
/** A marketplace has thousands of sellers, and their counts are stored. */
const everyone = { documents: 0, sellers: 1_000_000 }

function sortByCount(placed: readonly { readonly category: string; readonly count: number }[]): string[] {
  const counts = new Map<string, number>()
  for (const { category, count } of placed) counts.set(category, (counts.get(category) ?? 0) + count)
  return [...counts]
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([category]) => category)
}

async function saveDocuments(tx: Tx, documents: readonly Document[]): Promise<void> {
  const words = new Map(
    documents.flatMap((document) => document.words.map((word) => [word.word, word] as const)),
  )
  const numbers = await store.addWords(tx, [...words.values()], listKeysOf)
  await store.save(
    tx,
    documents.map((document) => ({
      ...document,
      words: document.words.flatMap(({ word }) => numbers.get(word) ?? []),
    })),
  )
}

async function listKeysOf(words: readonly Word[]): Promise<number[][]> {
  const sounds = await loadSounds()
  return words.map(({ word }) => toNumbers(listKeys(word, isCjk(word) ? readWord(word, sounds) : undefined)))
}
