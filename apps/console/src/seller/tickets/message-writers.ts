import { linkOptions } from '@tanstack/react-router'
import { ticketMessages } from '@loggia/protocol/console/tickets/messages'
import { defineTexts } from '@loggia/ui'
import { formatName } from '../../centre/messages/reader.ts'
import type { MessageLinks, MessageReader, MessageWriters } from '../../centre/messages/reader.ts'

/** Found and read beside the writers. */
export const messages = ticketMessages

const texts = defineTexts(
  {
    about: (product: string) => `商品：${product}`,
    buyer: {
      answer: (title: string) => `工单“${title}”有新回复`,
      ask: (title: string) => `工单“${title}”需要您补充信息`,
      solve: (title: string) => `工单“${title}”已有解决方案，等待您确认`,
      late: (title: string) => `商家未按时处理工单“${title}”，您可以转给运营人员`,
      closed: (title: string) => `工单“${title}”因您未回复，已自动关闭`,
    },
    handler: {
      opened: (title: string) => `新工单“${title}”`,
      written: (title: string) => `客户补充了工单“${title}”`,
      reopened: (title: string) => `客户重新打开了工单“${title}”`,
      late: (title: string) => `工单“${title}”已超时`,
      raised: (title: string) => `客户将工单“${title}”转给了运营人员`,
      closed: (title: string) => `客户关闭了工单“${title}”`,
    },
    toTicket: '查看工单',
  },
  {
    about: (product: string) => `Product: ${product}`,
    buyer: {
      answer: (title: string) => `New answer to your ticket “${title}”`,
      ask: (title: string) => `Your ticket “${title}” needs more information from you`,
      solve: (title: string) => `There is a solution for your ticket “${title}”; confirm it`,
      late: (title: string) =>
        `The seller is late with your ticket “${title}”; you can pass it on to the operators`,
      closed: (title: string) => `Your ticket “${title}” was closed, because you did not answer`,
    },
    handler: {
      opened: (title: string) => `New ticket “${title}”`,
      written: (title: string) => `The customer wrote in the ticket “${title}”`,
      reopened: (title: string) => `The customer reopened the ticket “${title}”`,
      late: (title: string) => `The ticket “${title}” is overdue`,
      raised: (title: string) => `The customer passed the ticket “${title}” on to the operators`,
      closed: (title: string) => `The customer closed the ticket “${title}”`,
    },
    toTicket: 'View ticket',
  },
)

type Handled = { readonly title: string; readonly product: { zh: string; en: string } }
const toHandler = (
  { title, product, what }: Handled & { readonly what: keyof ReturnType<typeof texts.in>['handler'] },
  reader: MessageReader,
) => {
  const said = texts.in(reader.language)
  return { title: said.handler[what](title), texts: [said.about(formatName(product, reader))] }
}

export const messageWriters: MessageWriters<typeof ticketMessages> = {
  ticket_answered: ({ title, product, what }, reader) => {
    const said = texts.in(reader.language)
    return { title: said.buyer[what](title), texts: [said.about(formatName(product, reader))] }
  },
  ticket_received: toHandler,
  ticket_waits: toHandler,
}

/** The pages that a message leads to, on the page of messages and in its email. */
export const messageLinks: MessageLinks<typeof ticketMessages> = {
  ticket_answered: ({ ticketId }, { language }) => [
    {
      name: texts.in(language).toTicket,
      page: linkOptions({ to: '/buyer/tickets/$ticketId', params: { ticketId } }),
    },
  ],
  ticket_received: ({ ticketId }, { language }) => [
    {
      name: texts.in(language).toTicket,
      page: linkOptions({ to: '/seller/tickets/$ticketId', params: { ticketId } }),
    },
  ],
  ticket_waits: ({ ticketId }, { language }) => [
    {
      name: texts.in(language).toTicket,
      page: linkOptions({ to: '/operator/tickets/$ticketId', params: { ticketId } }),
    },
  ],
}
