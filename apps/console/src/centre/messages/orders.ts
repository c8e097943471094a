import type { orderMessages } from '@loggia/protocol/console/orders/messages'
import { defineTexts } from '@loggia/ui'
import { formatName } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    orderStopped: {
      title: (order: string) => `未支付的订单 ${order} 已取消`,
      texts: {
        suspended: (product: string) =>
          `${product}暂停销售，订单不能再支付。没有产生费用；恢复销售后可以重新下单。`,
        delisted: (product: string) => `${product}已停售，订单不能再支付。没有产生费用。`,
      },
    },
  },
  {
    orderStopped: {
      title: (order: string) => `Order ${order} was cancelled before it was paid`,
      texts: {
        suspended: (product: string) =>
          `${product} is suspended, so the order cannot be paid any more. Nothing was charged; you can order again once it is back on sale.`,
        delisted: (product: string) =>
          `${product} is not sold any more, so the order cannot be paid. Nothing was charged.`,
      },
    },
  },
)

export const orderWriters: MessageWriters<typeof orderMessages> = {
  order_stopped: ({ product, orderNumber, why }, reader) => {
    const { orderStopped } = texts.in(reader.language)
    return {
      title: orderStopped.title(orderNumber),
      texts: [orderStopped.texts[why](formatName(product, reader))],
    }
  },
}
