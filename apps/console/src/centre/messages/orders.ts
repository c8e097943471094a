import type { orderMessages } from '@loggia/protocol/console/orders/messages'
import { defineTexts, formatAmount } from '@loggia/ui'
import { formatMinute, formatName } from './reader.ts'
import type { MessageReader, MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    and: (names: readonly string[]) => names.join('、'),
    paid: {
      title: {
        new: (amount: string) => `支付成功：${amount}`,
        trial: () => '试用已提交',
        renewal: (amount: string) => `续费成功：${amount}`,
        conversion: (amount: string) => `转正已支付：${amount}`,
        change: (amount: string) => `变更已支付：${amount}`,
      },
      text: {
        new: (products: string, order: string) =>
          `${products}，订单 ${order}。商家正在处理，完成后会通知您。`,
        trial: (products: string, order: string) =>
          `${products}，订单 ${order}。商家正在开通，完成后会通知您。`,
        renewal: (products: string, order: string) => `${products}，订单 ${order}。`,
        conversion: (products: string, order: string) =>
          `${products}，订单 ${order}。试用结束后开始付费服务期。`,
        change: (products: string, order: string) => `${products}，订单 ${order}。商家完成变更后生效。`,
      },
    },
    received: {
      title: {
        new: (products: string) => `新订单：${products}`,
        trial: (products: string) => `新试用：${products}`,
        renewal: (products: string) => `续费订单：${products}`,
        conversion: (products: string) => `试用转正：${products}`,
        change: (products: string) => `变更订单：${products}`,
      },
      text: (order: string, amount: string) => `订单 ${order}，金额 ${amount}。`,
      trialText: (order: string) => `订单 ${order}。`,
    },
    completed: {
      title: {
        new: (products: string) => `${products}已开通`,
        trial: (products: string) => `${products}的试用已开通`,
        conversion: (products: string) => `${products}已转正`,
        change: (products: string) => `${products}的变更已完成`,
        renewal: (products: string) => `${products}已续费`,
      },
      text: (order: string) => `订单 ${order} 已完成。`,
    },
    payable: {
      title: (products: string) => `可以支付了：${products}`,
      text: (order: string, amount: string, time: string) =>
        `余额已够支付订单 ${order}，应付 ${amount}。支付截止 ${time}，逾期订单自动取消。`,
    },
    expired: {
      title: (order: string) => `未支付的订单 ${order} 已取消`,
      text: (products: string, amount: string) =>
        `${products}，应付 ${amount}，未在截止时间前支付。未扣款，可以重新下单。`,
    },
    orderStopped: {
      title: (order: string) => `未支付的订单 ${order} 已取消`,
      texts: {
        suspended: (product: string) =>
          `${product}已暂停销售，订单无法支付。未产生费用，恢复销售后可以重新下单。`,
        delisted: (product: string) => `${product}已停售，订单无法支付。未产生费用。`,
      },
    },
  },
  {
    and: (names) => names.join(', '),
    paid: {
      title: {
        new: (amount) => `Paid: ${amount}`,
        trial: () => 'Trial requested',
        renewal: (amount) => `Renewed: ${amount}`,
        conversion: (amount) => `Conversion paid: ${amount}`,
        change: (amount) => `Change paid: ${amount}`,
      },
      text: {
        new: (products, order) =>
          `${products}, order ${order}. The seller is working on it; we will tell you when it is ready.`,
        trial: (products, order) =>
          `${products}, order ${order}. The seller is activating it; we will tell you when it is ready.`,
        renewal: (products, order) => `${products}, order ${order}.`,
        conversion: (products, order) =>
          `${products}, order ${order}. The paid term starts when the trial ends.`,
        change: (products, order) =>
          `${products}, order ${order}. It takes effect once the seller has made it.`,
      },
    },
    received: {
      title: {
        new: (products) => `New order: ${products}`,
        trial: (products) => `New trial: ${products}`,
        renewal: (products) => `Renewal: ${products}`,
        conversion: (products) => `Trial converted: ${products}`,
        change: (products) => `Change: ${products}`,
      },
      text: (order, amount) => `Order ${order}, ${amount}.`,
      trialText: (order) => `Order ${order}.`,
    },
    completed: {
      title: {
        new: (products) => `${products} is ready`,
        trial: (products) => `Your trial of ${products} is ready`,
        conversion: (products) => `${products} is now a paid service`,
        change: (products) => `Your change of ${products} is done`,
        renewal: (products) => `${products} is renewed`,
      },
      text: (order) => `Order ${order} is completed.`,
    },
    payable: {
      title: (products) => `Ready to be paid: ${products}`,
      text: (order, amount, time) =>
        `Your balance now covers order ${order}, ${amount}. Pay by ${time}, or the order is cancelled.`,
    },
    expired: {
      title: (order) => `Unpaid order ${order} was cancelled`,
      text: (products, amount) =>
        `${products}, ${amount}. It was not paid in time. Nothing was charged, and you can place a new order.`,
    },
    orderStopped: {
      title: (order: string) => `Unpaid order ${order} was cancelled`,
      texts: {
        suspended: (product: string) =>
          `Sales of ${product} are paused, so the order can no longer be paid. You were not charged. Place a new order once sales resume.`,
        delisted: (product: string) =>
          `${product} is no longer sold, so the order can no longer be paid. You were not charged.`,
      },
    },
  },
)

type Products = readonly Parameters<typeof formatName>[0][]
const formatProducts = (products: Products, reader: MessageReader): string =>
  texts.in(reader.language).and(products.map((name) => formatName(name, reader)))

export const orderWriters: MessageWriters<typeof orderMessages> = {
  order_paid: ({ orderNumber, purpose, products, amount }, reader) => {
    const { paid } = texts.in(reader.language)
    return {
      title: paid.title[purpose](formatAmount(amount)),
      texts: [paid.text[purpose](formatProducts(products, reader), orderNumber)],
    }
  },
  order_received: ({ orderNumber, purpose, products, amount }, reader) => {
    const { received } = texts.in(reader.language)
    return {
      title: received.title[purpose](formatProducts(products, reader)),
      texts: [
        purpose === 'trial'
          ? received.trialText(orderNumber)
          : received.text(orderNumber, formatAmount(amount)),
      ],
    }
  },
  order_completed: ({ orderNumber, purpose, products }, reader) => {
    const { completed } = texts.in(reader.language)
    return {
      title: completed.title[purpose](formatProducts(products, reader)),
      texts: [completed.text(orderNumber)],
    }
  },
  order_stopped: ({ product, orderNumber, why }, reader) => {
    const { orderStopped } = texts.in(reader.language)
    return {
      title: orderStopped.title(orderNumber),
      texts: [orderStopped.texts[why](formatName(product, reader))],
    }
  },
  order_payable: ({ orderNumber, products, amount, payBy }, reader) => {
    const { payable } = texts.in(reader.language)
    return {
      title: payable.title(formatProducts(products, reader)),
      texts: [payable.text(orderNumber, formatAmount(amount), formatMinute(payBy, reader))],
    }
  },
  order_expired: ({ orderNumber, products, amount }, reader) => {
    const { expired } = texts.in(reader.language)
    return {
      title: expired.title(orderNumber),
      texts: [expired.text(formatProducts(products, reader), formatAmount(amount))],
    }
  },
}
