import { linkOptions } from '@tanstack/react-router'
import { purchaseRequestMessages } from '@loggia/protocol/console/purchase-requests/messages'
import { defineTexts, formatAmount } from '@loggia/ui'
import { formatName } from '../../centre/messages/reader.ts'
import type { MessageLinks, MessageWriters } from '../../centre/messages/reader.ts'

/** Found and read beside the writers. */
export const messages = purchaseRequestMessages

const texts = defineTexts(
  {
    asked: (who: string, product: string) => `${who}申请采购“${product}”`,
    askedText: (amount: string) =>
      `申请时价格 ${amount}。有购买权限的成员可以审批，30 天内未审批的申请自动失效。`,
    decided: {
      approved: (who: string, product: string) => `${who}的采购申请“${product}”已通过`,
      rejected: (who: string, product: string) => `${who}的采购申请“${product}”已驳回`,
      expired: (who: string, product: string) => `${who}的采购申请“${product}”已失效`,
    },
    decidedText: {
      approved: '已下单并用余额支付。',
      rejected: '驳回原因见采购申请。',
      expired: '30 天内无人审批。仍需购买的，可以重新提交。',
    },
    open: '查看采购申请',
  },
  {
    asked: (who, product) => `${who} asks to buy ${product}`,
    askedText: (amount) =>
      `The price was ${amount} when this was asked for. Members who may buy can approve it. After 30 days without a decision it expires.`,
    decided: {
      approved: (who, product) => `${who}’s request for ${product} is approved`,
      rejected: (who, product) => `${who}’s request for ${product} is rejected`,
      expired: (who, product) => `${who}’s request for ${product} has expired`,
    },
    decidedText: {
      approved: 'The order is placed and paid from the balance.',
      rejected: 'The reason is on the request.',
      expired: 'Nobody decided within 30 days. File it again if it is still needed.',
    },
    open: 'View request',
  },
)

export const messageWriters: MessageWriters<typeof purchaseRequestMessages> = {
  purchase_requested: ({ requester, product, amount }, reader) => {
    const said = texts.in(reader.language)
    return {
      title: said.asked(requester, formatName(product, reader)),
      texts: [said.askedText(formatAmount(amount))],
    }
  },
  purchase_request_decided: ({ requester, product, what }, reader) => {
    const said = texts.in(reader.language)
    return {
      title: said.decided[what](requester, formatName(product, reader)),
      texts: [said.decidedText[what]],
    }
  },
}

const toRequest = ({ purchaseRequestId }: { readonly purchaseRequestId: `prq_${string}` }, name: string) => [
  {
    name,
    page: linkOptions({ to: '/buyer/purchase-requests/$purchaseRequestId', params: { purchaseRequestId } }),
  },
]

/** The pages that a message leads to, on the page of messages and in its email. */
export const messageLinks: MessageLinks<typeof purchaseRequestMessages> = {
  purchase_requested: (data, { language }) => toRequest(data, texts.in(language).open),
  purchase_request_decided: (data, { language }) => toRequest(data, texts.in(language).open),
}
