import type { refundMessages } from '@loggia/protocol/console/refunds/messages'
import { formatAmount, defineTexts } from '@loggia/ui'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    orderRefunded: {
      title: (amount: string) => `已退款 ${amount}`,
      texts: {
        opening_failed: (order: string) => `商家没有在期限内开通订单 ${order}，款项已退回账户余额。`,
        not_delivered: (order: string) => `订单 ${order} 的交付已由运营终止，款项已退回账户余额。`,
        change_failed: (order: string) =>
          `商家没有在期限内完成订单 ${order} 的变更，款项已退回账户余额，服务保持原样。`,
        five_day: (order: string) => `订单 ${order} 的服务已退订，款项已退回账户余额，服务随即释放。`,
        renewal: (order: string) => `续费订单 ${order} 尚未生效，已退订，款项已退回账户余额。`,
      },
    },
  },
  {
    orderRefunded: {
      title: (amount: string) => `Returned ${amount}`,
      texts: {
        opening_failed: (order: string) =>
          `The seller did not open order ${order} in time; the money went back to your balance.`,
        not_delivered: (order: string) =>
          `An operator ended the delivery of order ${order}; the money is back in your balance.`,
        change_failed: (order: string) =>
          `The seller did not make the change of order ${order} in time; the money went back to your balance, and the service stays as it is.`,
        five_day: (order: string) =>
          `You returned the service of order ${order}; the money went back to your balance, and the service is released.`,
        renewal: (order: string) =>
          `You returned the renewal of order ${order} before it began; the money went back to your balance.`,
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
