import type { DemoBuyer } from '../party.ts'

/** A company that does not exist, with how many people it has. */
export type YearBuyer = Omit<DemoBuyer, 'topUps'> & { readonly headcount: number; readonly weight: number }

const company = (
  [zh, en]: readonly [string, string],
  [name, mailbox, domain]: readonly [string, string, string],
  [headcount, weight]: readonly [number, number],
): YearBuyer => ({
  name: { zh, en },
  member: {
    name,
    email: `${mailbox}@${domain}.example`,
    language: /\p{Script=Han}/u.test(name) ? 'zh-CN' : 'en-US',
  },
  balance: '50000.00',
  reason: '对公转账入账（演示）',
  headcount,
  weight,
})

/** Who buys in the year before the demo begins, beside the accounts that are shown; some of them write reviews, too. */
export const yearBuyers: readonly YearBuyer[] = [
  company(['青岚检测技术有限公司', 'Qinglan Testing'], ['罗青', 'luo', 'qinglan'], [85, 9]),
  company(['陆桥物流集团', 'Luqiao Logistics'], ['段远桥', 'duan', 'luqiao'], [420, 12]),
  company(['恒砺精密机械', 'Hengli Precision Machinery'], ['郝砺', 'hao', 'hengli'], [260, 10]),
  company(['棠里家居', 'Tangli Home'], ['杜棠', 'du', 'tangli'], [140, 9]),
  company(['雁栖酒店管理', 'Yanqi Hotels'], ['关雁', 'guan', 'yanqi'], [310, 8]),
  company(['云麓城建集团', 'Yunlu Urban Construction'], ['贺云麓', 'he', 'yunlu'], [560, 8]),
  company(['澧岸软件', 'Lian Software'], ['尹岸', 'yin', 'lian-software'], [48, 7]),
  company(['Tarn Software', 'Tarn Software'], ['Ida Tarn', 'ida', 'tarn'], [36, 6]),
  company(
    ['Harbour Lane Logistics', 'Harbour Lane Logistics'],
    ['Owen Hale', 'owen', 'harbour-lane'],
    [120, 6],
  ),
  company(
    ['Brackwater Engineering', 'Brackwater Engineering'],
    ['Mara Quill', 'mara', 'brackwater'],
    [75, 5],
  ),
]
