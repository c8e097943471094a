import type { Id } from '@loggia/kernel'
import { findLicenseWay, mostTestLicenses } from '@loggia/protocol/console/licenses/kinds'
import { catalogProblems, getProduct } from '../../catalog/index.ts'
import type { Product, ProductTold } from '../../catalog/index.ts'
import { requireSeller } from '../../parties/index.ts'
import { record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { licenseProblems } from '../problems.ts'
import { codeBytes, formatCode } from '../rules.ts'
import type { TestLicense } from '../schema.ts'
import * as store from '../store/index.ts'
import type { LicenseContext } from './context.ts'

export type ShownTestLicense = TestLicense & { readonly code: string }

/** What a product needs before it is sold, and the codes with which its seller tries the open APIs (R245). */
export function createTestCodes(context: LicenseContext) {
  const { access, clock, db, ids, randomBytes, seal } = context

  /** Throws `catalog.product_not_found`, also for somebody else's. */
  async function getOwn(from: Db, actor: MemberActor, productId: Id<'prd'>): Promise<Product> {
    const sellerId = requireSeller(actor)
    const product = await getProduct(from, productId)
    if (product.sellerId !== sellerId) throw catalogProblems.product_not_found({ productId })
    return product
  }

  async function listTestCodes(actor: MemberActor, productId: Id<'prd'>): Promise<ShownTestLicense[]> {
    await getOwn(db, actor, productId)
    return store.testCodes.listByProduct(db, productId, seal)
  }

  /**
   * A code is activated once, so one too many replaces the oldest. The transaction gives only its id: its answer is kept
   * for repetitions, and the code lies nowhere unsealed. Throws `license.not_of_way`; `license.not_found` for a
   * repetition after the code was replaced.
   */
  async function makeTestCode(request: MemberRequest, productId: Id<'prd'>): Promise<ShownTestLicense> {
    const { id } = await insertTestCode(request, productId)
    const made = (await store.testCodes.listByProduct(db, productId, seal)).find((one) => one.id === id)
    if (!made) throw licenseProblems.not_found()
    return made
  }

  const insertTestCode = (
    request: MemberRequest,
    productId: Id<'prd'>,
  ): Promise<{ readonly id: Id<'tlc'> }> =>
    runInTx(context, request, async (tx) => {
      const { sellerId, type } = await getOwn(tx, request.actor, productId)
      if (type !== 'license') throw licenseProblems.not_of_way()
      await store.testCodes.waitForTurn(tx, productId)
      await store.testCodes.keepNewest(tx, productId, mostTestLicenses - 1)
      const made = { id: ids.next('tlc'), productId, sellerId, createdAt: clock.now() }
      const code = formatCode(randomBytes(codeBytes))
      await store.testCodes.insert(tx, made, { code, seal })
      await record(tx, 'product.test_license_made', {
        subject: productId,
        data: { testLicenseId: made.id },
      })
      return { id: made.id }
    })

  /**
   * R245, R255, license §2.2: a code was tried; a server is bound where one is called. Throws `license.test_missing`,
   * `access.product_not_bound` and others of the binding.
   */
  async function requireReady(tx: Tx, event: ProductTold<'product.submitted'>): Promise<void> {
    const { supervision } = await getProduct(tx, event.productId)
    const way = findLicenseWay(supervision?.flow) ?? 'code'
    if (way === 'code' && !(await store.testCodes.isTried(tx, event.productId)))
      throw licenseProblems.test_missing()
    if (way === 'code') await access.requireReadyIfBound(tx, event, 'license')
    if (way === 'online') await access.requireReady(tx, event, 'license')
  }

  return { listTestCodes, makeTestCode, requireReady }
}
