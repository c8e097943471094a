import type { Text } from '@loggia/protocol/console'
import type { subscriptionMessages } from '@loggia/protocol/console/subscriptions/messages'
import { formatAmount, defineTexts } from '@loggia/ui'
import { formatMinute, formatName } from './reader.ts'
import type { MessageReader, MessageWriters, Sentences } from './reader.ts'

/** Events in the life of a service, as its buyer reads them. */
const texts = defineTexts(
  {
    expiring: {
      title: (product: string, days: number) => `${product}还有 ${days} 天到期`,
      renewsItself: (end: string) => `服务期到 ${end}。已开启自动续费，请保持余额充足。`,
      text: (end: string) => `服务期到 ${end}。到期前续费，服务不会中断。`,
    },
    inGrace: {
      title: (product: string) => `${product}已到期`,
      text: (until: string) => `${until} 前仍可使用，之后将被冻结。现在续费，服务不会中断。`,
    },
    frozen: {
      title: (product: string) => `${product}已冻结`,
      text: (until: string) => `服务暂停使用，数据保留到 ${until}。在此之前续费即可恢复。`,
    },
    releasing: {
      title: (product: string) => `${product}即将释放`,
      text: (until: string) => `${until} 起服务将被释放，数据不再保留。在此之前仍可续费恢复。`,
    },
    released: {
      title: (product: string) => `${product}已释放`,
      text: '保留期已结束，商家已收到释放通知。需要时可以重新购买。',
    },
    barred: {
      title: (product: string) => `${product}因违规被冻结`,
      text: (order: string) => `运营方冻结了订单 ${order} 的服务，暂停使用；服务期照常计算。`,
      reason: (reason: string) => `原因：${reason}`,
    },
    unbarred: {
      title: (product: string) => `${product}的违规冻结已解除`,
      text: (order: string) =>
        `订单 ${order} 的服务不再因违规冻结。服务期没有顺延；已过宽限期的服务须续费后才能使用。`,
    },
    renewalFailed: {
      title: (product: string) => `${product}没有自动续费成功`,
      again: (time: string) => `将在 ${time} 再试，也可以现在手动续费。`,
      last: '不会再自动重试，请手动续费。',
    },
    renewedItself: {
      title: (product: string) => `${product}已自动续费`,
      text: (amount: string, end: string) => `从余额扣款 ${amount}，服务期延长到 ${end}。`,
    },
  },
  {
    expiring: {
      title: (product: string, days: number) =>
        days === 1 ? `${product} ends in 1 day` : `${product} ends in ${days} days`,
      renewsItself: (end: string) =>
        `The term ends on ${end}. It renews itself; please keep enough balance for it.`,
      text: (end: string) => `The term ends on ${end}. Renew before then and nothing is interrupted.`,
    },
    inGrace: {
      title: (product: string) => `${product} has expired`,
      text: (until: string) =>
        `It can still be used until ${until}, then it is frozen. Renew now and nothing is interrupted.`,
    },
    frozen: {
      title: (product: string) => `${product} is frozen`,
      text: (until: string) =>
        `It cannot be used for now; its data are kept until ${until}. Renew before then and it is back.`,
    },
    releasing: {
      title: (product: string) => `${product} is about to be released`,
      text: (until: string) =>
        `At ${until} it is released and its data are no longer kept. Until then a renewal brings it back.`,
    },
    released: {
      title: (product: string) => `${product} was released`,
      text: 'Its retention is over and the seller was told to release it. You can buy it anew at any time.',
    },
    barred: {
      title: (product: string) => `${product} is frozen for a violation`,
      text: (order: string) =>
        `The marketplace’s operators have frozen the service of order ${order}. It cannot be used for now; its term runs on.`,
      reason: (reason: string) => `Reason: ${reason}`,
    },
    unbarred: {
      title: (product: string) => `${product} is no longer frozen for a violation`,
      text: (order: string) =>
        `The freeze of the service of order ${order} is lifted. Its term was not extended; past its grace period it is used again once it is renewed.`,
    },
    renewalFailed: {
      title: (product: string) => `${product} could not renew itself`,
      again: (time: string) => `It is tried again at ${time}. You can also renew it yourself now.`,
      last: 'It is not tried again; please renew it yourself.',
    },
    renewedItself: {
      title: (product: string) => `${product} renewed itself`,
      text: (amount: string, end: string) =>
        `${amount} was taken from the balance; the term now ends on ${end}.`,
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

export const subscriptionWriters: MessageWriters<typeof subscriptionMessages> = {
  service_expiring: ({ product, daysLeft, endsAt, renewsItself }, reader) => {
    const { expiring } = texts.in(reader.language)
    const say = renewsItself ? expiring.renewsItself : expiring.text
    return {
      title: expiring.title(formatName(product, reader), daysLeft),
      texts: [say(formatMinute(endsAt, reader))],
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
  auto_renewal_failed: ({ product, sentence, nextTryAt }, reader) => {
    const { renewalFailed } = texts.in(reader.language)
    const again =
      nextTryAt === undefined ? renewalFailed.last : renewalFailed.again(formatMinute(nextTryAt, reader))
    return {
      title: renewalFailed.title(formatName(product, reader)),
      texts: [formatName(sentence, reader), again],
    }
  },
  service_renewed_itself: ({ product, amount, endsAt }, reader) => {
    const { renewedItself } = texts.in(reader.language)
    return {
      title: renewedItself.title(formatName(product, reader)),
      texts: [renewedItself.text(formatAmount(amount), formatMinute(endsAt, reader))],
    }
  },
}
