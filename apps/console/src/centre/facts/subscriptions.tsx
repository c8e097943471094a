import { omitUndefined } from '@loggia/kernel'
import type { Language } from '@loggia/kernel'
import type { ServiceDetail } from '@loggia/protocol/console'
import type { subscriptionFacts } from '@loggia/protocol/console/subscriptions/facts'
import { defineTexts, pickText, formatTerm, formatTime } from '@loggia/ui'
import type { ReactNode } from 'react'
import { formatComposed } from '../orders/line-text.ts'
import type { FactOf, KindsOn } from './fact.ts'
import type { FactNames, OrderTellers, Teller, Told } from './teller.tsx'

const texts = defineTexts(
  {
    opened: '服务已开通',
    openedText: (until: string) => `服务期至 ${until}。`,
    renewed: (until: string) => `已续费，到期时间改为 ${until}`,
    renewedItself: (until: string) => `已自动续费，到期时间改为 ${until}`,
    converted: (until: string) => `试用已转正，到期时间 ${until}`,
    changed: '商家已完成变更',
    changedText: (held: string) => `当前配置：${held}。`,
    changeFailed: '商家未完成变更，款项已退回',
    renewalReturned: (until: string) => `续费已退订，到期时间恢复为 ${until}`,
    returned: '服务已退订',
    expired: '服务到期，进入宽限期',
    expiredText: (until: string) => `${until} 前续费，服务不中断。`,
    frozen: '服务已冻结',
    frozenText: (until: string) => `保留至 ${until}，在此之前续费即可恢复。`,
    barred: '服务因违规被冻结',
    barredText: (reason: string) => `原因：${reason}`,
    unbarred: '违规冻结已解除',
    released: '服务已释放，无法恢复',
    renewalFailed: '自动续费失败',
    setOn: (days: number) => `开启自动续费，到期前 ${days} 天扣款`,
    setTerm: (term: string) => `每次续费 ${term}。`,
    by: { month: '按月', year: '按年' },
    periodReplaced: (to: string) => `自动续费改为${to}`,
    periodNotSold: (from: string) => `当前配置已不再${from}销售。`,
    setOff: '关闭自动续费',
    term: {
      added: '新增服务期',
      fromTo: (from: string, to: string) => `${from} 至 ${to}。`,
      from: (from: string) => `${from} 起。`,
    },
  },
  {
    opened: 'Service activated',
    openedText: (until: string) => `The term ends on ${until}.`,
    renewed: (until: string) => `Renewed, now expires on ${until}`,
    renewedItself: (until: string) => `Renewed automatically, now expires on ${until}`,
    converted: (until: string) => `Trial converted, expires on ${until}`,
    changed: 'Change applied by the seller',
    changedText: (held: string) => `Current configuration: ${held}.`,
    changeFailed: 'Change not applied by the seller, payment refunded',
    renewalReturned: (until: string) => `Renewal cancelled and refunded, expires on ${until} again`,
    returned: 'Service cancelled and refunded',
    expired: 'Expired, grace period started',
    expiredText: (until: string) => `Renew before ${until} to keep using the service without a break.`,
    frozen: 'Frozen',
    frozenText: (until: string) => `Kept until ${until}. Renew before then to restore it.`,
    barred: 'Frozen for a violation',
    barredText: (reason: string) => `Reason: ${reason}`,
    unbarred: 'Freeze for a violation lifted',
    released: 'Released, cannot be restored',
    renewalFailed: 'Auto-renewal failed',
    setOn: (days: number) =>
      `Auto-renewal turned on, charged ${days === 1 ? '1 day' : `${days} days`} before expiry`,
    setTerm: (term: string) => `Each renewal is for ${term}.`,
    by: { month: 'monthly', year: 'yearly' },
    periodReplaced: (to: string) => `Auto-renewal changed to ${to}`,
    periodNotSold: (from: string) => `This configuration no longer has a ${from} price.`,
    setOff: 'Auto-renewal turned off',
    term: {
      added: 'Term added',
      fromTo: (from: string, to: string) => `${from} to ${to}.`,
      from: (from: string) => `From ${from}.`,
    },
  },
)
export const subscriptionNames = defineTexts<FactNames<typeof subscriptionFacts>>(
  {
    'service.opened': '服务开通',
    'service.renewed': '服务续费',
    'service.converted': '试用转正',
    'service.changed': '服务变更',
    'service.change_failed': '服务变更失败',
    'service.expired': '服务到期',
    'service.frozen': '服务冻结',
    'service.barred': '服务因违规冻结',
    'service.unbarred': '解除服务的违规冻结',
    'service.released': '服务释放',
    'service.returned': '服务退订',
    'service.renewal_returned': '退订未生效的续费',
    'auto_renewal.set': '设置自动续费',
    'auto_renewal.failed': '自动续费失败',
    'auto_renewal.period_replaced': '更换自动续费周期',
  },
  {
    'service.opened': 'Service activated',
    'service.renewed': 'Service renewed',
    'service.converted': 'Trial converted',
    'service.changed': 'Service changed',
    'service.change_failed': 'Service change failed',
    'service.expired': 'Service expired',
    'service.frozen': 'Service frozen',
    'service.barred': 'Service frozen for a violation',
    'service.unbarred': 'Freeze for a violation lifted',
    'service.released': 'Service released',
    'service.returned': 'Service cancelled and refunded',
    'service.renewal_returned': 'Renewal cancelled before it started',
    'auto_renewal.set': 'Auto-renewal set',
    'auto_renewal.failed': 'Auto-renewal failed',
    'auto_renewal.period_replaced': 'Auto-renewal period replaced',
  },
)

/** The effects of an order on an existing service. */
export const subscriptionTellers: OrderTellers<typeof subscriptionFacts> = {
  'term.added': ({ data: { startsAt, endsAt } }, teller) => {
    const { added, from, fromTo } = texts.in(teller.language).term
    const at = (time: string): string => formatTime(time, teller)
    const said = endsAt === undefined ? from(at(startsAt)) : fromTo(at(startsAt), at(endsAt))
    return { tone: 'ok', icon: 'calendar', title: added, body: <p>{said}</p> }
  },
}

/** The reader of a service's time line, and the unit of the service. */
export type ServiceTeller = Teller & { readonly unit: ServiceDetail['unit'] }
type ServiceKind = KindsOn<typeof subscriptionFacts, 'sub'>

const wordsOf = ({ language }: { readonly language: Language }) => texts.in(language)
const p = (text: string): ReactNode => <p>{text}</p>
const at = (time: string | undefined, teller: Teller): string =>
  time === undefined ? '–' : formatTime(time, teller)

/** The entries of a service's own time line. */
export const serviceTellers: {
  readonly [K in ServiceKind]: (fact: FactOf<K>, teller: ServiceTeller) => Told
} = {
  'service.opened': ({ data: { endsAt } }, teller) => ({
    tone: 'ok',
    icon: 'check',
    title: wordsOf(teller).opened,
    body: endsAt === undefined ? undefined : p(wordsOf(teller).openedText(at(endsAt, teller))),
  }),
  'service.renewed': ({ data: { auto, endsAt } }, teller) => {
    const { renewed, renewedItself } = wordsOf(teller)
    return { tone: 'ok', icon: 'restart', title: (auto ? renewedItself : renewed)(at(endsAt, teller)) }
  },
  'service.converted': ({ data: { endsAt } }, teller) => ({
    tone: 'ok',
    icon: 'check',
    title: wordsOf(teller).converted(at(endsAt, teller)),
  }),
  'service.changed': ({ data: { specification, quantity, attributes } }, teller) => {
    const { changed, changedText } = wordsOf(teller)
    const held =
      specification && omitUndefined({ specification, attributes: attributes && [...attributes], quantity })
    const body = held && p(changedText(formatComposed(held, teller)))
    return { tone: 'ok', icon: 'up', title: changed, body }
  },
  'service.change_failed': (_fact, teller) => ({
    tone: 'bad',
    icon: 'undo',
    title: wordsOf(teller).changeFailed,
  }),
  'service.renewal_returned': ({ data: { endsAt } }, teller) => ({
    tone: 'plain',
    icon: 'undo',
    title: wordsOf(teller).renewalReturned(at(endsAt, teller)),
  }),
  'service.returned': (_fact, teller) => ({ tone: 'plain', icon: 'undo', title: wordsOf(teller).returned }),
  'service.expired': ({ data: { graceUntil } }, teller) => ({
    tone: 'warn',
    icon: 'clock',
    title: wordsOf(teller).expired,
    body: p(wordsOf(teller).expiredText(at(graceUntil, teller))),
  }),
  'service.frozen': ({ data: { retentionUntil } }, teller) => ({
    tone: 'warn',
    icon: 'snow',
    title: wordsOf(teller).frozen,
    body: p(wordsOf(teller).frozenText(at(retentionUntil, teller))),
  }),
  'service.barred': ({ data: { reason } }, teller) => ({
    tone: 'bad',
    icon: 'snow',
    title: wordsOf(teller).barred,
    body: p(wordsOf(teller).barredText(reason ?? '–')),
  }),
  'service.unbarred': (_fact, teller) => ({ tone: 'ok', icon: 'check', title: wordsOf(teller).unbarred }),
  'service.released': (_fact, teller) => ({ tone: 'plain', icon: 'trash', title: wordsOf(teller).released }),
  'auto_renewal.failed': ({ data: { sentence } }, teller) => ({
    tone: 'bad',
    icon: 'wallet',
    title: wordsOf(teller).renewalFailed,
    body: sentence && p(pickText(sentence, teller.language)),
  }),
  'auto_renewal.set': ({ data: { on, daysBefore, period } }, teller) => ({
    tone: 'plain',
    icon: 'restart',
    title: on ? wordsOf(teller).setOn(daysBefore ?? 7) : wordsOf(teller).setOff,
    body: on && period ? p(wordsOf(teller).setTerm(formatTerm(1, period, teller.language))) : undefined,
  }),
  'auto_renewal.period_replaced': ({ data: { from, to } }, teller) => {
    const { by, periodReplaced, periodNotSold } = wordsOf(teller)
    return { tone: 'warn', icon: 'restart', title: periodReplaced(by[to]), body: p(periodNotSold(by[from])) }
  },
}
