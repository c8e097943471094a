import type { Sentences } from '@loggia/kernel'
import { protocolTraits } from '@loggia/protocol/protocols'
import type { Protocol } from '@loggia/protocol/protocols'
import type { Check } from './engine/check.ts'
import type { Plan } from './engine/plan.ts'
import { kitV1Suite, kitV2Suite } from './kit/index.ts'
import { licenseCodeChecks } from './license-code/index.ts'
import { licenseCodePlan } from './license-code/plan.ts'
import { uploadChecks } from './license-online/checks/uploads.ts'
import { licenseOnlineChecks } from './license-online/index.ts'
import { licenseOnlinePlan } from './license-online/plan.ts'
import { licenseV1Checks } from './license-v1/index.ts'
import { licenseV1Plan } from './license-v1/plan.ts'
import { orderNotificationChecks } from './order-notification/index.ts'
import { orderNotificationPlan } from './order-notification/plan.ts'
import { saasV1Checks } from './saas-v1/index.ts'
import { saasV1Plan } from './saas-v1/plan.ts'
import { orderChecks } from './saas-v2/checks/orders.ts'
import { saasV2Checks } from './saas-v2/index.ts'
import { saasV2Plan } from './saas-v2/plan.ts'
import { ssoChecks, ssoPlan } from './sso/index.ts'

/** How a server of one protocol is checked. */
export type Suite = {
  /** In the order of the reports. */
  readonly checks: readonly Check[]
  /** Checks that need the order query to be answered. */
  readonly orderChecks: readonly Check[]
  readonly plan: Plan
  readonly purchase: Purchase
}

/** The first request of a seller's work: the activity, and what to say if none of them was carried out. */
type Purchase = { readonly activity: string; readonly none: string; readonly fix: string }

const opening: Purchase = {
  activity: 'newInstance',
  none: 'No purchase was carried out',
  fix: 'Check the log of the server for why it creates no instances.',
}

const firstOrganisation: Purchase = {
  activity: 'tenantSync',
  none: 'No company was added',
  fix: 'Check the log of the server for why it stores no companies.',
}

const registry = {
  'saas-v2': {
    checks: saasV2Checks,
    orderChecks,
    plan: saasV2Plan,
    purchase: opening,
  },
  'saas-v1': {
    checks: saasV1Checks,
    orderChecks: [],
    plan: saasV1Plan,
    purchase: opening,
  },
  'license-online': {
    checks: licenseOnlineChecks,
    orderChecks: uploadChecks,
    plan: licenseOnlinePlan,
    purchase: opening,
  },
  'license-code': {
    checks: licenseCodeChecks,
    orderChecks: [],
    plan: licenseCodePlan,
    purchase: {
      activity: 'refreshLicenseCode',
      none: 'No renewal of a license was carried out',
      fix: 'The server may not know the licenses of this run: name some that it knows with --licenses.',
    },
  },
  'license-v1': {
    checks: licenseV1Checks,
    orderChecks: [],
    plan: licenseV1Plan,
    purchase: {
      ...opening,
      activity: 'getLicense',
      fix: 'Check the log of the server for why it makes no licenses.',
    },
  },
  'order-notification': {
    checks: orderNotificationChecks,
    orderChecks: [],
    plan: orderNotificationPlan,
    purchase: { ...opening, activity: 'orderNotify' },
  },
  'kit-v2': { ...kitV2Suite, orderChecks: [], purchase: firstOrganisation },
  'kit-v1': { ...kitV1Suite, orderChecks: [], purchase: firstOrganisation },
  sso: { checks: ssoChecks, orderChecks: [], plan: ssoPlan, purchase: firstOrganisation },
} as const satisfies Partial<Record<Protocol | 'sso', Suite>>

/** A protocol that can be checked. */
export type CheckedProtocol = keyof typeof registry
/** The suite of each of these protocols. */
export const suites: Readonly<Record<CheckedProtocol, Suite>> = registry
/** What such a protocol is called, and whether its servers query orders. */
export const describeProtocol = (
  protocol: CheckedProtocol,
): { readonly name: Sentences; readonly queriesOrders: boolean } =>
  protocol === 'sso' ? signOn : protocolTraits[protocol]
const signOn = {
  name: { 'zh-CN': '应用登录（OAuth 2.0）', 'en-US': 'Sign-on (OAuth 2.0)' },
  queriesOrders: false,
} as const
/** Whether servers of the protocol are told of companies by the joint kit. */
export const isToldOfCompanies = (protocol: CheckedProtocol): boolean =>
  protocol === 'sso' || protocolTraits[protocol].family === 'kit'
/** The names of {@link suites}. */
export const checkedProtocols = Object.keys(registry) as CheckedProtocol[]
