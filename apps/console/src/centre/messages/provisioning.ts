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
          `您的服务器确认开通了订单 ${order}，但没有返回 appInfo.frontEndUrl。订单已完成。请尽快告知买家访问方式，并在响应中补上此字段。`,
        operator: (order: string, seller: string) =>
          `${seller}确认开通了订单 ${order}，但没有返回 appInfo.frontEndUrl。订单已完成，买家页面会显示商家的联系方式。同一商品只提醒一次。`,
      },
    },
    instanceShared: {
      titles: {
        opening: (product: string) => `${product}：实例 ID 已被另一个服务使用`,
        release: (product: string) => `${product}：未发送释放通知，两个服务的实例 ID 相同`,
        freeze: (product: string) => `${product}：未发送冻结通知，两个服务的实例 ID 相同`,
        lift: (product: string) => `${product}：未发送解除冻结通知，两个服务的实例 ID 相同`,
        returned_renewal: (product: string) => `${product}：未发送续费退订通知，两个服务的实例 ID 相同`,
      },
      which: (reference: string, order: string, other: string) =>
        `实例 ID ${reference} 同时用于订单 ${order} 和订单 ${other}。`,
      of: (seller: string) => `商家：${seller}。`,
      next: {
        opening: '这次响应按无效处理，截止时间前会继续重试。请为每个订单行返回独立的实例 ID。',
        release:
          '发送释放通知会使另一个服务也停止。请只清理属于此订单的部分，并为每个服务使用独立的实例 ID。',
        freeze: '发送冻结通知会使另一个服务也停用。请自行停用属于此订单的部分。',
        lift: '发送解除冻结通知会使另一个服务也恢复使用。请自行恢复属于此订单的部分。',
        returned_renewal: '发送续费退订通知会使另一个服务也提前到期。请自行更正此订单的到期时间。',
      },
    },

    renewalUnconfirmed: {
      title: (seller: string) => `${seller}未确认续费`,
      text: (product: string, order: string) =>
        `订单 ${order}（${product}）的续费已生效，但商家的服务器一直没有确认新的到期时间，请与商家核对。`,
    },
  },
  {
    instanceUnaddressed: {
      title: (product: string) => `${product} is active but has no URL`,
      texts: {
        seller: (order: string) =>
          `Your server confirmed order ${order} but did not return appInfo.frontEndUrl. The order is complete. Tell the buyer how to access the service, and add this field to your response.`,
        operator: (order: string, seller: string) =>
          `${seller} confirmed order ${order} but did not return appInfo.frontEndUrl. The order is complete, and the buyer’s page shows the seller’s contact details. You get this message once per product.`,
      },
    },
    instanceShared: {
      titles: {
        opening: (product: string) => `${product}: the instance ID is used by another service`,
        release: (product: string) =>
          `${product}: release not sent, because two services share an instance ID`,
        freeze: (product: string) => `${product}: freeze not sent, because two services share an instance ID`,
        lift: (product: string) => `${product}: unfreeze not sent, because two services share an instance ID`,
        returned_renewal: (product: string) =>
          `${product}: cancelled renewal not sent, because two services share an instance ID`,
      },
      which: (reference: string, order: string, other: string) =>
        `Instance ID ${reference} is used by order ${order} and order ${other}.`,
      of: (seller: string) => `Seller: ${seller}.`,
      next: {
        opening:
          'This response counts as invalid, and the call is retried until its deadline. Return a separate instance ID for each order line.',
        release:
          'A release would also end the other service. Clean up only what belongs to this order, and use a separate instance ID for each service.',
        freeze:
          'A freeze would also stop the other service. Stop what belongs to this order on your own server.',
        lift: 'An unfreeze would also restore the other service. Restore what belongs to this order on your own server.',
        returned_renewal:
          'This would also bring forward the expiry of the other service. Correct the expiry of this order on your own server.',
      },
    },

    renewalUnconfirmed: {
      title: (seller: string) => `${seller} has not confirmed a renewal`,
      text: (product: string, order: string) =>
        `The renewal of ${product} in order ${order} is in effect, but the seller’s server never confirmed the new expiry date. Check this with the seller.`,
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
