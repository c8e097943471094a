import { omitUndefined } from '@loggia/kernel'
import type { ChosenProduct, HomePageChoice, OperatorHomePage, SearchTotal } from '@loggia/protocol/console'
import type { FeedbackService } from '../../feedback/index.ts'
import type { Chosen, HomePages } from '../../home-page/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import type { Search } from '../../search/index.ts'
import * as store from '../store/index.ts'
import { createCards } from './cards.ts'

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

  /** The chosen products that are on sale, in their order; open to everybody. */
  async function getHomePage(): Promise<HomePageChoice> {
    const { products, words } = await homePages.findShown()
    const rows = await store.listInOrder(
      db,
      products.map(({ productId }) => productId),
    )
    const cards = await cardsOf(rows)
    const selection = cards.map((product, at) => {
      const { note } = products.find(({ productId }) => productId === product.id) ?? {}
      const [picture] = at === 0 ? (rows.find(({ id }) => id === product.id)?.pictures ?? []) : []
      return omitUndefined({ product, note, picture })
    })
    return { selection, words: { zh: [...words.zh], en: [...words.en] } }
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
  const countFound = (words: readonly string[]): Promise<{ word: string; products: SearchTotal }[]> =>
    Promise.all(
      words.map(async (word) => ({
        word,
        products: (await search.find({ text: word, sort: 'relevance', page: 1 })).total,
      })),
    )

  async function getOperatorHomePage(actor: MemberActor): Promise<OperatorHomePage> {
    const { selection, words } = await homePages.getForOperator(actor)
    const [products, zh, en] = await Promise.all([
      presentChosen(selection.products),
      countFound(words.zh),
      countFound(words.en),
    ])
    return { selection: { ...selection, products }, words: { version: words.version, zh, en } }
  }

  return { getHomePage, getOperatorHomePage }
}
