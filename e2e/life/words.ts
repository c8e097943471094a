import type { Language } from '../harness/browser.ts'

/**
 * The texts that a buyer of each language looks for in the life of a service. They are repeated here, so that a page
 * with other texts fails the test.
 */
export type LifeWords = {
  readonly trial: RegExp
  readonly agree: RegExp
  readonly startTrial: RegExp
  readonly onTrial: string
  readonly convert: string
  readonly quote: string
  readonly pay: RegExp
  readonly converted: string
  readonly change: string
  readonly more: RegExp
  readonly less: RegExp
  readonly changed: string
  readonly fee: string
  readonly switchOn: string
  readonly confirmOn: RegExp
  readonly renews: string
  readonly renewed: string
  readonly told: RegExp
  readonly sellerKnows: string
  readonly giveBack: RegExp
  readonly left: RegExp
  readonly returned: string
}

const chinese: LifeWords = {
  trial: /^免费试用 14 天$/,
  agree: /已阅读并同意/,
  startTrial: /^试用 14 天$/,
  onTrial: '试用中',
  convert: '转正',
  quote: '查看报价',
  pay: /^支付 ¥[\d,]+\.\d\d$/,
  converted: '已转正',
  change: '变更',
  more: /^增加 1/,
  less: /^减少 1/,
  changed: '变更已生效',
  fee: '差价明细',
  switchOn: '开启自动续费',
  confirmOn: /^开启，每次约 ¥/,
  renews: '已开启',
  renewed: '已续费',
  told: /届时通知商家/,
  sellerKnows: '商家已确认新的到期时间。',
  giveBack: /^退订，退回 ¥/,
  left: /还剩 9 次/,
  returned: '已退款',
}

const english: LifeWords = {
  trial: /^Free 14-day trial$/,
  agree: /I have read and agree/,
  startTrial: /^Start 14-day trial$/,
  onTrial: 'Trial',
  convert: 'Convert',
  quote: 'Get a quote',
  pay: /^Pay ¥[\d,]+\.\d\d$/,
  converted: 'Converted',
  change: 'Change',
  more: /^Add one agent/,
  less: /^Remove one agent/,
  changed: 'Change applied',
  fee: 'How this amount is calculated',
  switchOn: 'Turn on',
  confirmOn: /^Turn on, about ¥/,
  renews: 'On',
  renewed: 'Renewed',
  told: /We notify the seller then/,
  sellerKnows: 'The seller has confirmed the new expiry date.',
  giveBack: /^Cancel and refund ¥/,
  left: /9 left/,
  returned: 'Refunded',
}

export const lifeWordsIn: Readonly<Record<Language, LifeWords>> = { 'zh-CN': chinese, 'en-US': english }
