import type { FamilyName } from '../protocol.ts'
import type { HandlerNeeds } from './handler.ts'
import { kitHandlerNeeds } from './kit/handlers.ts'
import type { KitHandlers } from './kit/handlers.ts'
import {
  licenseCodeHandlerNeeds,
  licenseOnlineHandlerNeeds,
  licenseV1HandlerNeeds,
} from './licenses/handlers.ts'
import type { LicenseCodeHandlers, LicenseOnlineHandlers, LicenseV1Handlers } from './licenses/handlers.ts'
import { notificationHandlerNeeds } from './notifications/handlers.ts'
import type { NotificationHandlers } from './notifications/handlers.ts'
import { saasHandlerNeeds } from './saas/handlers.ts'
import type { SaasHandlers } from './saas/handlers.ts'

/** The handlers of a seller by family. A family that is left out is not served. */
export type HandlersByFamily = {
  /** Handlers for SaaS products: SaaS V2.0 and V1.0. */
  readonly saas?: SaasHandlers | undefined
  /** Handlers for licenses that the answer to a purchase has: License 1.0. */
  readonly licenseV1?: LicenseV1Handlers | undefined
  /** Handlers for authorisation codes: License 2.0. */
  readonly licenseCode?: LicenseCodeHandlers | undefined
  /** Handlers for licenses that are activated online. */
  readonly licenseOnline?: LicenseOnlineHandlers | undefined
  /** Handlers for order notifications. */
  readonly notifications?: NotificationHandlers | undefined
  /** Handlers for the directories of companies that use joint products: the joint kit. */
  readonly kit?: KitHandlers | undefined
}

/** Handlers of at least one family. */
export type HandlersOfOneFamily = {
  [Name in FamilyName]: { readonly [One in Name]: NonNullable<HandlersByFamily[One]> }
}[FamilyName]

type Needs = { readonly [Name in FamilyName]: HandlerNeeds<NonNullable<HandlersByFamily[Name]>> }

/**
 * All families with their handlers. The options, their checks and the list of served protocols are derived from these
 * rows; the compiler points to `carryOut` if a family is missing there.
 */
export const families: Needs = {
  saas: saasHandlerNeeds,
  licenseV1: licenseV1HandlerNeeds,
  licenseCode: licenseCodeHandlerNeeds,
  licenseOnline: licenseOnlineHandlerNeeds,
  notifications: notificationHandlerNeeds,
  kit: kitHandlerNeeds,
}

export const familyNames = Object.keys(families) as FamilyName[]

/** Picks the handlers out of a seller's options. */
export const pickHandlers = (options: HandlersByFamily): HandlersByFamily =>
  Object.fromEntries(familyNames.map((name) => [name, options[name]]))
