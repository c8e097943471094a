import type { provisioningMessages } from '@loggia/protocol/console/provisioning/messages'
import { defineTexts } from '@loggia/ui'
import { formatName } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    instanceUnaddressed: {
      title: (product: string) => `${product}已开通，但没有访问地址`,
      texts: {
        seller: (order: string) =>
          `您的服务器确认开通了订单 ${order}，但没有返回 appInfo.frontEndUrl。订单已完成；请尽快告知买家如何访问，并补上这个成员。`,
        operator: (order: string, seller: string) =>
          `${seller}确认开通了订单 ${order}，但没有返回 appInfo.frontEndUrl。订单已完成，买家页面显示商家的联系方式。同一商品只提醒一次。`,
      },
    },
    instanceShared: {
      titles: {
        opening: (product: string) => `${product}：实例号已被另一个服务占用`,
        release: (product: string) => `${product}：没有通知释放，实例号与另一个服务相同`,
        freeze: (product: string) => `${product}：没有通知冻结，实例号与另一个服务相同`,
        lift: (product: string) => `${product}：没有通知解除冻结，实例号与另一个服务相同`,
        returned_renewal: (product: string) => `${product}：没有通知退订续费，实例号与另一个服务相同`,
      },
      which: (reference: string, order: string, other: string) =>
        `实例号 ${reference} 同时属于订单 ${order} 和订单 ${other}。`,
      of: (seller: string) => `商家：${seller}。`,
      next: {
        opening: '应答按不合协议处理，期限内继续重试。请为每个订单行分配独立的实例号。',
        release: '如果通知释放，另一个服务也会停止。请只清理属于这个订单的部分，并让每个服务有独立的实例号。',
        freeze: '如果通知冻结，另一个服务也会停用。请自行停用属于这个订单的部分。',
        lift: '如果通知解除冻结，另一个服务也会恢复使用。请自行恢复属于这个订单的部分。',
        returned_renewal: '如果通知，另一个服务的到期时间也会提前。请自行更正这个订单的到期时间。',
      },
    },

    renewalUnconfirmed: {
      title: (seller: string) => `${seller}没有确认续费`,
      text: (product: string, order: string) =>
        `订单 ${order}（${product}）的续费已生效，但商家的服务器始终没有确认新的到期时间，需要与商家核对。`,
    },
  },
  {
    instanceUnaddressed: {
      title: (product: string) => `${product} is open without an address`,
      texts: {
        seller: (order: string) =>
          `Your server confirmed order ${order} and returned no appInfo.frontEndUrl. The order is complete: tell the buyer soon how to use the service, and add this member.`,
        operator: (order: string, seller: string) =>
          `${seller} confirmed order ${order} and returned no appInfo.frontEndUrl. The order is complete, and the buyer’s page shows whom to ask. This is told once for each product.`,
      },
    },
    instanceShared: {
      titles: {
        opening: (product: string) => `${product}: its instance ID belongs to another service`,
        release: (product: string) => `${product}: release not told, as two services share an instance ID`,
        freeze: (product: string) => `${product}: freezing not told, as two services share an instance ID`,
        lift: (product: string) =>
          `${product}: end of freezing not told, as two services share an instance ID`,
        returned_renewal: (product: string) =>
          `${product}: returned renewal not told, as two services share an instance ID`,
      },
      which: (reference: string, order: string, other: string) =>
        `Instance ID ${reference} belongs to order ${order} and to order ${other}.`,
      of: (seller: string) => `Seller: ${seller}.`,
      next: {
        opening:
          'The answer counts as faulty and is asked for again while there is time. Give every order line an instance ID of its own.',
        release:
          'To tell it would end the other service too. Clear only what belongs to this order, and give each service an ID of its own.',
        freeze: 'To tell it would stop the other service too. Stop by yourself what belongs to this order.',
        lift: 'To tell it would let the other service be used too. Let what belongs to this order be used by yourself.',
        returned_renewal:
          'To tell it would bring the end of the other service forward too. Correct the end of this order by yourself.',
      },
    },

    renewalUnconfirmed: {
      title: (seller: string) => `${seller} has not confirmed a renewal`,
      text: (product: string, order: string) =>
        `The renewal of ${product} in order ${order} holds, but the seller’s server never confirmed the new end. Check it with the seller.`,
    },
  },
)

export const provisioningWriters: MessageWriters<typeof provisioningMessages> = {
  instance_unaddressed: ({ product, seller, orderNumber }, reader) => {
    const { instanceUnaddressed } = texts.in(reader.language)
    const said =
      reader.area === 'operator'
        ? instanceUnaddressed.texts.operator(orderNumber, formatName(seller.name, reader))
        : instanceUnaddressed.texts.seller(orderNumber)
    return { title: instanceUnaddressed.title(formatName(product, reader)), texts: [said] }
  },
  instance_shared: ({ what, product, seller, reference, orderNumber, otherOrderNumber }, reader) => {
    const words = texts.in(reader.language).instanceShared
    const ofSeller = reader.area === 'operator' ? [words.of(formatName(seller.name, reader))] : []
    return {
      title: words.titles[what](formatName(product, reader)),
      texts: [words.which(reference, orderNumber, otherOrderNumber), ...ofSeller, words.next[what]],
    }
  },
  renewal_unconfirmed: ({ product, seller, orderNumber }, reader) => {
    const { renewalUnconfirmed } = texts.in(reader.language)
    return {
      title: renewalUnconfirmed.title(formatName(seller.name, reader)),
      texts: [renewalUnconfirmed.text(formatName(product, reader), orderNumber)],
    }
  },
}
