import type { supervisionMessages } from '@loggia/protocol/console/supervision/messages'
import { defineTexts } from '@loggia/ui'
import { formatName, listReasonTexts } from './reader.ts'
import type { MessageWriters } from './reader.ts'

/** Each message of a step goes to one side, or is the same for both. */
const texts = defineTexts(
  {
    delivery: {
      demand_due: {
        title: (product: string) => `${product}待提交需求`,
        text: (order: string) => `订单 ${order} 已支付。按商家的交付模板提交需求后，商家才能开始。`,
      },
      demand_submitted: {
        title: (product: string) => `${product}的买家已提交需求`,
        text: (order: string) => `查看订单 ${order} 的需求。下一步见服务监管。`,
      },
      demand_confirmed: {
        title: (product: string) => `${product}的需求已确认`,
        text: (order: string) => `商家已确认订单 ${order} 的需求，即将开始。`,
      },
      demand_rejected: {
        title: (product: string) => `${product}的需求被退回`,
        text: (order: string) => `商家退回了订单 ${order} 的需求，补充后重新提交。`,
      },
      design_submitted: {
        title: (product: string) => `${product}的设计方案待确认`,
        text: (order: string) => `商家已提交订单 ${order} 的设计方案。确认后，商家开始制作。`,
      },
      design_confirmed: {
        title: (product: string) => `${product}的设计方案已确认`,
        text: (order: string) => `买家已确认订单 ${order} 的设计方案，可以开始制作。`,
      },
      design_rejected: {
        title: (product: string) => `${product}的设计方案被退回`,
        text: (order: string) => `买家退回了订单 ${order} 的设计方案，修改后重新提交。`,
      },
      due: {
        title: (product: string) => `${product}待交付`,
        text: (order: string) => `买家已支付订单 ${order}。完成后，上传交付凭证并标记已交付。`,
      },
      made: {
        title: (product: string) => `${product}已交付，待验收`,
        text: (order: string) =>
          `商家已交付订单 ${order}。按验收标准核对交付凭证，然后验收，或填写原因退回。`,
      },
      code_released: {
        title: (product: string) => `${product}的授权码待领取`,
        text: (order: string) => `商家已交付订单 ${order} 的授权码。领取后，在商家的软件中激活。`,
      },
      activated: {
        title: (product: string) => `${product}的授权码已激活`,
        text: (order: string) => `订单 ${order} 的授权码已在软件中激活，服务期已开始，订单已完成。`,
      },
      recheck_failed: {
        title: (product: string) => `${product}复核不通过`,
        text: (order: string) => `运营人员复核后退回了订单 ${order} 的交付，处理后重新交付。`,
      },
      part_accepted: {
        title: (product: string) => `${product}本期已通过验收`,
        text: (order: string) => `买家已验收订单 ${order} 的本期内容，可以开始下一期。`,
      },
      accepted: {
        title: (product: string) => `${product}已通过验收`,
        text: (order: string) => `买家已验收订单 ${order} 的交付，订单已完成。`,
      },
      received: {
        title: (product: string) => `${product}已签收`,
        text: (order: string) => `快递已送达订单 ${order} 的商品。请买家核对后验收，或填写原因退回。`,
      },
      received_and_due: {
        title: (product: string) => `${product}已签收，10 天后自动验收`,
        text: (order: string) =>
          `快递已送达订单 ${order} 的商品。买家 10 天内未验收、也未退回的，系统自动验收。`,
      },
      auto_accepted: {
        title: (product: string) => `${product}已自动验收`,
        text: (order: string) => `登记快递签收已满 10 天，系统自动验收了订单 ${order}，订单已完成。`,
      },
      rejected: {
        title: (product: string) => `${product}未通过验收`,
        text: (order: string) => `买家退回了订单 ${order} 的交付，处理后重新交付。`,
      },
      refunded: {
        title: (product: string) => `${product}的交付已终止`,
        text: (order: string) => `订单 ${order} 的交付已终止，款项退回买家。`,
      },
      waiting: {
        title: (product: string) => `${product}长时间未验收`,
        text: (order: string) => `订单 ${order} 支付已满 180 天，仍未验收。请尽快处理。`,
      },
      appealed: {
        title: (product: string) => `${product}有申诉，流程暂停`,
        text: (order: string) => `对方就订单 ${order} 发起了申诉。运营人员会联系您，并在 3 个工作日内裁定。`,
      },
      appeal_withdrawn: {
        title: (product: string) => `${product}的申诉已撤回`,
        text: (order: string) => `对方撤回了订单 ${order} 的申诉，流程继续。`,
      },
      appeal_decided: {
        title: (product: string) => `${product}的申诉已裁定`,
        text: (order: string) => `运营人员已裁定订单 ${order} 的申诉，结果见服务监管。`,
      },
    },
    decision: {
      appealed: {
        title: (product: string) => `申诉待裁定：${product}`,
        text: (order: string) => `订单 ${order} 有申诉，流程暂停。联系双方后，在 3 个工作日内裁定。`,
      },
      recheck_due: {
        title: (product: string) => `交付待复核：${product}`,
        text: (order: string) => `商家已交付订单 ${order}。复核通过后，买家才能验收。`,
      },
    },
  },
  {
    delivery: {
      demand_due: {
        title: (product: string) => `${product} is waiting for your requirements`,
        text: (order: string) =>
          `Order ${order} is paid. The seller can start once you have filled in the delivery template.`,
      },
      demand_submitted: {
        title: (product: string) => `The buyer has submitted requirements for ${product}`,
        text: (order: string) =>
          `View the requirements of order ${order}. Service supervision shows the next step.`,
      },
      demand_confirmed: {
        title: (product: string) => `Your requirements for ${product} are confirmed`,
        text: (order: string) => `The seller has confirmed the requirements of order ${order} and starts.`,
      },
      demand_rejected: {
        title: (product: string) => `Your requirements for ${product} were sent back`,
        text: (order: string) =>
          `The seller has sent back the requirements of order ${order}. Add what is missing and submit them again.`,
      },
      design_submitted: {
        title: (product: string) => `The design for ${product} needs your confirmation`,
        text: (order: string) =>
          `The seller has submitted the design of order ${order}. The work starts once you confirm it.`,
      },
      design_confirmed: {
        title: (product: string) => `The design for ${product} is confirmed`,
        text: (order: string) =>
          `The buyer has confirmed the design of order ${order}. You can start the work.`,
      },
      design_rejected: {
        title: (product: string) => `The design for ${product} was sent back`,
        text: (order: string) =>
          `The buyer has sent back the design of order ${order}. Correct it and submit it again.`,
      },
      due: {
        title: (product: string) => `${product} is waiting for delivery`,
        text: (order: string) =>
          `Order ${order} is paid. When the work is done, upload a proof of delivery and mark it as delivered.`,
      },
      made: {
        title: (product: string) => `${product} has been delivered and needs your acceptance`,
        text: (order: string) =>
          `The seller has delivered order ${order}. Check it against the acceptance criteria, then accept it or reject it with a reason.`,
      },
      code_released: {
        title: (product: string) => `The authorisation code of ${product} can be collected`,
        text: (order: string) =>
          `The seller has delivered the authorisation code of order ${order}. Collect it, then activate it in the seller’s software.`,
      },
      activated: {
        title: (product: string) => `The authorisation code of ${product} is activated`,
        text: (order: string) =>
          `The authorisation code of order ${order} was activated in the software. The term has started, and the order is complete.`,
      },
      recheck_failed: {
        title: (product: string) => `${product} did not pass the re-check`,
        text: (order: string) =>
          `An operator has sent back the delivery of order ${order}. Correct it and deliver it again.`,
      },
      part_accepted: {
        title: (product: string) => `A part of ${product} was accepted`,
        text: (order: string) =>
          `The buyer accepted this part of order ${order}. You can start the next one.`,
      },
      accepted: {
        title: (product: string) => `${product} was accepted`,
        text: (order: string) => `The buyer accepted the delivery of order ${order}. The order is complete.`,
      },
      received: {
        title: (product: string) => `${product} was handed over`,
        text: (order: string) =>
          `The courier has handed over the goods of order ${order}. The buyer checks them, then accepts them or sends them back with a reason.`,
      },
      received_and_due: {
        title: (product: string) => `${product} was handed over; accepted automatically in 10 days`,
        text: (order: string) =>
          `The courier has handed over the goods of order ${order}. If the buyer neither accepts them nor sends them back within 10 days, they are accepted automatically.`,
      },
      auto_accepted: {
        title: (product: string) => `${product} was accepted automatically`,
        text: (order: string) =>
          `The receipt of the goods of order ${order} was reported 10 days ago, so they were accepted automatically. The order is complete.`,
      },
      rejected: {
        title: (product: string) => `${product} was not accepted`,
        text: (order: string) =>
          `The buyer rejected the delivery of order ${order}. Correct it and deliver it again.`,
      },
      refunded: {
        title: (product: string) => `The delivery of ${product} has ended`,
        text: (order: string) => `The delivery of order ${order} has ended, and the buyer is refunded.`,
      },
      waiting: {
        title: (product: string) => `${product} has not been accepted for a long time`,
        text: (order: string) =>
          `Order ${order} was paid 180 or more days ago and has not been accepted. Deal with it as soon as possible.`,
      },
      appealed: {
        title: (product: string) => `An appeal has put ${product} on hold`,
        text: (order: string) =>
          `The other side has appealed about order ${order}. An operator contacts you and decides within 3 working days.`,
      },
      appeal_withdrawn: {
        title: (product: string) => `The appeal about ${product} was withdrawn`,
        text: (order: string) =>
          `The other side has withdrawn the appeal about order ${order}. The delivery goes on.`,
      },
      appeal_decided: {
        title: (product: string) => `The appeal about ${product} is decided`,
        text: (order: string) =>
          `An operator has decided the appeal about order ${order}. See the decision under service supervision.`,
      },
    },
    decision: {
      appealed: {
        title: (product: string) => `Appeal to decide: ${product}`,
        text: (order: string) =>
          `There is an appeal about order ${order}, and the delivery is on hold. Contact both sides and decide within 3 working days.`,
      },
      recheck_due: {
        title: (product: string) => `Delivery to re-check: ${product}`,
        text: (order: string) =>
          `The seller has delivered order ${order}. The buyer can accept it once it has passed.`,
      },
    },
  },
)

export const supervisionWriters: MessageWriters<typeof supervisionMessages> = {
  delivery: ({ what, product, orderNumber, reason }, reader) => {
    const { title, text } = texts.in(reader.language).delivery[what]
    return {
      title: title(formatName(product, reader)),
      texts: [text(orderNumber), ...listReasonTexts(reason, reader)],
    }
  },
  delivery_decision: ({ what, product, orderNumber, reason }, reader) => {
    const { title, text } = texts.in(reader.language).decision[what]
    return {
      title: title(formatName(product, reader)),
      texts: [text(orderNumber), ...listReasonTexts(reason, reader)],
    }
  },
}
