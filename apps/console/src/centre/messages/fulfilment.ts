import type { fulfilmentMessages } from '@loggia/protocol/console/fulfilment/messages'
import { defineTexts } from '@loggia/ui'
import { formatName } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    title: (product: string) => `${product}开通失败`,
    text: (order: string) => `订单 ${order} 未在截止时间前开通，款项已全额退回买家。`,
    orphan: '您的服务器可能已创建实例，但没有返回实例 ID。请核对并清理。',
    contact: (contact: string) => `请联系买家说明情况：${contact}。`,
    noContact: '请联系买家说明情况。订单中没有买家的联系方式。',
    separator: '，',
  },
  {
    title: (product: string) => `Activation of ${product} failed`,
    text: (order: string) =>
      `Order ${order} was not activated before the deadline. The buyer has been refunded in full.`,
    orphan:
      'Your server may have created an instance without returning its ID. Check, and delete any such instance.',
    contact: (contact: string) => `Contact the buyer and explain what happened: ${contact}.`,
    noContact: 'Contact the buyer and explain what happened. This order has no contact details.',
    separator: ', ',
  },
)

export const fulfilmentWriters: MessageWriters<typeof fulfilmentMessages> = {
  opening_failed: ({ product, orderNumber, orphanPossible, contact }, reader) => {
    const { title, text, orphan, ...words } = texts.in(reader.language)
    // R158; messages of earlier versions do not say it.
    const given =
      contact && [contact.userName, contact.phone, contact.email].filter((one) => one !== undefined)
    const ask = given && (given.length > 0 ? words.contact(given.join(words.separator)) : words.noContact)
    return {
      title: title(formatName(product, reader)),
      texts: [text(orderNumber), ...(orphanPossible ? [orphan] : []), ...(ask ? [ask] : [])],
    }
  },
}
