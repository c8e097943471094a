import type { FamilyName } from '../protocol.ts'
import type { HandlerNeeds } from './handler.ts'
import { notificationHandlerNeeds } from './notifications/handlers.ts'
import type { NotificationHandlers } from './notifications/handlers.ts'
import { saasHandlerNeeds } from './saas/handlers.ts'
import type { SaasHandlers } from './saas/handlers.ts'

/** What a seller does, by family. One that is left out is not served. */
export type HandlersByFamily = {
  /** What is done for buyers of SaaS products: SaaS V2.0 and V1.0. */
  readonly saas?: SaasHandlers | undefined
  /** What is done with notifications of orders. */
  readonly notifications?: NotificationHandlers | undefined
}

/** At least one family, whichever it is. */
export type HandlersOfOneFamily = {
  [Name in FamilyName]: { readonly [One in Name]: NonNullable<HandlersByFamily[One]> }
}[FamilyName]

type Needs = { readonly [Name in FamilyName]: HandlerNeeds<NonNullable<HandlersByFamily[Name]>> }

/** Every family with its handlers: options, faults and what is served follow these rows. The compiler asks `carryOut` for the rest. */
export const families: Needs = { saas: saasHandlerNeeds, notifications: notificationHandlerNeeds }

export const familyNames = Object.keys(families) as FamilyName[]

/** The handlers among a seller's options. */
export const pickHandlers = (options: HandlersByFamily): HandlersByFamily =>
  Object.fromEntries(familyNames.map((name) => [name, options[name]]))
