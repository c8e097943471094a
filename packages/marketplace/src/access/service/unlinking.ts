import type { Id } from '@loggia/kernel'
import { catalogProblems, getProduct } from '../../catalog/index.ts'
import { requireSeller } from '../../parties/index.ts'
import { emit, record, runInTx } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { accessProblems } from '../problems.ts'
import { jointFamily } from '../rules.ts'
import type { JointUnlinked } from '../schema.ts'
import * as store from '../store/index.ts'
import { findChannels } from './channels.ts'
import type { AccessContext } from './context.ts'

/**
 * Unlinks the joint kit from a product, which its seller may sell without; a delivery is only ever linked to something
 * else. Whoever needs the kit refuses when it hears of it. Throws `catalog.product_not_found`, `access.joint_not_linked`.
 */
export const removeJointBinding = (
  context: AccessContext,
  actor: MemberActor,
  productId: Id<'prd'>,
): Promise<void> =>
  runInTx(context, { actor }, async (tx) => {
    const sellerId = requireSeller(actor)
    if ((await getProduct(tx, productId)).sellerId !== sellerId)
      throw catalogProblems.product_not_found({ productId })
    const ask = { sellerId, family: jointFamily, productId }
    const channel = (await findChannels(tx, [ask]))(ask)
    const place = channel && { channelId: channel.channelId, productId }
    const binding = place && (await store.lockBinding(tx, place))
    if (!place || !binding) throw accessProblems.joint_not_linked()
    const { addressId, keyId, speech } = binding
    await store.deleteBinding(tx, place)
    await record(tx, 'product.joint_unlinked', {
      subject: productId,
      data: { from: { addressId, keyId, ...speech } },
    })
    await emit<JointUnlinked>(tx, { type: 'product.joint_unlinked', productId })
  })
