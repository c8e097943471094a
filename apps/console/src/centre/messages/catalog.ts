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
        approved: (name: string) => `${name}已上架`,
        rejected: (name: string) => `${name}未通过审核`,
        next: '所有买家都能看到并购买。',
      },
      change: {
        approved: (name: string) => `${name}的修改已生效`,
        rejected: (name: string) => `${name}的修改未通过审核`,
        next: '新的内容从现在起对买家有效；已有订单不变。',
      },
      delisting: {
        approved: (name: string) => `${name}的停售申请已通过`,
        rejected: (name: string) => `${name}的停售申请未通过`,
        next: '不再接受新的订单；已有的服务继续到期满。',
      },
    },
    productSuspended: {
      title: (name: string) => `${name}被暂停销售`,
      until: (time: string) => `到 ${time} 自动恢复。`,
    },
    certificateExpiring: {
      title: (name: string) => `${name}的证书将在 30 天内到期`,
      text: '到期后云商店会隐藏商品。请提交带新证书的修改。',
    },
    certificateExpired: {
      title: (name: string) => `${name}的证书已到期`,
      text: '商品不再公开，只能通过链接购买。提交带有效证书的修改，通过后恢复公开。',
    },
    productReturned: { title: (name: string) => `${name}恢复销售`, text: '暂停期已满，买家可以购买。' },
    productTakenOff: {
      title: (name: string) => `${name}被运营人员停售`,
      text: '不再接受新的订单；已有的服务继续到期满。',
    },
    soldOut: {
      title: (name: string, specification: string) => `${name}的“${specification}”已售罄`,
      text: '补充库存后买家可以继续购买。',
    },
  },
  {
    productDecided: {
      release: {
        approved: (name: string) => `${name} is listed`,
        rejected: (name: string) => `${name} was rejected`,
        next: 'Every buyer can see and buy it.',
      },
      change: {
        approved: (name: string) => `The change of ${name} is in force`,
        rejected: (name: string) => `The change of ${name} was rejected`,
        next: 'Buyers see the new content from now on; orders that were made stay as they are.',
      },
      delisting: {
        approved: (name: string) => `The delisting of ${name} was approved`,
        rejected: (name: string) => `The delisting of ${name} was rejected`,
        next: 'It takes no new orders; services that were bought run to their end.',
      },
    },
    productSuspended: {
      title: (name: string) => `${name} is suspended`,
      until: (time: string) => `It returns by itself at ${time}.`,
    },
    certificateExpiring: {
      title: (name: string) => `A certificate of ${name} ends within 30 days`,
      text: 'The marketplace hides the product when it has ended. Propose a change with a new one.',
    },
    certificateExpired: {
      title: (name: string) => `A certificate of ${name} has ended`,
      text: 'The product is not public any more and can be bought by its link only. It is public again once a change with a certificate that holds is approved.',
    },
    productReturned: {
      title: (name: string) => `${name} is on sale again`,
      text: 'The suspension is over, and buyers can buy it.',
    },
    productTakenOff: {
      title: (name: string) => `${name} was delisted by an operator`,
      text: 'It takes no new orders; services that were bought run to their end.',
    },
    soldOut: {
      title: (name: string, specification: string) => `“${specification}” of ${name} is sold out`,
      text: 'Buyers can go on once you add to the stock.',
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
  const list = certificates.flatMap(({ kind, number, validUntil }) =>
    validUntil === undefined ? [] : [`${kinds[kind]} ${number}: ${until(validUntil)}`],
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
