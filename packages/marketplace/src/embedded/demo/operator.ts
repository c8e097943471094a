import { toId } from '@loggia/kernel'
import type { Marketplace } from '../../marketplace.ts'
import type { MemberActor } from '../../platform/index.ts'
import { demoBuyers, demoOperator } from './parties.ts'
import { complaintTitle } from './year/tickets.ts'

const ofBuyer = '年度框架客户，充值多为对公转账。收到款项后先核对付款户名，再登记到账。'
const ofComplaint = [
  '已致电买家：可接受周五上午培训，要求商家书面确认时间和讲师。',
  '商家回复讲师临时请病假，正在安排替补，今天下班前给出新的时间。',
]

/** How people reach those who run the demo's marketplace, on `/contact` and in emails. */
const contact = {
  email: 'help@loggia.example',
  phone: '010 5550 0100',
  hours: { zh: '工作日 9:00–18:00', en: 'Weekdays, 9:00–18:00' },
}

/**
 * What the operator has written: how to reach the marketplace, and notes about the first buyer and about the complaint
 * that waits; nothing for what is there. A start that dies is repeated, and each note is written on its own.
 */
export async function fillOperator(
  market: Pick<Marketplace, 'notes' | 'parties' | 'sites' | 'tickets' | 'views'>,
): Promise<void> {
  const operators = await market.parties.listOperators()
  const found = operators.find(({ email }) => email === demoOperator.email)
  if (!found) return
  const actor: MemberActor = { kind: 'member', memberId: found.id, name: found.name, operator: true }
  const profile = await market.sites.getProfile()
  if (!profile.contact) await market.sites.setProfile(actor, { ...profile, contact })
  const { items: tickets } = await market.tickets.listOfMarket(actor, 'due', { limit: 20 })
  const complaint = tickets.find(({ title }) => title === complaintTitle)
  if (complaint) await writeAll(market, actor, { subject: toId(complaint.id, 'tkt'), texts: ofComplaint })
  const page = { limit: 1, language: 'zh-CN' } as const
  const wanted = { text: demoBuyers[0]?.name.zh, sort: 'newest' } as const
  const [buyer] = (await market.views.listBuyers(wanted, page)).items
  if (buyer) await writeAll(market, actor, { subject: toId(buyer.id, 'byr'), texts: [ofBuyer] })
}

async function writeAll(
  { notes }: Pick<Marketplace, 'notes'>,
  actor: MemberActor,
  {
    subject,
    texts,
  }: { readonly subject: Parameters<typeof notes.list>[1]; readonly texts: readonly string[] },
): Promise<void> {
  const { count } = await notes.list(actor, subject, { limit: 1 })
  // Oldest first, so that those that a start before has written are not written again.
  for (const text of texts.slice(count)) await notes.write({ actor }, { subject, text })
}
