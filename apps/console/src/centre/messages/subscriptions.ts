import type { Text } from '@loggia/protocol/console'
import type { subscriptionMessages } from '@loggia/protocol/console/subscriptions/messages'
import { formatAmount, formatTerm, defineTexts } from '@loggia/ui'
import { formatMinute, formatName } from './reader.ts'
import type { MessageReader, MessageWriters, Sentences } from './reader.ts'

/** Events in the life of a service, as its buyer reads them. */
const texts = defineTexts(
  {
    expiring: {
      title: (product: string, days: number) => `${product}还有 ${days} 天到期`,
      renewsItself: (end: string) => `服务期至 ${end}。已开启自动续费，请保持余额充足。`,
      renews: (end: string, term: string, amount: string) =>
        `服务期至 ${end}。将自动续费 ${term}，扣款 ${amount}（现价），请保持余额充足。`,
      text: (end: string) => `服务期至 ${end}。到期前续费，服务不中断。`,
    },
    inGrace: {
      title: (product: string) => `${product}已到期`,
      text: (until: string) => `${until} 前仍可使用，之后将被冻结。现在续费，服务不中断。`,
    },
    frozen: {
      title: (product: string) => `${product}已冻结`,
      text: (until: string) => `服务暂停使用，为您保留至 ${until}。在此之前续费即可恢复。`,
    },
    releasing: {
      title: (product: string) => `${product}即将释放`,
      text: (until: string) => `服务将于 ${until} 释放，释放后无法恢复。在此之前续费即可继续使用。`,
    },
    released: {
      title: (product: string) => `${product}已释放`,
      text: '保留期已结束，已通知商家释放。如需使用，可以重新购买。',
    },
    barred: {
      title: (product: string) => `${product}因违规被冻结`,
      text: (order: string) => `运营人员冻结了订单 ${order} 的服务，暂时不能使用，服务期照常计算。`,
      reason: (reason: string) => `原因：${reason}`,
    },
    unbarred: {
      title: (product: string) => `${product}的违规冻结已解除`,
      text: (order: string) =>
        `订单 ${order} 的服务已解除违规冻结，服务期没有顺延。如已过宽限期，续费后才能使用。`,
    },
    renewalFailed: {
      title: (product: string) => `${product}自动续费失败`,
      what: (term: string, amount: string) => `续费 ${term}，需扣款 ${amount}。`,
      again: (time: string) => `将于 ${time} 重试，也可以现在手动续费。`,
      last: '不再自动重试，请手动续费。',
    },
    renewedItself: {
      title: (product: string) => `${product}已自动续费`,
      text: (amount: string, end: string) => `已从余额扣款 ${amount}，服务期延长至 ${end}。`,
      forTerm: (term: string, amount: string, end: string) =>
        `已续费 ${term}，从余额扣款 ${amount}，服务期延长至 ${end}。`,
    },
    replaced: {
      by: { month: '按月', year: '按年' },
      title: (product: string, to: string) => `${product}的自动续费改为${to}`,
      notSold: (from: string, to: string) => `当前配置已不再${from}销售，自动续费将改为${to}。`,
      next: (time: string, amount: string) =>
        `下次扣款：${time}，${amount}（现价）。在此之前可以修改或关闭。`,
      nextAt: (time: string) => `下次扣款：${time}。在此之前可以修改或关闭。`,
      last: '不再自动续费，请手动续费。',
    },
  },
  {
    expiring: {
      title: (product: string, days: number) =>
        days === 1 ? `${product} expires in 1 day` : `${product} expires in ${days} days`,
      renewsItself: (end: string) =>
        `The term ends on ${end}. Auto-renewal is on: make sure that your balance covers it.`,
      renews: (end: string, term: string, amount: string) =>
        `The term ends on ${end}. It will be renewed automatically for ${term}, for ${amount} at the current price: make sure that your balance covers it.`,
      text: (end: string) => `The term ends on ${end}. Renew before then to keep using it without a break.`,
    },
    inGrace: {
      title: (product: string) => `${product} has expired`,
      text: (until: string) =>
        `You can still use it until ${until}; after that it is frozen. Renew now to keep using it without a break.`,
    },
    frozen: {
      title: (product: string) => `${product} is frozen`,
      text: (until: string) =>
        `You cannot use it at the moment. It is kept for you until ${until}. Renew before then to restore it.`,
    },
    releasing: {
      title: (product: string) => `${product} is about to be released`,
      text: (until: string) =>
        `The service is released on ${until} and cannot be restored afterwards. Renew before then to go on using it.`,
    },
    released: {
      title: (product: string) => `${product} has been released`,
      text: 'The retention period is over, and the seller has been told to release the service. You can buy it again at any time.',
    },
    barred: {
      title: (product: string) => `${product} is frozen for a violation`,
      text: (order: string) =>
        `An operator has frozen the service of order ${order}. It cannot be used at the moment, and its term keeps running.`,
      reason: (reason: string) => `Reason: ${reason}`,
    },
    unbarred: {
      title: (product: string) => `The freeze of ${product} for a violation is lifted`,
      text: (order: string) =>
        `The service of order ${order} is no longer frozen for a violation. Its term was not extended: if its grace period is over, it must be renewed before it can be used.`,
    },
    renewalFailed: {
      title: (product: string) => `Auto-renewal of ${product} failed`,
      what: (term: string, amount: string) => `The renewal is for ${term} and costs ${amount}.`,
      again: (time: string) => `The next attempt is on ${time}. You can also renew it yourself now.`,
      last: 'There are no more automatic attempts. Renew it yourself.',
    },
    renewedItself: {
      title: (product: string) => `${product} was renewed automatically`,
      text: (amount: string, end: string) =>
        `${amount} was paid from your balance. The term now ends on ${end}.`,
      forTerm: (term: string, amount: string, end: string) =>
        `It was renewed for ${term}. ${amount} was paid from your balance, and the term now ends on ${end}.`,
    },
    replaced: {
      by: { month: 'monthly', year: 'yearly' },
      title: (product: string, to: string) => `Auto-renewal of ${product} is now ${to}`,
      notSold: (from: string, to: string) =>
        `This configuration no longer has a ${from} price, so auto-renewal changes to ${to}.`,
      next: (time: string, amount: string) =>
        `The next payment is on ${time}: ${amount} at the current price. You can change or turn off auto-renewal before then.`,
      nextAt: (time: string) =>
        `The next payment is on ${time}. You can change or turn off auto-renewal before then.`,
      last: 'There are no more automatic attempts. Renew it yourself.',
    },
  },
)

type Lapse = 'inGrace' | 'frozen' | 'releasing'

/** How long a state after the end of a term lasts. */
const lapseText =
  (lapse: Lapse) =>
  (
    { product, until }: { readonly product: Text; readonly until: string },
    reader: MessageReader,
  ): Sentences => {
    const { title, text } = texts.in(reader.language)[lapse]
    return { title: title(formatName(product, reader)), texts: [text(formatMinute(until, reader))] }
  }

const formatOne = (period: Parameters<typeof formatTerm>[1], { language }: MessageReader): string =>
  formatTerm(1, period, language)

export const subscriptionWriters: MessageWriters<typeof subscriptionMessages> = {
  service_expiring: ({ product, daysLeft, endsAt, renewsItself, renewal }, reader) => {
    const { expiring, replaced } = texts.in(reader.language)
    const end = formatMinute(endsAt, reader)
    const said = renewsItself ? expiring.renewsItself(end) : expiring.text(end)
    const { period, amount, replaces } = renewal ?? {}
    const what = period && amount && expiring.renews(end, formatOne(period, reader), formatAmount(amount))
    const instead = period && replaces && replaced.notSold(replaced.by[replaces], replaced.by[period])
    return {
      title: expiring.title(formatName(product, reader), daysLeft),
      texts: [what ?? said, ...(instead ? [instead] : [])],
    }
  },
  service_in_grace: lapseText('inGrace'),
  service_frozen: lapseText('frozen'),
  service_releasing: lapseText('releasing'),
  service_released: ({ product }, reader) => {
    const { title, text } = texts.in(reader.language).released
    return { title: title(formatName(product, reader)), texts: [text] }
  },
  service_barred: ({ product, orderNumber, reason }, reader) => {
    const { barred } = texts.in(reader.language)
    return {
      title: barred.title(formatName(product, reader)),
      texts: [barred.text(orderNumber), barred.reason(reason)],
    }
  },
  service_unbarred: ({ product, orderNumber }, reader) => {
    const { unbarred } = texts.in(reader.language)
    return { title: unbarred.title(formatName(product, reader)), texts: [unbarred.text(orderNumber)] }
  },
  auto_renewal_failed: ({ product, sentence, period, amount, nextTryAt }, reader) => {
    const { renewalFailed } = texts.in(reader.language)
    const what = period && amount && renewalFailed.what(formatOne(period, reader), formatAmount(amount))
    const again =
      nextTryAt === undefined ? renewalFailed.last : renewalFailed.again(formatMinute(nextTryAt, reader))
    return {
      title: renewalFailed.title(formatName(product, reader)),
      texts: [formatName(sentence, reader), ...(what ? [what] : []), again],
    }
  },
  service_renewed_itself: ({ product, amount, period, endsAt }, reader) => {
    const { renewedItself } = texts.in(reader.language)
    const [paid, end] = [formatAmount(amount), formatMinute(endsAt, reader)]
    return {
      title: renewedItself.title(formatName(product, reader)),
      texts: [
        period ? renewedItself.forTerm(formatOne(period, reader), paid, end) : renewedItself.text(paid, end),
      ],
    }
  },
  auto_renewal_period_replaced: ({ product, from, to, amount, nextTryAt }, reader) => {
    const { replaced } = texts.in(reader.language)
    const at = nextTryAt && formatMinute(nextTryAt, reader)
    const next = at && (amount ? replaced.next(at, formatAmount(amount)) : replaced.nextAt(at))
    return {
      title: replaced.title(formatName(product, reader), replaced.by[to]),
      texts: [replaced.notSold(replaced.by[from], replaced.by[to]), next ?? replaced.last],
    }
  },
}
