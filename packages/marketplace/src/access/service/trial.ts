import type { Id } from '@loggia/kernel'
import { getProduct } from '../../catalog/index.ts'
import { requireSeller } from '../../parties/index.ts'
import { runInTx } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { accessProblems } from '../problems.ts'
import { requireFit, requireOptions, requireProtocolOf } from '../rules.ts'
import type { CallAccess, ProtocolChoice } from '../schema.ts'
import { lockOwnAddress } from './addresses.ts'
import type { AccessContext } from './context.ts'
import { lockOwnKey, openKey } from './keys.ts'

/**
 * What a call with these settings would use, before anything is bound to them. Only an approved address is ever called.
 * Throws what binding to them throws, and `access.address_not_approved`.
 */
export const openTrial = (
  context: AccessContext,
  actor: MemberActor,
  asked: {
    readonly productId: Id<'prd'>
    readonly addressId: Id<'adr'>
    readonly keyId: Id<'key'>
    readonly speech: ProtocolChoice
  },
): Promise<CallAccess> =>
  runInTx(context, { actor }, async (tx) => {
    const sellerId = requireSeller(actor)
    const { speech, keyId } = asked
    const key = await lockOwnKey(tx, sellerId, keyId)
    const address = await lockOwnAddress(tx, sellerId, asked.addressId)
    requireProtocolOf(await getProduct(tx, asked.productId), speech)
    requireFit({ address, key, speech })
    requireOptions(speech)
    if (address.state !== 'approved') throw accessProblems.address_not_approved()
    return { ...speech, url: address.url, keyId, accessKey: await openKey(context, tx, keyId) }
  })
