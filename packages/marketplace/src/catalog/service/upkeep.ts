import { requireOperator } from '../../parties/index.ts'
import { runInTx, record } from '../../platform/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import { catalogProblems } from '../problems.ts'
import { sortAsTree, requireFitParent } from '../rules/sales.ts'
import type { Category } from '../schema.ts'
import * as store from '../store/index.ts'

/** Use cases of operators for categories. */
export function createUpkeep(platform: Platform) {
  const { db } = platform

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

  /** How many listed products each category has itself; guests see no category that has none, nor below it. */
  async function countListed(actor: MemberActor) {
    requireOperator(actor)
    return store.countListed(db)
  }

  return {
    countListed,
    listCategories,
    saveCategory,
    deleteCategory,
  }
}
