import { toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Marketplace } from '../../../marketplace.ts'
import { runInTx, system } from '../../../platform/index.ts'
import type { MemberActor, Party, Platform } from '../../../platform/index.ts'
import { getSold } from './traders.ts'
import type { Traders } from './traders.ts'

/** A colleague of the first account that is shown, who may not buy. */
const colleague = { name: '陶若溪', email: 'tao@cangye.example', language: 'zh-CN' } as const
const wanted = { mark: 'panxu-log', reason: '集中保存三条产线的设备日志，月底审计前需要。' } as const
/** So many of the newest messages stay unread. */
const unreadShown = 5

/** A request to approve for the first account that is shown; all parties have read a year of messages but the newest. */
export async function fillDesk(
  market: Marketplace,
  platform: Platform,
  { all, password }: { readonly all: Traders; readonly password: string },
): Promise<void> {
  const [buyer] = all.buyers
  if (!buyer) throw new Error('The demo has no buyer')
  const buyerId = toId(buyer.buyerId, 'byr')
  await fileRequest(market, platform, { buyerId, password, productId: getSold(all, wanted.mark).productId })
  for (const one of all.buyers)
    await readOldMessages(market, one, { kind: 'buyer', id: toId(one.buyerId, 'byr') })
  for (const { member, sellerId } of all.sellers)
    await readOldMessages(market, member, { kind: 'seller', id: sellerId })
  await readOldMessages(market, all.operator, { kind: 'operator' })
}

async function fileRequest(
  { catalog, parties, purchaseRequests, views }: Marketplace,
  platform: Platform,
  of: { readonly buyerId: Id<'byr'>; readonly password: string; readonly productId: Id<'prd'> },
): Promise<void> {
  const { buyerId, password } = of
  const rights = { main: false, grants: [] } as const
  const memberId = await runInTx(platform, { actor: system }, (tx) =>
    parties.addMember(tx, { ...colleague, password, buyerId, rights }),
  )
  const { specifications, quantity } = await views.getProduct(of.productId)
  const priceItemId = toId(specifications[0]?.skus[0]?.priceItems[0]?.id, 'pri')
  const line = { priceItemId, quantity: quantity?.min ?? 1, periodCount: 1 }
  const { amount } = await catalog.getQuote(priceItemId, line)
  const actor = { kind: 'member', memberId, name: colleague.name, operator: false, buyerId } as const
  await purchaseRequests.file({ actor }, { ...line, expectedTotal: amount, reason: wanted.reason })
}

async function readOldMessages(
  { notifications }: Marketplace,
  actor: MemberActor,
  party: Party,
): Promise<void> {
  const { items } = await notifications.list(party, { limit: unreadShown + 1 })
  const newestRead = items[unreadShown]
  if (newestRead) await notifications.readUpTo(actor, party, newestRead.id)
}
