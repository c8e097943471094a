import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import type { World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { ChannelAsk } from '../schema.ts'

export const speech = { protocol: 'saas-v2' } as const
export const draft: DraftProduct = {
  name: { zh: '云账本', en: 'Cloud Ledger' },
  summary: { zh: '记账', en: 'Bookkeeping' },
  description: { zh: '说明', en: 'Description' },
  category: 'finance',
  tags: ['记账'],
  specifications: [
    {
      name: { zh: '标准版', en: 'Standard' },
      features: [],
      prices: [{ period: 'month', unitPrice: { amount: '9.9', currency: 'CNY' } }],
    },
  ],
}
type Seller = MemberActor & { readonly sellerId: Id<'sel'> }

/** Sellers with drafts that use an address and a key, and what can be seen of them. */
export function createBoundDrafts(world: World, operator: MemberActor) {
  const { db } = world.platform
  const { access, catalog } = world.market
  let serial = 0
  const createUrl = () => `https://saas-${(serial += 1)}.example/produce`

  async function addApproved(seller: Seller): Promise<Id<'adr'>> {
    const { id } = await access.addAddress(seller, createUrl())
    await access.decideAddress(operator, id, { approve: true })
    return id
  }
  const askOf = ({ sellerId }: Seller, productId: Id<'prd'>): ChannelAsk => ({
    sellerId,
    family: 'saas',
    productId,
  })

  return {
    createUrl,
    /** A seller with a draft that uses an approved address and a key. */
    async bind() {
      const seller = await world.given.seller()
      const { productId } = await catalog.saveDraft({ actor: seller }, draft)
      const addressId = await addApproved(seller)
      const { id: keyId, accessKey } = await access.makeKey(seller, 'basic')
      await access.bind(seller, productId, { addressId, keyId, speech, confirm: false })
      return { seller, productId, addressId, keyId, accessKey }
    },
    getAccess: (seller: Seller, productId: Id<'prd'>) => access.getAccess(db, askOf(seller, productId)),
    findTarget: async (seller: Seller, productId: Id<'prd'>) =>
      (await access.findAccess(db, askOf(seller, productId))).target,
    listKinds: async (subject: string) => (await listHistory(db, subject)).map((entry) => entry.kind),
  }
}
