import type { fulfilmentMessages } from '@loggia/protocol/console/fulfilment/messages'
import { defineTexts } from '@loggia/ui'
import { formatName, listReasonTexts } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    openingFailed: {
      title: (product: string) => `${product}开通失败`,
      text: (order: string) => `订单 ${order} 未在截止时间前开通，款项已全额退回买家。`,
      orphan: '您的服务器可能已创建实例，但没有返回实例 ID。请核对并清理。',
    },
    delivery: {
      due: {
        title: (product: string) => `${product}待交付`,
        text: (order: string) => `买家已支付订单 ${order}。实施完成后，请上传交付凭证并标记为已交付。`,
      },
      made: {
        title: (product: string) => `${product}已交付，请验收`,
        text: (order: string) =>
          `商家已交付订单 ${order}。请在订单页核对交付凭证，然后验收，或填写原因退回。`,
      },
      accepted: {
        title: (product: string) => `${product}已通过验收`,
        text: (order: string) => `买家已验收订单 ${order} 的交付，订单已完成。`,
      },
      rejected: {
        title: (product: string) => `${product}未通过验收`,
        text: (order: string) => `买家退回了订单 ${order} 的交付，请处理后重新交付。`,
      },
      refunded: {
        title: (product: string) => `${product}已由运营人员退款`,
        text: (order: string) => `订单 ${order} 的交付已终止，款项已全额退回买家。`,
      },
      waiting: {
        title: (product: string) => `${product}长时间未验收`,
        text: (order: string) => `订单 ${order} 支付已超过 180 天，仍未验收。请尽快交付或验收。`,
      },
    },
  },
  {
    openingFailed: {
      title: (product: string) => `Activation of ${product} failed`,
      text: (order: string) =>
        `Order ${order} was not activated before the deadline. The buyer has been refunded in full.`,
      orphan:
        'Your server may have created an instance without returning its ID. Check, and delete any such instance.',
    },
    delivery: {
      due: {
        title: (product: string) => `${product} is waiting for delivery`,
        text: (order: string) =>
          `Order ${order} is paid. When the work is done, upload a proof of delivery and mark the order as delivered.`,
      },
      made: {
        title: (product: string) => `${product} has been delivered and needs your acceptance`,
        text: (order: string) =>
          `The seller has delivered order ${order}. Check the proof of delivery on the order page, then accept the delivery or reject it with a reason.`,
      },
      accepted: {
        title: (product: string) => `${product} was accepted`,
        text: (order: string) => `The buyer accepted the delivery of order ${order}. The order is complete.`,
      },
      rejected: {
        title: (product: string) => `${product} was not accepted`,
        text: (order: string) =>
          `The buyer rejected the delivery of order ${order}. Correct it and deliver it again.`,
      },
      refunded: {
        title: (product: string) => `${product} was refunded by an operator`,
        text: (order: string) =>
          `The delivery of order ${order} has ended, and the buyer has been refunded in full.`,
      },
      waiting: {
        title: (product: string) => `${product} has not been accepted for a long time`,
        text: (order: string) =>
          `Order ${order} was paid more than 180 days ago and has still not been accepted. Deliver or accept it as soon as possible.`,
      },
    },
  },
)

export const fulfilmentWriters: MessageWriters<typeof fulfilmentMessages> = {
  opening_failed: ({ product, orderNumber, orphanPossible }, reader) => {
    const { openingFailed } = texts.in(reader.language)
    const orphan = orphanPossible ? [openingFailed.orphan] : []
    return {
      title: openingFailed.title(formatName(product, reader)),
      texts: [openingFailed.text(orderNumber), ...orphan],
    }
  },
  delivery: ({ what, product, orderNumber, reason }, reader) => {
    const { title, text } = texts.in(reader.language).delivery[what]
    return {
      title: title(formatName(product, reader)),
      texts: [text(orderNumber), ...listReasonTexts(reason, reader)],
    }
  },
}
