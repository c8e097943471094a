import { encodeNotification } from '@loggia/protocol/orders'
import {
  decodeExtendParams,
  encodeExtendParams,
  encodeRequest as encodeV1,
  saasV1Activities,
} from '@loggia/protocol/saas/v1'
import type { SaasV1Request } from '@loggia/protocol/saas/v1'
import { encodeRequest as encodeV2, saasV2Activities } from '@loggia/protocol/saas/v2'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { encodeBody } from '@loggia/protocol/wire'
import { sealField } from '@loggia/signing'
import type { FieldKeyBits } from '@loggia/signing'
import { CannotRun } from '../io.ts'
import { overSample } from './members.ts'
import { samples } from './samples.ts'
import type { Fresh } from './samples.ts'

/** What a seller's address may speak. */
export const protocols = ['saas-v2', 'saas-v1', 'order-notification'] as const
export type Protocol = (typeof protocols)[number]

/** The activities of each protocol. */
export const activitiesOf: Readonly<Record<Protocol, readonly string[]>> = {
  'saas-v2': saasV2Activities,
  'saas-v1': saasV1Activities,
  'order-notification': ['orderNotify'],
}

/** Every activity of any protocol, once. */
export const allActivities = [...new Set(Object.values(activitiesOf).flat())]

/** A request before it is signed: a body in V2.0 and order notifications, parameters in V1.0. */
export type Unsigned = { readonly body: string } | { readonly parameters: Readonly<Record<string, string>> }

export type Making = {
  readonly protocol: Protocol
  readonly activity: string
  readonly members: ReadonlyMap<string, string>
  /** The members are taken as they are given: no sample, no check against the tables. */
  readonly asIs: boolean
  readonly fresh: Fresh
  /** With what phone and e-mail of V1.0 are sealed that are given in clear. */
  readonly seal?:
    | { readonly accessKey: string; readonly bits: FieldKeyBits; readonly iv: () => string }
    | undefined
}

/** The request of one activity. Throws {@link CannotRun} with every fault against the tables of the protocol. */
export function makeRequest(making: Making): Unsigned {
  const { protocol, activity, members, asIs } = making
  if (!asIs && !activitiesOf[protocol].includes(activity))
    throw new CannotRun(
      `${protocol} has no activity ${activity}; it has ${activitiesOf[protocol].join(', ')}`,
    )
  const sample: Readonly<Record<string, (fresh: Fresh) => Readonly<Record<string, string>>>> =
    samples[protocol]
  const whole = asIs ? members : overSample(sample[activity]?.(making.fresh) ?? {}, members)
  const named = Object.fromEntries([['activity', activity], ...whole])
  return protocol === 'saas-v1'
    ? { parameters: parametersOf(named, making) }
    : { body: bodyOf(named, making) }
}

function bodyOf(named: Readonly<Record<string, string>>, { protocol, asIs }: Making): string {
  const body = Object.fromEntries(Object.entries(named).map(([name, value]) => [name, objectOr(value)]))
  if (asIs) return encodeBody(body)
  return orSay(() =>
    protocol === 'saas-v2'
      ? encodeV2(body as unknown as SaasV2Request)
      : encodeNotification(body as unknown as Parameters<typeof encodeNotification>[0]),
  )
}

/** `productInfo` is the one member that is no text: it is given as JSON. */
function objectOr(value: string): unknown {
  if (!value.startsWith('{')) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const integers: ReadonlySet<string> = new Set([
  'amount',
  'diskSize',
  'bandWidth',
  'chargingMode',
  'periodNumber',
  'provisionType',
])
const sealable: ReadonlySet<string> = new Set(['mobilePhone', 'email'])

function parametersOf(
  named: Readonly<Record<string, string>>,
  { asIs, seal }: Making,
): Readonly<Record<string, string>> {
  const prepared = Object.entries(named).map(([name, value]): [string, string] => {
    if (seal && sealable.has(name)) return [name, sealField({ ...seal, iv: seal.iv(), plaintext: value })]
    return [name, name === 'saasExtendParams' && value.startsWith('[') ? extendParams(value) : value]
  })
  if (asIs) return Object.fromEntries(prepared)
  const request = prepared.map(([name, value]): [string, string | number] => [
    name,
    integers.has(name) && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
  ])
  return orSay(() => encodeV1(Object.fromEntries(request) as unknown as SaasV1Request))
}

/** The list as it is given on a command line; what it holds is judged by the reader that sellers use. */
function extendParams(json: string): string {
  const params = decodeExtendParams(Buffer.from(json).toString('base64'))
  if (!params)
    throw new CannotRun(
      'saasExtendParams is a list such as [{"name":"idNum","value":"11001"}], or its Base64',
    )
  return encodeExtendParams(params)
}

function orSay<T>(make: () => T): T {
  try {
    return make()
  } catch (cause) {
    if (cause instanceof TypeError)
      throw new CannotRun(`${cause.message}\n--as-is sends what the tables forbid.`, { cause })
    throw cause
  }
}
