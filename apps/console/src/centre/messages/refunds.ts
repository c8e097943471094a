import type { refundMessages } from '@loggia/protocol/console/refunds/messages'
import { formatAmount, defineTexts } from '@loggia/ui'
import { formatName, listReasonTexts } from './reader.ts'
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
        negotiated: (order: string) => `商家同意了订单 ${order} 的退款，款项已退回账户余额，交付已终止。`,
        appealed: (order: string) => `运营人员裁定订单 ${order} 退款，款项已退回账户余额，交付已终止。`,
      },
    },
    overdue: {
      title: (product: string, amount: string) => `退款申请超期未处理 ${amount}：${product}`,
      text: (order: string) => `商家超过 7 个工作日未处理订单 ${order} 的退款申请，买家可以发起申诉。`,
    },
    request: {
      asked: {
        title: (product: string, amount: string) => `买家申请退款 ${amount}：${product}`,
        text: (order: string) =>
          `订单 ${order} 的交付暂停，请同意或拒绝。7 个工作日内未处理的，买家可以发起申诉。`,
      },
      reminder: {
        title: (product: string, amount: string) => `退款申请待处理 ${amount}：${product}`,
        text: (order: string) =>
          `订单 ${order} 的退款申请仍待处理：未答复的，同意或拒绝；已退货的，确认收货。申请满 7 个工作日后，买家可以发起申诉。`,
      },
      may_appeal: {
        title: (product: string) => `商家未处理退款申请：${product}`,
        text: (order: string) =>
          `订单 ${order} 的退款申请已超过 7 个工作日未处理。可以在服务监管页发起申诉，由运营人员裁定。`,
      },
      goods_due: {
        title: (product: string) => `商家同意退款，请退货：${product}`,
        text: (order: string) => `寄回订单 ${order} 的商品并填写运单号，商家确认收货后退款。`,
      },
      goods_sent: {
        title: (product: string) => `买家已退货：${product}`,
        text: (order: string) => `收到订单 ${order} 的退货后，请确认收货并退款。`,
      },
      rejected: {
        title: (product: string) => `退款申请未通过：${product}`,
        text: (order: string) => `订单 ${order} 的交付继续。可以重新申请，或在服务监管页发起申诉。`,
      },
      withdrawn: {
        title: (product: string) => `买家撤回了退款申请：${product}`,
        text: (order: string) => `订单 ${order} 的交付继续。`,
      },
      permitted: {
        title: (product: string) => `可以申请退款：${product}`,
        text: (order: string) => `运营人员已允许订单 ${order} 在运输途中申请退款，可在服务监管页申请。`,
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
        negotiated: (order: string) =>
          `The seller approved the refund of order ${order}. The amount is in your balance, and the delivery has ended.`,
        appealed: (order: string) =>
          `An operator decided to refund order ${order}. The amount is in your balance, and the delivery has ended.`,
      },
    },
    overdue: {
      title: (product: string, amount: string) => `Overdue refund request of ${amount}: ${product}`,
      text: (order: string) =>
        `The seller has not answered the refund request for order ${order} within 7 working days. The buyer can appeal.`,
    },
    request: {
      asked: {
        title: (product: string, amount: string) => `Refund of ${amount} requested: ${product}`,
        text: (order: string) =>
          `The delivery of order ${order} is on hold. Approve or reject the request. After 7 working days without an answer, the buyer can appeal.`,
      },
      reminder: {
        title: (product: string, amount: string) => `Refund request of ${amount} is waiting: ${product}`,
        text: (order: string) =>
          `The refund request for order ${order} is waiting for you: approve or reject it or, if the goods were sent back, confirm them. The buyer can appeal 7 working days after the request.`,
      },
      may_appeal: {
        title: (product: string) => `The seller has not answered your refund request: ${product}`,
        text: (order: string) =>
          `The request for order ${order} has been open for 7 working days. You can appeal on the service supervision page, and an operator decides.`,
      },
      goods_due: {
        title: (product: string) => `Refund approved, send the goods back: ${product}`,
        text: (order: string) =>
          `Send back the goods of order ${order} and enter the tracking number. You get the money once the seller has confirmed them.`,
      },
      goods_sent: {
        title: (product: string) => `The buyer has sent the goods back: ${product}`,
        text: (order: string) => `When the goods of order ${order} arrive, confirm them to refund the buyer.`,
      },
      rejected: {
        title: (product: string) => `Refund request rejected: ${product}`,
        text: (order: string) =>
          `The delivery of order ${order} goes on. You can request a refund again, or appeal on the service supervision page.`,
      },
      withdrawn: {
        title: (product: string) => `The buyer has withdrawn the refund request: ${product}`,
        text: (order: string) => `The delivery of order ${order} goes on.`,
      },
      permitted: {
        title: (product: string) => `You can request a refund: ${product}`,
        text: (order: string) =>
          `An operator allows a refund request for order ${order} while the goods are on their way. Request it on the service supervision page.`,
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
  refund_request_overdue: ({ product, orderNumber, amount }, reader) => {
    const { title, text } = texts.in(reader.language).overdue
    return {
      title: title(formatName(product, reader), amount ? formatAmount(amount) : ''),
      texts: [text(orderNumber)],
    }
  },
  refund_request: ({ what, product, orderNumber, amount, reason }, reader) => {
    const { title, text } = texts.in(reader.language).request[what]
    return {
      title: title(formatName(product, reader), amount ? formatAmount(amount) : ''),
      texts: [text(orderNumber), ...listReasonTexts(reason, reader)],
    }
  },
}
