import { isDeepStrictEqual } from 'node:util'
import { toCalendarDate } from '@loggia/kernel'
import { lockListables } from '../catalog/index.ts'
import { requireOperator } from '../parties/index.ts'
import { lockName, record, runInTx } from '../platform/index.ts'
import type { MemberActor, Platform, Tx } from '../platform/index.ts'
import { homePageProblems } from './problems.ts'
import { decideState, requireHomeWords, requireSelection } from './rules.ts'
import { homePageSubject } from './schema.ts'
import type { Chosen, HomePart, HomeWords, Selection, SelectionState, Versioned } from './schema.ts'
import * as store from './store.ts'

export type HomePages = ReturnType<typeof createHomePages>

/** What operators choose for the home page: the products that it shows first, and words to search for. */
export function createHomePages(platform: Platform) {
  const { clock, db, zone } = platform
  const today = (): string => toCalendarDate(clock.now(), zone)

  /** What visitors see today; products that are no longer on sale are still in it. */
  async function findShown(): Promise<{ readonly products: readonly Chosen[]; readonly words: HomeWords }> {
    const [selection, words] = await Promise.all([store.findSelection(db), store.listWords(db)])
    return { products: decideState(selection, today()) === 'shown' ? selection.products : [], words }
  }

  /** Everything, for operators. */
  async function getForOperator(actor: MemberActor): Promise<{
    readonly selection: Versioned<Selection> & { readonly state: SelectionState }
    readonly words: Versioned<HomeWords>
  }> {
    requireOperator(actor)
    const [selection, words, version] = await Promise.all([
      store.findSelection(db),
      store.listWords(db),
      store.findVersion(db, 'words'),
    ])
    return {
      selection: { ...selection, state: decideState(selection, today()) },
      words: { ...words, version },
    }
  }

  /** Whoever changes a part takes turns. Returns its version. Throws `home_page.changed` if it is not the one that was read. */
  async function lockPart(tx: Tx, part: HomePart, read?: number): Promise<number> {
    await lockName(tx, `home_page:${part}`)
    const version = await store.findVersion(tx, part)
    if (read !== undefined && version !== read) throw homePageProblems.changed()
    return version
  }

  /** Products that were in the selection before may stay in it when they are no longer on sale. */
  async function requireOnSale(tx: Tx, from: Selection, to: Selection): Promise<void> {
    const known = new Set(from.products.map(({ productId }) => productId))
    const added = to.products.flatMap(({ productId }) => (known.has(productId) ? [] : [productId]))
    const listed = new Set((await lockListables(tx, added)).map(({ productId }) => productId))
    const missing = added.find((id) => !listed.has(id))
    if (missing !== undefined) throw homePageProblems.product_not_on_sale({ productId: missing })
  }

  async function setSelectionIn(tx: Tx, to: Selection, read?: number): Promise<number> {
    requireSelection(to)
    const version = await lockPart(tx, 'selection', read)
    const { version: _, ...from } = await store.findSelection(tx)
    if (isDeepStrictEqual(from, to)) return version
    await requireOnSale(tx, from, to)
    await store.saveSelection(tx, to, { version: version + 1, at: clock.now() })
    await record(tx, 'home_page.selection_changed', { subject: homePageSubject, data: { from, to } })
    return version + 1
  }

  async function setWordsIn(tx: Tx, given: HomeWords, read?: number): Promise<number> {
    const to = requireHomeWords(given)
    const version = await lockPart(tx, 'words', read)
    const from = await store.listWords(tx)
    if (isDeepStrictEqual(from, to)) return version
    await store.saveWords(tx, to, { version: version + 1, at: clock.now() })
    await record(tx, 'home_page.words_changed', { subject: homePageSubject, data: { from, to } })
    return version + 1
  }

  return {
    findShown,
    getForOperator,
    setSelectionIn,
    setWordsIn,
    /**
     * `version` is the one that was read; returns the new one. Throws `home_page.changed`, `product_repeated`,
     * `product_not_on_sale`, `dates_reversed`.
     */
    setSelection: (actor: MemberActor, { version, ...to }: Versioned<Selection>): Promise<number> =>
      runInTx(platform, { actor }, async (tx) => {
        requireOperator(actor)
        return setSelectionIn(tx, to, version)
      }),
    /** Throws `home_page.changed`, `word_repeated`, `word_unreadable`. */
    setWords: (actor: MemberActor, { version, ...to }: Versioned<HomeWords>): Promise<number> =>
      runInTx(platform, { actor }, async (tx) => {
        requireOperator(actor)
        return setWordsIn(tx, to, version)
      }),
  }
}
