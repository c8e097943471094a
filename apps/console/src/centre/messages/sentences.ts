import type {
  Message,
  MessageDeclaration,
  MessageKind,
  MessageTopic,
  ShownMessages,
} from '@loggia/protocol/console'
import { accessMessages } from '@loggia/protocol/console/access/messages'
import { callMessages } from '@loggia/protocol/console/calls/messages'
import { catalogMessages } from '@loggia/protocol/console/catalog/messages'
import { fulfilmentMessages } from '@loggia/protocol/console/fulfilment/messages'
import { ledgerMessages } from '@loggia/protocol/console/ledger/messages'
import { licenseMessages } from '@loggia/protocol/console/licenses/messages'
import { monitoringMessages } from '@loggia/protocol/console/monitoring/messages'
import { openApiMessages } from '@loggia/protocol/console/open-api/messages'
import { orderMessages } from '@loggia/protocol/console/orders/messages'
import { partyMessages } from '@loggia/protocol/console/parties/messages'
import { provisioningMessages } from '@loggia/protocol/console/provisioning/messages'
import { quoteMessages } from '@loggia/protocol/console/quotes/messages'
import { refundMessages } from '@loggia/protocol/console/refunds/messages'
import { subscriptionMessages } from '@loggia/protocol/console/subscriptions/messages'
import { supervisionMessages } from '@loggia/protocol/console/supervision/messages'
import { readMembers } from '@loggia/protocol/console/members'
import { formatMixed } from '@loggia/ui'
import { accessWriters } from './access.ts'
import { callLinks, callWriters } from './calls.ts'
import { catalogWriters } from './catalog.ts'
import { fulfilmentWriters } from './fulfilment.ts'
import { ledgerLinks, ledgerWriters } from './ledger.ts'
import { licenseWriters } from './licenses.ts'
import { monitoringLinks, monitoringWriters } from './monitoring.ts'
import { openApiWriters } from './open-api.ts'
import { orderWriters } from './orders.ts'
import { partyLinks, partyWriters } from './parties.ts'
import { provisioningWriters } from './provisioning.ts'
import { quoteWriters } from './quotes.ts'
import { refundWriters } from './refunds.ts'
import { subscriptionWriters } from './subscriptions.ts'
import { supervisionWriters } from './supervision.ts'
import type { BesidePagesKind } from '../facts/beside-pages.ts'
import type { ListLinks, MessageLink, MessageReader, Sentences, Write } from './reader.ts'

type OwnKind = Exclude<MessageKind, BesidePagesKind<'messages'>>
/** The writers that features bring themselves. */
const besidePages = Object.values(
  import.meta.glob<{
    readonly messages: Readonly<Record<string, MessageDeclaration>>
    readonly messageWriters: object
    readonly messageLinks?: object
  }>('../../{buyer,seller,operator}/*/message-writers.ts', { eager: true }),
)

const own: { readonly [K in OwnKind]: MessageDeclaration } = {
  ...accessMessages,
  ...callMessages,
  ...catalogMessages,
  ...fulfilmentMessages,
  ...ledgerMessages,
  ...licenseMessages,
  ...monitoringMessages,
  ...openApiMessages,
  ...orderMessages,
  ...partyMessages,
  ...provisioningMessages,
  ...quoteMessages,
  ...refundMessages,
  ...subscriptionMessages,
  ...supervisionMessages,
}
const declared: Readonly<Record<string, MessageDeclaration>> = Object.assign(
  {},
  own,
  ...besidePages.map(({ messages }) => messages),
)
const ownWriters: { readonly [K in OwnKind]: Write<K> } = {
  ...accessWriters,
  ...callWriters,
  ...catalogWriters,
  ...fulfilmentWriters,
  ...ledgerWriters,
  ...licenseWriters,
  ...monitoringWriters,
  ...openApiWriters,
  ...orderWriters,
  ...partyWriters,
  ...provisioningWriters,
  ...quoteWriters,
  ...refundWriters,
  ...subscriptionWriters,
  ...supervisionWriters,
}

const writers: { readonly [K in MessageKind]: Write<K> } = Object.assign(
  {},
  ownWriters,
  ...besidePages.map(({ messageWriters }) => messageWriters),
)

const links: { readonly [K in MessageKind]?: ListLinks<K> } = Object.assign(
  {},
  callLinks,
  ledgerLinks,
  monitoringLinks,
  partyLinks,
  ...besidePages.map(({ messageLinks }) => messageLinks),
)

const findDeclaration = (kind: string): MessageDeclaration | undefined =>
  Object.hasOwn(declared, kind) ? declared[kind] : undefined

/** What messages of this kind are about; undefined if the page does not know the kind. */
export const findMessageTopic = (kind: string): MessageTopic | undefined => findDeclaration(kind)?.topic

type Read = {
  readonly [K in MessageKind]: { readonly kind: K; readonly data: ShownMessages[K] }
}[MessageKind]

/**
 * A message with its data parsed; undefined if the page does not know the kind, or if the data do not match the
 * declaration.
 */
function readMessage({ kind, data }: Pick<Message, 'kind' | 'data'>): Read | undefined {
  const declaration = findDeclaration(kind)
  const read = declaration && readMembers(declaration.data, data)
  return read && ({ kind, data: read } as Read)
}

const write = <K extends MessageKind>(
  { kind, data }: { [P in K]: { readonly kind: P; readonly data: ShownMessages[P] } }[K],
  reader: MessageReader,
): Sentences | undefined => writers[kind](data, reader)

/** Writes a message in the reader’s language. If it cannot be read, only its name is shown. */
export function describeMessage(message: Pick<Message, 'kind' | 'data'>, reader: MessageReader): Sentences {
  const read = readMessage(message)
  const { title, ...rest } = (read && write(read, reader)) ?? { title: message.kind, texts: [] }
  return { title: reader.language === 'zh-CN' ? formatMixed(title) : title, ...rest }
}

const listLinks = <K extends MessageKind>(
  { kind, data }: { [P in K]: { readonly kind: P; readonly data: ShownMessages[P] } }[K],
  reader: MessageReader,
): readonly MessageLink[] | undefined => links[kind]?.(data, reader)

/** The pages to which the message's domain leads; undefined if it does not say, or if the message cannot be read. */
export function listOwnLinks(
  message: Pick<Message, 'kind' | 'data'>,
  reader: MessageReader,
): readonly MessageLink[] | undefined {
  const read = readMessage(message)
  return read && listLinks(read, reader)
}
