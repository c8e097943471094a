import type { Id } from '@loggia/kernel'
import { mayHaveTemplate } from '@loggia/protocol/console/supervision/kinds'
import { catalogProblems, getProduct } from '../../catalog/index.ts'
import type { Product } from '../../catalog/index.ts'
import { fileProblems } from '../../files/index.ts'
import type { KeptFile, readUpload } from '../../files/index.ts'
import { requireOperator, requireSeller } from '../../parties/index.ts'
import { record, runInTx } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { supervisionProblems } from '../problems.ts'
import type { Supervision } from '../schema.ts'
import { fileKinds } from './context.ts'
import type { SupervisionContext } from './context.ts'

type WithFiles = Pick<SupervisionContext, 'files'>

const listOf = async ({ files }: WithFiles, db: Db, productId: Id<'prd'>): Promise<KeptFile[]> =>
  (await files.listOf(db, [productId], fileKinds.template))(productId)

/**
 * R38, R97: a delivery that asks for a demand keeps the files that its product has at the payment: what the seller
 * changes later changes no running delivery.
 */
export async function keepTemplates(context: WithFiles, tx: Tx, of: Supervision): Promise<void> {
  if (of.stage !== 'demand') return
  const ids = (await listOf(context, tx, of.productId)).map(({ id }) => id)
  if (ids.length === 0) return
  await context.files.attach(tx, { ids, kind: fileKinds.template, owner: of.sellerId, subject: of.id })
}

/** R38: the files of a product's delivery template, which its seller changes at any time. */
export function createTemplates(context: SupervisionContext) {
  const { db, files } = context

  /** Throws `catalog.product_not_found`, also for somebody else's. */
  async function getOwnProduct(from: Db, actor: MemberActor, productId: Id<'prd'>): Promise<Product> {
    const product = await getProduct(from, productId)
    if (product.sellerId !== requireSeller(actor)) throw catalogProblems.product_not_found({ productId })
    return product
  }

  async function listTemplates(
    actor: MemberActor,
    role: 'seller' | 'operator',
    productId: Id<'prd'>,
  ): Promise<KeptFile[]> {
    if (role === 'seller') await getOwnProduct(db, actor, productId)
    else {
      requireOperator(actor)
      await getProduct(db, productId)
    }
    return listOf(context, db, productId)
  }

  /** Throws `supervision.no_template` for a type whose buyers are never asked, `file.too_many`. */
  const addTemplate = (
    request: MemberRequest,
    productId: Id<'prd'>,
    file: ReturnType<typeof readUpload>,
  ): Promise<readonly KeptFile[]> =>
    files.withStored(fileKinds.template, file, (stored) =>
      runInTx(context, request, async (tx) => {
        const { sellerId, type } = await getOwnProduct(tx, request.actor, productId)
        if (!mayHaveTemplate(type)) throw supervisionProblems.no_template()
        const { name } = await files.keep(tx, stored, { owner: sellerId, subject: productId })
        await record(tx, 'product.template_added', { subject: productId, data: { file: name } })
        return listOf(context, tx, productId)
      }),
    )

  /** Takes a file from the product only; deliveries that have it keep it. Throws `file.not_found`. */
  const removeTemplate = (actor: MemberActor, productId: Id<'prd'>, fileId: Id<'fil'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      await getOwnProduct(tx, actor, productId)
      const file = (await listOf(context, tx, productId)).find(({ id }) => id === fileId)
      if (!file) throw fileProblems.not_found()
      await files.detach(tx, [fileId], productId)
      await record(tx, 'product.template_removed', { subject: productId, data: { file: file.name } })
    })

  return { listTemplates, addTemplate, removeTemplate }
}
