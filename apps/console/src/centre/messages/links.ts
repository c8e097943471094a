import { linkOptions } from '@tanstack/react-router'
import type { Message } from '@loggia/protocol/console'
import { defineOptional, readMembers, string } from '@loggia/protocol/console/members'
import type { MessageLink, MessageReader } from './reader.ts'
import { listOwnLinks } from './sentences.ts'
import { messageTexts } from './texts.ts'

type Told = Pick<Message, 'kind' | 'data'> & Partial<Pick<Message, 'subject'>>

/** What messages of many domains name. */
const things = {
  callId: defineOptional(string),
  serviceId: defineOptional(string),
  supervisionId: defineOptional(string),
  orderId: defineOptional(string),
  productId: defineOptional(string),
}

/** The pages that a message leads to, the one it is about first. */
export const listMessageLinks = (message: Told, reader: MessageReader): readonly MessageLink[] =>
  listOwnLinks(message, reader) ?? listLinksToThings(message, reader)

function listLinksToThings({ subject = '', data }: Told, { area, language }: MessageReader): MessageLink[] {
  const texts = messageTexts.in(language)
  const { callId, serviceId, supervisionId, ...named } = readMembers(things, data) ?? {}
  const links: MessageLink[] = []
  const add = (name: string, page: MessageLink['page']) => links.push({ name, page })
  if (callId !== undefined && area !== 'buyer')
    add(texts.call, linkOptions({ to: `/${area}/calls/$callId`, params: { callId } }))
  if (serviceId !== undefined && area === 'buyer')
    add(texts.service, linkOptions({ to: '/buyer/services/$serviceId', params: { serviceId } }))
  if (supervisionId !== undefined)
    add(
      texts.supervision,
      linkOptions({ to: `/${area}/supervisions/$supervisionId`, params: { supervisionId } }),
    )
  const orderId = subject.startsWith('ord_') ? subject : links.length === 0 ? named.orderId : undefined
  if (orderId !== undefined)
    add(texts.order, linkOptions({ to: `/${area}/orders/$orderId`, params: { orderId } }))
  const productId = subject.startsWith('prd_') ? subject : named.productId
  if (productId !== undefined && area === 'seller')
    add(texts.product, linkOptions({ to: '/seller/products/$productId', params: { productId } }))
  return links
}

/** The path of the page that a message is about, or of the messages of the centre. */
export function findMessagePath(message: Told, reader: MessageReader): string {
  const [first] = listMessageLinks(message, reader)
  if (first === undefined) return `/${reader.area}/messages`
  if (typeof first.page === 'string') return first.page
  const { to, params = {}, search = {} } = first.page
  const path = to.replaceAll(/\$(\w+)/g, (_whole, name: string) => params[name] ?? '')
  const query = new URLSearchParams(search).toString()
  return query === '' ? path : `${path}?${query}`
}
