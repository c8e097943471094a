import { accessFacts } from './access/facts.ts'
import { accessMessages } from './access/messages.ts'
import { callFacts } from './calls/facts.ts'
import { callMessages } from './calls/messages.ts'
import { catalogFacts } from './catalog/facts.ts'
import { catalogMessages } from './catalog/messages.ts'
import { clockFacts } from './clock/facts.ts'
import { fileFacts } from './files/facts.ts'
import { fulfilmentFacts } from './fulfilment/facts.ts'
import { fulfilmentMessages } from './fulfilment/messages.ts'
import { ledgerFacts } from './ledger/facts.ts'
import { ledgerMessages } from './ledger/messages.ts'
import { mediaFacts } from './media/facts.ts'
import type { FactDeclaration, FactSubject } from './facts.ts'
import type { Members, Shown, Written } from './members.ts'
import type { MessageDeclaration } from './messages.ts'
import { openApiFacts } from './open-api/facts.ts'
import { openApiMessages } from './open-api/messages.ts'
import { orderFacts } from './orders/facts.ts'
import { orderMessages } from './orders/messages.ts'
import { partyFacts } from './parties/facts.ts'
import { partyMessages } from './parties/messages.ts'
import { provisioningFacts } from './provisioning/facts.ts'
import { provisioningMessages } from './provisioning/messages.ts'
import { quoteMessages } from './quotes/messages.ts'
import { refundFacts } from './refunds/facts.ts'
import { refundMessages } from './refunds/messages.ts'
import { settingFacts } from './settings/facts.ts'
import { subscriptionFacts } from './subscriptions/facts.ts'
import { subscriptionMessages } from './subscriptions/messages.ts'

/** What each domain records and tells: a new domain that does adds its line. */
export const parts = {
  access: { facts: accessFacts, messages: accessMessages },
  calls: { facts: callFacts, messages: callMessages },
  catalog: { facts: catalogFacts, messages: catalogMessages },
  clock: { facts: clockFacts, messages: {} },
  files: { facts: fileFacts, messages: {} },
  fulfilment: { facts: fulfilmentFacts, messages: fulfilmentMessages },
  ledger: { facts: ledgerFacts, messages: ledgerMessages },
  media: { facts: mediaFacts, messages: {} },
  'open-api': { facts: openApiFacts, messages: openApiMessages },
  orders: { facts: orderFacts, messages: orderMessages },
  parties: { facts: partyFacts, messages: partyMessages },
  provisioning: { facts: provisioningFacts, messages: provisioningMessages },
  quotes: { facts: {}, messages: quoteMessages },
  refunds: { facts: refundFacts, messages: refundMessages },
  settings: { facts: settingFacts, messages: {} },
  subscriptions: { facts: subscriptionFacts, messages: subscriptionMessages },
} satisfies Readonly<
  Record<
    string,
    {
      readonly facts: Readonly<Record<string, FactDeclaration>>
      readonly messages: Readonly<Record<string, MessageDeclaration>>
    }
  >
>

type Part = (typeof parts)[keyof typeof parts]
type KindIn<D> = D extends unknown ? keyof D : never
type Declared<D, K extends PropertyKey> = D extends { readonly [N in K]: infer One } ? One : never
type WrittenOf<D> = D extends { readonly data: infer M extends Members } ? Written<M> : never
type ShownOf<D> = D extends { readonly data: infer M extends Members } ? Shown<M> : never

export type FactKind = KindIn<Part['facts']>
/** The data of each kind of fact, as they are recorded. */
export type Facts = { [K in FactKind]: WrittenOf<Declared<Part['facts'], K>> }
/** The same as they are read: without what is hidden, or was not there yet. */
export type ShownFacts = { [K in FactKind]: ShownOf<Declared<Part['facts'], K>> }
/** The kinds of facts that stand on a subject. */
export type FactKindOn<S extends FactSubject> = {
  [K in FactKind]: Declared<Part['facts'], K> extends { readonly on: S } ? K : never
}[FactKind]

export type MessageKind = KindIn<Part['messages']>
/** The data of each kind of message, as they are written. */
export type Messages = { [K in MessageKind]: WrittenOf<Declared<Part['messages'], K>> }
/** The same as they are read. */
export type ShownMessages = { [K in MessageKind]: ShownOf<Declared<Part['messages'], K>> }

const merge = (all: readonly object[]): object => Object.assign({}, ...all) as object
/** Every fact, by kind. */
export const facts = merge(Object.values(parts).map((part) => part.facts)) as {
  readonly [K in FactKind]: FactDeclaration
}
/** Every message, by kind. */
export const messages = merge(Object.values(parts).map((part) => part.messages)) as {
  readonly [K in MessageKind]: MessageDeclaration
}
