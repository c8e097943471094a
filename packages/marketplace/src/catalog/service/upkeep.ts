import { omitUndefined, toPage } from '@loggia/kernel'
import type { Page } from '@loggia/kernel'
import { requireOperator } from '../../parties/index.ts'
import { runInTx, record } from '../../platform/index.ts'
import type { Db, MemberActor, Platform } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { sortAsTree, requireFitParent } from '../rules/sales.ts'
import type { Agreement, Category, Text } from '../schema.ts'
import * as store from '../store/index.ts'

/** In force until an operator publishes other terms. */
const firstTerms: Agreement = {
  version: 0,
  text: {
    zh: '买家通过本云商店购买商品，商品由商家提供并负责。买家须按订单支付，并遵守商品的服务协议。云商店保存订单、支付和交付的记录，并按规则处理退款。',
    en: 'Buyers order products through this marketplace. Sellers provide them and are responsible for them. Buyers pay for their orders and follow the service agreement of each product. The marketplace keeps records of orders, payments and delivery, and handles refunds according to its rules.',
  },
}

/** Use cases of operators for categories and market terms. */
export function createUpkeep(platform: Platform) {
  const { db, clock } = platform

  const listCategories = async (): Promise<Category[]> => sortAsTree(await store.listCategories(db))

  /** Adds or changes a category (R40). A category that holds products cannot get subcategories. */
  const saveCategory = (actor: MemberActor, category: Category): Promise<Category> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const known = await store.listCategories(tx)
      requireFitParent(known, category)
      const { parent } = category
      if (parent !== undefined && (await store.isCategoryUsed(tx, parent)))
        throw catalogProblems.category_in_use({ category: parent })
      await store.saveCategory(tx, category)
      await record(tx, 'category.saved', { subject: `category:${category.code}`, data: { ...category } })
      return category
    })

  const deleteCategory = (actor: MemberActor, code: string): Promise<void> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const known = await store.listCategories(tx)
      if (!known.some((one) => one.code === code)) throw catalogProblems.category_not_found()
      if (known.some(({ parent }) => parent === code) || (await store.isCategoryUsed(tx, code)))
        throw catalogProblems.category_in_use({ category: code })
      await store.deleteCategory(tx, code)
      await record(tx, 'category.removed', { subject: `category:${code}` })
    })

  /** The market terms in force. */
  const getMarketTerms = async (from: Db = db): Promise<Agreement> =>
    (await store.findMarketTerms(from)) ?? firstTerms

  const publishMarketTerms = (actor: MemberActor, text: Text): Promise<Agreement> =>
    runInTx(platform, { actor }, async (tx) => {
      requireOperator(actor)
      const terms = { version: (await getMarketTerms(tx)).version + 1, text, at: clock.now() }
      await store.insertMarketTerms(tx, terms)
      await record(tx, 'market_terms.published', {
        subject: 'market_terms',
        data: { version: terms.version },
      })
      return terms
    })

  /** All published versions of the terms, newest first. */
  const listMarketTerms = async (
    actor: MemberActor,
    { limit, after }: { readonly limit: number; readonly after?: number },
  ): Promise<Page<Agreement>> => {
    requireOperator(actor)
    const rows = await store.listMarketTerms(db, omitUndefined({ limit, after }))
    return toPage(rows, limit, { item: (row) => row, cursor: ({ version }) => String(version) })
  }

  return {
    listCategories,
    saveCategory,
    deleteCategory,
    getMarketTerms,
    publishMarketTerms,
    listMarketTerms,
  }
}
