import type { ShownMessages } from '@loggia/protocol/console'
import type { catalogMessages } from '@loggia/protocol/console/catalog/messages'
import { defineTexts } from '@loggia/ui'
import { certificateTexts } from '../products/certificate-texts.ts'
import { listDecisionTexts, formatMinute, formatName, listReasonTexts } from './reader.ts'
import type { MessageReader, MessageWriters, Sentences } from './reader.ts'

const texts = defineTexts(
  {
    productDecided: {
      release: {
        approved: (name: string) => `${name}已通过审核，开始销售`,
        rejected: (name: string) => `${name}的发布申请被驳回`,
        next: '买家现在可以看到并购买此商品。',
      },
      change: {
        approved: (name: string) => `${name}的变更已生效`,
        rejected: (name: string) => `${name}的变更申请被驳回`,
        next: '买家现在看到新的内容，已有订单不受影响。',
      },
      delisting: {
        approved: (name: string) => `${name}的停售申请已通过`,
        rejected: (name: string) => `${name}的停售申请被驳回`,
        next: '不再接受新订单，已有服务可使用至到期。',
      },
    },
    reviewStarted: {
      title: (name: string) => `运营人员开始审核${name}`,
      text: (time: string) => `审核期间不能编辑商品或撤回申请，最迟 ${time} 答复。`,
    },
    productSuspended: {
      title: (name: string) => `${name}被暂停销售`,
      until: (time: string) => `${time} 自动恢复销售。`,
    },
    certificateLine: (kind: string, number: string, until: string) => `${kind} ${number}：${until}`,
    certificateExpiring: {
      title: (name: string) => `${name}的证书将在 30 天内到期`,
      text: '到期后，商品将自动设为不公开。请提交包含新证书的变更。',
    },
    certificateExpired: {
      title: (name: string) => `${name}的证书已到期`,
      text: '商品已设为不公开，只能通过链接购买。请提交包含有效证书的变更，通过后恢复公开。',
    },
    productReturned: { title: (name: string) => `${name}已恢复销售`, text: '暂停期已结束，买家可以购买。' },
    productTakenOff: {
      title: (name: string) => `${name}被运营人员停售`,
      text: '不再接受新订单，已有服务可使用至到期。',
    },
    soldOut: {
      title: (name: string, specification: string) => `${name}的“${specification}”已售罄`,
      text: '补充库存后，买家可以继续购买。',
    },
  },
  {
    productDecided: {
      release: {
        approved: (name: string) => `${name} is now listed`,
        rejected: (name: string) => `The listing of ${name} was rejected`,
        next: 'Buyers can now find and buy this product.',
      },
      change: {
        approved: (name: string) => `The change to ${name} is live`,
        rejected: (name: string) => `The change to ${name} was rejected`,
        next: 'Buyers now see the new content. Existing orders are not affected.',
      },
      delisting: {
        approved: (name: string) => `The delisting of ${name} was approved`,
        rejected: (name: string) => `The delisting of ${name} was rejected`,
        next: 'New orders are no longer accepted. Existing services run until they expire.',
      },
    },
    reviewStarted: {
      title: (name: string) => `The review of ${name} has started`,
      text: (time: string) =>
        `You cannot edit the product or withdraw the application until it is decided, which is due by ${time}.`,
    },
    productSuspended: {
      title: (name: string) => `Sales of ${name} are paused`,
      until: (time: string) => `Sales resume automatically on ${time}.`,
    },
    certificateLine: (kind: string, number: string, until: string) => `${kind} ${number}: ${until}`,
    certificateExpiring: {
      title: (name: string) => `A certificate of ${name} expires within 30 days`,
      text: 'When it expires, the product becomes unlisted automatically. Submit a change with a new certificate.',
    },
    certificateExpired: {
      title: (name: string) => `A certificate of ${name} has expired`,
      text: 'The product is now unlisted and can only be bought through its link. Submit a change with a valid certificate: once approved, the product is public again.',
    },
    productReturned: {
      title: (name: string) => `${name} is back on sale`,
      text: 'The pause is over, and buyers can buy it again.',
    },
    productTakenOff: {
      title: (name: string) => `${name} was delisted by an operator`,
      text: 'New orders are no longer accepted. Existing services run until they expire.',
    },
    soldOut: {
      title: (name: string, specification: string) => `“${specification}” of ${name} is sold out`,
      text: 'Buyers can buy it again once you add stock.',
    },
  },
)

type Certificates = ShownMessages['certificate_expiring']
/** R57: each certificate with its kind and its last day. */
function writeCertificates(
  { name, certificates }: Certificates,
  words: { title(name: string): string; readonly text: string },
  reader: MessageReader,
): Sentences | undefined {
  const { kinds, until } = certificateTexts.in(reader.language)
  const { certificateLine } = texts.in(reader.language)
  const list = certificates.flatMap(({ kind, number, validUntil }) =>
    validUntil === undefined ? [] : [certificateLine(kinds[kind], number, until(validUntil))],
  )
  if (list.length === 0) return undefined
  return { title: words.title(formatName(name, reader)), texts: [...list, words.text] }
}

/** What others did to a seller’s product. */
export const catalogWriters: MessageWriters<typeof catalogMessages> = {
  product_decided: (data, reader) => {
    const words = texts.in(reader.language).productDecided[data.application]
    const name = formatName(data.name, reader)
    return {
      title: data.approved ? words.approved(name) : words.rejected(name),
      texts: listDecisionTexts(data, words.next, reader),
    }
  },
  product_review_started: ({ name, dueAt }, reader) => {
    const { reviewStarted } = texts.in(reader.language)
    return {
      title: reviewStarted.title(formatName(name, reader)),
      texts: [reviewStarted.text(formatMinute(dueAt, reader))],
    }
  },
  product_suspended: ({ name, until, reason }, reader) => {
    const { productSuspended } = texts.in(reader.language)
    return {
      title: productSuspended.title(formatName(name, reader)),
      texts: [productSuspended.until(formatMinute(until, reader)), ...listReasonTexts(reason, reader)],
    }
  },
  certificate_expiring: (data, reader) =>
    writeCertificates(data, texts.in(reader.language).certificateExpiring, reader),
  certificate_expired: (data, reader) =>
    writeCertificates(data, texts.in(reader.language).certificateExpired, reader),
  product_returned: ({ name }, reader) => {
    const { productReturned } = texts.in(reader.language)
    return { title: productReturned.title(formatName(name, reader)), texts: [productReturned.text] }
  },
  product_taken_off: ({ name, reason }, reader) => {
    const { productTakenOff } = texts.in(reader.language)
    return {
      title: productTakenOff.title(formatName(name, reader)),
      texts: [productTakenOff.text, ...listReasonTexts(reason, reader)],
    }
  },
  sold_out: ({ name, specification }, reader) => {
    const { soldOut } = texts.in(reader.language)
    return {
      title: soldOut.title(formatName(name, reader), formatName(specification, reader)),
      texts: [soldOut.text],
    }
  },
}
