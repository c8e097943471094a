import type { DemoMarkName } from '../drawing/marks.ts'

/** How often a product is bought, and for which part of the people of a company (percent); 0: one of it. */
export type Goods = { readonly mark: DemoMarkName; readonly weight: number; readonly share: number }

const goods = (mark: DemoMarkName, weight: number, share = 0): Goods => ({ mark, weight, share })

/** What a service is opened for by a call. Those whose buyers must enter parameters are left out. */
export const yearServices: readonly Goods[] = [
  goods('chenglan-docs', 20, 25),
  goods('chenglan-archive', 8),
  goods('beichuang-minutes', 12, 12),
  goods('luyu-care', 7, 4),
  goods('qingjie-lms', 5, 60),
  goods('wuchuan-pipeline', 7, 8),
  goods('wuchuan-watch', 6, 6),
  goods('qiji-attendance', 9, 100),
  goods('qiji-payroll', 7, 100),
  goods('qiji-hire', 4, 2),
  goods('liyuan-boards', 7, 10),
  goods('liyuan-quality', 3),
  goods('liyuan-forecast', 3),
  goods('boyun-stock', 5, 3),
  goods('boyun-route', 4, 4),
  goods('boyun-source', 4, 3),
  goods('hengxu-invoice', 7, 3),
  goods('hengxu-sign', 5),
  goods('panxu-log', 4),
  goods('panxu-vault', 6, 30),
  goods('xuzhi-exam', 5, 50),
  goods('lanji-crm', 8, 12),
  goods('lanji-letters', 4),
  goods('lanji-desk', 5, 5),
  goods('lanji-plan', 7, 20),
]

/** Work that people do, and licenses, with what the buyer wants. */
export const yearWorks: readonly (readonly [mark: DemoMarkName, demand: string])[] = [
  ['panxu-check', '检测客户门户与后台，测试账号已准备，工作日 20:00 之后进行。'],
  ['hengxu-filing', '两家子公司的年度申报，资料已整理成册。'],
  ['boyun-survey', '一号仓约 6,000 平方米，日均 1,800 单，希望下月现场测量。'],
  ['xiuye-rollout', '上线合同管理系统，涉及三个部门共 80 人。'],
  ['panxu-check', '检测新上线的供应商平台，请避开每周一上午。'],
]
export const yearLicenses: readonly DemoMarkName[] = [
  'yanxi-labels',
  'yanxi-labels',
  'wuchuan-base',
  'yanxi-labels',
]
