import { formatExpireTime } from '@loggia/protocol/saas/v2'
import type { AppInfo, InstanceInfo } from '@loggia/protocol/saas/v2'
import type { Description, Usage } from '../families/saas/handlers.ts'
import { mostCharacters } from '../instance.ts'
import type { DescribedInstance } from '../requests.ts'
import type { Sealing } from './sealing.ts'

// Members are in the order in which they are written, so that the encoder need not sort them.

/** An instance as both protocols describe it. */
export function toInfo({ instanceId, description }: DescribedInstance, sealing: Sealing): InstanceInfo {
  return { appInfo: toAppInfo(description, sealing), instanceId, usageInfo: description.usage?.map(usageOf) }
}

/**
 * The access data for the wire, sealed if required; undefined without an address. Throws a TypeError on a value that
 * does not fit the table: the answers of handlers were checked before, but the values of a store were not.
 */
export function toAppInfo(description: Description, { seal }: Sealing): AppInfo | undefined {
  const { frontEndUrl } = description
  if (frontEndUrl === undefined) return undefined
  const findText = (name: keyof AppInfo): string | undefined => {
    const value = description[name]
    return value === undefined ? undefined : fitting(name, value)
  }
  const sealMember = (name: 'password' | 'userName'): string | undefined => {
    const value = findText(name)
    return value === undefined ? undefined : seal(value)
  }
  return {
    adminUrl: findText('adminUrl'),
    frontEndUrl: fitting('frontEndUrl', frontEndUrl),
    memo: findText('memo'),
    password: sealMember('password'),
    userName: sealMember('userName'),
  }
}

function fitting(name: keyof AppInfo, value: unknown): string {
  const most = mostCharacters[name]
  if (typeof value === 'string' && value !== '' && value.length <= most) return value
  throw new TypeError(`The ${name} of an instance is no text of 1 to ${most} characters.`)
}

/** Whether the wire has sealed members for this description. */
export const isSealed = ({ frontEndUrl, userName, password }: Description): boolean =>
  frontEndUrl !== undefined && (userName !== undefined || password !== undefined)

const decimals = 10_000

const usageOf = ({ value, atMs, relatedInstanceId, dashboardUrl }: Usage) => ({
  dashboardUrl,
  relatedInstanceId,
  statisticalTime: formatExpireTime(atMs),
  usageValue: Math.round(value * decimals) / decimals,
})
