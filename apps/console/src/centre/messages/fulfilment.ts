import type { fulfilmentMessages } from '@loggia/protocol/console/fulfilment/messages'
import { defineTexts } from '@loggia/ui'
import { formatName, listReasonTexts } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    openingFailed: {
      title: (product: string) => `${product}没有开通成功`,
      text: (order: string) => `订单 ${order} 到期限时仍未开通，款项已全额退回买家。`,
      orphan: '您的服务器可能已经建立实例但没有返回实例号，需要核对并清理。',
    },
    delivery: {
      due: {
        title: (product: string) => `${product}待交付`,
        text: (order: string) => `买家已支付订单 ${order}。实施完成后，上传交付凭证并标记已交付。`,
      },
      made: {
        title: (product: string) => `${product}已交付，请验收`,
        text: (order: string) => `商家已交付订单 ${order}。核对交付凭证后，在订单页验收或写明原因退回。`,
      },
      accepted: {
        title: (product: string) => `${product}已通过验收`,
        text: (order: string) => `买家验收了订单 ${order} 的交付，订单已完成。`,
      },
      rejected: {
        title: (product: string) => `${product}没有通过验收`,
        text: (order: string) => `买家退回了订单 ${order} 的交付，请处理后重新交付。`,
      },
      refunded: {
        title: (product: string) => `${product}已由运营退款`,
        text: (order: string) => `订单 ${order} 的交付已终止，款项全额退回买家。`,
      },
      waiting: {
        title: (product: string) => `${product}很久没有验收`,
        text: (order: string) => `订单 ${order} 支付已超过 180 天，交付仍未验收。请双方尽快交付或验收。`,
      },
    },
  },
  {
    openingFailed: {
      title: (product: string) => `${product} was not opened`,
      text: (order: string) =>
        `Order ${order} was not open when its time was over; the whole amount went back to the buyer.`,
      orphan: 'Your server may have made an instance without returning its ID. Check and clear it.',
    },
    delivery: {
      due: {
        title: (product: string) => `${product} is to be delivered`,
        text: (order: string) =>
          `Order ${order} was paid. When the work is done, upload a proof and mark it as delivered.`,
      },
      made: {
        title: (product: string) => `${product} was delivered: accept it`,
        text: (order: string) =>
          `The seller delivered order ${order}. Check the proof on the page of the order, then accept it or send it back with a reason.`,
      },
      accepted: {
        title: (product: string) => `${product} was accepted`,
        text: (order: string) => `The buyer accepted the delivery of order ${order}; the order is complete.`,
      },
      rejected: {
        title: (product: string) => `${product} was not accepted`,
        text: (order: string) => `The buyer sent back the delivery of order ${order}. Deliver it again.`,
      },
      refunded: {
        title: (product: string) => `${product} was refunded by an operator`,
        text: (order: string) =>
          `The delivery of order ${order} has ended, and all of the money went back to the buyer.`,
      },
      waiting: {
        title: (product: string) => `${product} has waited long for acceptance`,
        text: (order: string) =>
          `Order ${order} was paid more than 180 days ago and is not accepted yet. Deliver or accept it.`,
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
