import { omitUndefined } from '@loggia/kernel'
import type { ChosenProduct, OperatorHomePage, RouteReply, SearchTotal } from '@loggia/protocol/console'
import type { FeedbackService } from '../../feedback/index.ts'
import type { Chosen, HomePages } from '../../home-page/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import type { Search } from '../../search/index.ts'
import * as store from '../store/index.ts'
import { createCards } from './cards.ts'

/** So many products the home page reads: it shows the sellers of all, and the cards of the first. */
const mostShown = 100

/** What operators chose for the home page, as visitors and as operators see it. */
export function createHomePageViews({
  db,
  feedback,
  homePages,
  search,
}: Platform & {
  readonly feedback: Pick<FeedbackService, 'listFigures'>
  readonly homePages: Pick<HomePages, 'findShown' | 'getForOperator'>
  readonly search: Pick<Search, 'find'>
}) {
  const { pricesOf, filterShown, cardsOf } = createCards({ db, feedback })

  /** What the home page shows; open to everybody. The chosen products are nearly always among the first ones. */
  async function getHomePage(): Promise<RouteReply<'GET /api/home-page'>> {
    const [first, { products: chosen, words }] = await Promise.all([
      store.listListed(db, { limit: mostShown - 1 }),
      homePages.findShown(),
    ])
    const known = new Set(first.map(({ id }) => id))
    const ids = chosen.map(({ productId }) => productId)
    const others = await store.listInOrder(
      db,
      ids.filter((id) => !known.has(id)),
    )
    const rows = [...first, ...others]
    const products = await cardsOf(rows)
    const shown = new Set(products.map(({ id }) => id))
    const selection = chosen
      .filter(({ productId }) => shown.has(productId))
      .map(({ productId, note }, at) => {
        const pictures = at === 0 ? rows.find(({ id }) => id === productId)?.pictures : undefined
        return omitUndefined({ productId, note, picture: pictures?.[0] })
      })
    return { products, selection, words: { zh: [...words.zh], en: [...words.en] } }
  }

  async function presentChosen(products: readonly Chosen[]): Promise<ChosenProduct[]> {
    const rows = await store.listProductsByIds(
      db,
      products.map(({ productId }) => productId),
    )
    const prices = await pricesOf(rows)
    return products.flatMap(({ productId, note }) => {
      const row = rows.find(({ id }) => id === productId)
      if (!row) return []
      return [
        omitUndefined({
          id: row.id,
          name: { zh: row.name_zh, en: row.name_en },
          logo: row.logo ?? undefined,
          seller: { id: row.seller_id, name: { zh: row.seller_zh, en: row.seller_en } },
          state: row.state,
          isPublic: row.state === 'listed' && filterShown(prices(row.id)).length > 0,
          note,
        }),
      ]
    })
  }

  /** How many products a search finds, for each word. */
  async function countFound(words: readonly string[]): Promise<{ word: string; products: SearchTotal }[]> {
    const counted: { word: string; products: SearchTotal }[] = []
    // One after the other: each search takes two connections for a moment.
    for (const word of words) {
      const { total } = await search.find({ text: word, sort: 'relevance', page: 1 })
      counted.push({ word, products: total })
    }
    return counted
  }

  async function getOperatorHomePage(actor: MemberActor): Promise<OperatorHomePage> {
    const { selection, words } = await homePages.getForOperator(actor)
    const products = await presentChosen(selection.products)
    const zh = await countFound(words.zh)
    const en = await countFound(words.en)
    return { selection: { ...selection, products }, words: { version: words.version, zh, en } }
  }

  return { getHomePage, getOperatorHomePage }
}
