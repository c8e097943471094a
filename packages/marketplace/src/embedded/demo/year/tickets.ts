import { addDays, setHour } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { presetHours } from '../../../tickets/index.ts'
import type { YearContext } from './context.ts'
import { getSold } from './traders.ts'

type Bought = { readonly subscriptionId: Id<'sub'>; readonly actor: YearContext['buyers'][number]['actor'] }

/** What waits for the operators. */
export const complaintTitle = '培训时间两次改期'
const asked = {
  question: {
    kind: 'question',
    title: '如何批量导出历史版本？',
    text: '年底归档需要导出今年的全部合同及修订记录，能否按文件夹批量导出？',
  },
  fault: {
    kind: 'fault',
    title: '外部协作邀请邮件收不到',
    text: '昨天下午起，向供应商发出的协作邀请均未收到邮件，已检查垃圾邮件。',
  },
  complaint: {
    kind: 'complaint',
    title: complaintTitle,
    text: '购买时约定的上线培训已改期两次，最近一次未提前通知，请协调。',
  },
} as const

/** Tickets of the last days: one solved, one that waits for its seller, and a complaint for the operators. */
export function scheduleTickets(context: YearContext): void {
  const { agenda, platform, until, all, market } = context
  const at = (daysBefore: number, hour: number) =>
    setHour(addDays(until, -daysBefore, platform.zone), hour, platform.zone)
  const { seller } = getSold(all, 'chenglan-docs')
  const open = async (kind: keyof typeof asked, nth: number): Promise<{ id: Id<'tkt'>; of: Bought }> => {
    const of = await findService(context, nth)
    const id = await market.tickets.open(
      { actor: of.actor },
      { ...asked[kind], serviceId: of.subscriptionId },
    )
    return { id, of }
  }
  agenda.add(at(200, 9), () => market.tickets.setDesk(seller.member, { ...presetHours, takes: true }))
  agenda.add(at(6, 10), async () => {
    const { id, of } = await open('question', 0)
    agenda.add(at(6, 11), async () => {
      const text = '可以。在文件夹菜单中选择“导出”，勾选“含历史版本”，完成后会收到下载链接。'
      await market.tickets.answer({ actor: seller.member }, 'seller', { id, kind: 'solve', text })
    })
    agenda.add(at(5, 9), () => market.tickets.close(of.actor, id))
  })
  agenda.add(at(1, 16), async () => void (await open('fault', 1)))
  agenda.add(at(1, 10), async () => void (await open('complaint', 2)))
}

/** An active service of the product by different companies. */
async function findService(context: YearContext, nth: number): Promise<Bought> {
  const { bought, trading } = context
  const active: Bought[] = []
  for (const one of bought.filter(({ mark, buyer }) => mark === 'chenglan-docs' && !buyer.isShown)) {
    const { state } = (await trading.read(one.subscriptionId)).subscription
    if (state === 'active') active.push({ subscriptionId: one.subscriptionId, actor: one.buyer.actor })
  }
  const found = active[nth % active.length]
  if (!found) throw new Error('Nobody uses the documents')
  return found
}
