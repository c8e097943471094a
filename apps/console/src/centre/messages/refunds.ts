import type { refundMessages } from '@loggia/protocol/console/refunds/messages'
import { formatAmount, defineTexts } from '@loggia/ui'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    orderRefunded: {
      title: (amount: string) => `已退款 ${amount}`,
      texts: {
        opening_failed: (order: string) => `商家未在截止时间前开通订单 ${order}，款项已退回账户余额。`,
        not_delivered: (order: string) => `运营人员终止了订单 ${order} 的交付，款项已退回账户余额。`,
        change_failed: (order: string) =>
          `商家未在截止时间前完成订单 ${order} 的变更，款项已退回账户余额，服务保持不变。`,
        five_day: (order: string) => `订单 ${order} 的服务已退订，款项已退回账户余额，服务随即释放。`,
        renewal: (order: string) => `续费订单 ${order} 在生效前退订，款项已退回账户余额。`,
      },
    },
  },
  {
    orderRefunded: {
      title: (amount: string) => `Refunded ${amount}`,
      texts: {
        opening_failed: (order: string) =>
          `The seller did not activate order ${order} before the deadline. The amount was refunded to your balance.`,
        not_delivered: (order: string) =>
          `An operator ended the delivery of order ${order}. The amount was refunded to your balance.`,
        change_failed: (order: string) =>
          `The seller did not apply the change in order ${order} before the deadline. The amount was refunded to your balance, and the service stays as it was.`,
        five_day: (order: string) =>
          `You cancelled the service of order ${order}. The amount was refunded to your balance, and the service is being released.`,
        renewal: (order: string) =>
          `You cancelled the renewal in order ${order} before it started. The amount was refunded to your balance.`,
      },
    },
  },
)

export const refundWriters: MessageWriters<typeof refundMessages> = {
  order_refunded: ({ amount, orderNumber, cause }, { language }) => {
    const { orderRefunded } = texts.in(language)
    return {
      title: orderRefunded.title(formatAmount(amount)),
      texts: [orderRefunded.texts[cause](orderNumber)],
    }
  },
}
