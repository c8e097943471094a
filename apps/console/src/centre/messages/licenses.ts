import type { licenseMessages } from '@loggia/protocol/console/licenses/messages'
import { defineTexts } from '@loggia/ui'
import { formatName } from './reader.ts'
import type { MessageWriters } from './reader.ts'

const texts = defineTexts(
  {
    application: {
      delivered: {
        title: (product: string) => `${product}：设备的 License 已交付`,
        text: (order: string) => `在服务页查看订单 ${order} 的 License。`,
      },
      refused: {
        title: (product: string) => `${product}：设备的 License 未能签发`,
        text: (order: string) =>
          `商家的服务器未能为订单 ${order} 的设备签发 License。核对设备指纹后重新申请，或联系商家。`,
      },
      not_renewed: {
        title: (product: string) => `${product}：设备的 License 未能续期`,
        text: (order: string) =>
          `商家的服务器未能按新的到期时间为订单 ${order} 的设备签发 License，原 License 到期前仍可使用。在服务页重新申请，或联系商家。`,
      },
      unissued: {
        title: (product: string) => `${product}：设备的 License 未按时签发`,
        text: (order: string) =>
          `商家未在 24 小时内签发订单 ${order} 的 License。请联系商家；服务页显示可以申请时，也可以重新申请。`,
      },
    },
    byHand: {
      title: (product: string) => `${product}：请手动交付 License`,
      call_stopped: (order: string) =>
        `订单 ${order} 的接口调用已停止。在服务监管中上传 License，或在生产接口消息中重新启动调用。`,
      order_asked: (order: string) =>
        `订单 ${order} 中有多个 License，而此接口每个订单只能获取一个。请在服务监管中上传此 License。`,
      no_call: (order: string) =>
        `商品未接入可签发此 License 的接口，因此没有为订单 ${order} 发起调用。请在服务监管中上传 License。`,
    },
    unissued: {
      title: (product: string) => `${product}：请签发设备的 License`,
      text: (order: string) =>
        `订单 ${order} 有设备申请 License 已超过 24 小时。请用申请的 eventId 上传；买家仍在等待首次交付的，也可以在服务监管中手动交付。`,
    },
    renewalDue: {
      title: (product: string) => `${product}：买家已续费，请交付新的 License`,
      text: (order: string) => `订单 ${order} 已付款。按新的到期时间制作 License，在服务监管中交付。`,
    },
    renewed: {
      title: (product: string) => `${product}：续费后的新 License 已交付`,
      text: (order: string) => `在服务页查看订单 ${order} 的 License，并替换软件中原来的 License。`,
    },
    renewalUnconfirmed: {
      title: (seller: string) => `${seller}未确认 License 续费`,
      text: (product: string, order: string) =>
        `订单 ${order}（${product}）的续费已生效，但商家的服务器一直没有确认新的到期时间，请与商家核对。`,
    },
  },
  {
    application: {
      delivered: {
        title: (product: string) => `${product}: the license for your device has been delivered`,
        text: (order: string) => `View the license of order ${order} on the page of the service.`,
      },
      refused: {
        title: (product: string) => `${product}: no license could be issued for your device`,
        text: (order: string) =>
          `The seller’s server did not issue the license in order ${order}. Check the device fingerprint and apply again, or contact the seller.`,
      },
      not_renewed: {
        title: (product: string) => `${product}: no license for the new term of your device`,
        text: (order: string) =>
          `The seller’s server did not issue a license in order ${order} for the new expiry date. The device keeps its current license until that expires. Apply again on the page of the service, or contact the seller.`,
      },
      unissued: {
        title: (product: string) => `${product}: the license for your device was not issued in time`,
        text: (order: string) =>
          `The seller has not issued the license in order ${order} within 24 hours. Contact the seller, or apply again if the page of the service lets you.`,
      },
    },
    byHand: {
      title: (product: string) => `${product}: deliver the license yourself`,
      call_stopped: (order: string) =>
        `The call for order ${order} has stopped. Upload the license under service supervision, or restart the call under production messages.`,
      order_asked: (order: string) =>
        `Order ${order} has several licenses, and this interface can ask for one license of an order only. Upload this license under service supervision.`,
      no_call: (order: string) =>
        `The product has no interface that issues this license, so no call was made for order ${order}. Upload the license under service supervision.`,
    },
    unissued: {
      title: (product: string) => `${product}: issue the license for a device`,
      text: (order: string) =>
        `A device in order ${order} has waited for its license for more than 24 hours. Upload it with the eventId of the request. If the first delivery is still open, you can also deliver it yourself under service supervision.`,
    },
    renewalDue: {
      title: (product: string) => `${product}: renewed – deliver the new license`,
      text: (order: string) =>
        `Order ${order} has been paid. Make a license for the new expiry date and deliver it under service supervision.`,
    },
    renewed: {
      title: (product: string) => `${product}: the license for the renewed term has been delivered`,
      text: (order: string) =>
        `View the license of order ${order} on the page of the service, and replace the one in your software.`,
    },
    renewalUnconfirmed: {
      title: (seller: string) => `${seller} has not confirmed the renewal of a license`,
      text: (product: string, order: string) =>
        `The renewal of ${product} in order ${order} is in effect, but the seller’s server never confirmed the new expiry date. Check this with the seller.`,
    },
  },
)

export const licenseWriters: MessageWriters<typeof licenseMessages> = {
  license_application: ({ what, product, orderNumber }, reader) => {
    const { title, text } = texts.in(reader.language).application[what]
    return { title: title(formatName(product, reader)), texts: [text(orderNumber)] }
  },
  license_by_hand: ({ product, orderNumber, why }, reader) => {
    const { title, ...text } = texts.in(reader.language).byHand
    return { title: title(formatName(product, reader)), texts: [text[why](orderNumber)] }
  },
  license_unissued: ({ product, orderNumber }, reader) => {
    const { title, text } = texts.in(reader.language).unissued
    return { title: title(formatName(product, reader)), texts: [text(orderNumber)] }
  },
  license_renewal_due: ({ product, orderNumber }, reader) => {
    const { title, text } = texts.in(reader.language).renewalDue
    return { title: title(formatName(product, reader)), texts: [text(orderNumber)] }
  },
  license_renewed: ({ product, orderNumber }, reader) => {
    const { title, text } = texts.in(reader.language).renewed
    return { title: title(formatName(product, reader)), texts: [text(orderNumber)] }
  },
  license_renewal_unconfirmed: ({ product, seller, orderNumber }, reader) => {
    const { title, text } = texts.in(reader.language).renewalUnconfirmed
    return {
      title: title(formatName(seller.name, reader)),
      texts: [text(formatName(product, reader), orderNumber)],
    }
  },
}
