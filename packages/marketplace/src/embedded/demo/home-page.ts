import { omitUndefined } from '@loggia/kernel'
import type { Marketplace } from '../../marketplace.ts'
import type { Tx } from '../../platform/index.ts'
import type { DemoMarkName } from './drawing/marks.ts'
import { getSold } from './year/traders.ts'
import type { Traders } from './year/traders.ts'

type Choice = { readonly mark: DemoMarkName; readonly note?: { readonly zh: string; readonly en: string } }

/** The products of the selection, in their order, and why they were chosen. */
const choices: readonly Choice[] = [
  {
    mark: 'chenglan-docs',
    note: { zh: '制度与合同的每处修改都有记录', en: 'Every change of a policy on record' },
  },
  {
    mark: 'panxu-vault',
    note: { zh: '共用口令统一保管，年底审计有据可查', en: 'Shared passwords, ready for the audit' },
  },
  { mark: 'hegu-expense', note: { zh: '年末报销高峰减少手工录入', en: 'Less typing in the year-end rush' } },
  { mark: 'wuchuan-pipeline' },
  { mark: 'hengxu-sign', note: { zh: '续签合同不必寄送纸质件', en: 'Renew contracts without paper' } },
  { mark: 'liyuan-boards' },
  { mark: 'luyu-care' },
  { mark: 'lanji-crm', note: { zh: '按席位购买，可按月付', en: 'Bought by the seat and the month' } },
  { mark: 'qiji-attendance' },
]

const words = {
  zh: ['协同文档', '电子签', '费用报销', '考勤', '在线客服', '数据看板'],
  en: ['documents', 'signature', 'expenses', 'payroll', 'helpdesk', 'CRM'],
} as const

/** Chooses products and words for the demo's home page, as its operators would. */
export async function fillHomePage(
  { homePages }: Pick<Marketplace, 'homePages'>,
  tx: Tx,
  all: Traders,
): Promise<void> {
  const products = choices.map(({ mark, note }) =>
    omitUndefined({ productId: getSold(all, mark).productId, note }),
  )
  await homePages.setSelectionIn(tx, { products })
  await homePages.setWordsIn(tx, words)
}
