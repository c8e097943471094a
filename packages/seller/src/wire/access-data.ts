import { formatExpireTime } from '@loggia/protocol/saas/v2'
import type { AppInfo, InstanceInfo } from '@loggia/protocol/saas/v2'
import type { Description, Usage } from '../families/saas/handlers.ts'
import { mostCharacters } from '../instance.ts'
import type { DescribedInstance } from '../requests.ts'
import type { Sealing } from './sealing.ts'

// Members stand in the order in which they are written, which saves the encoder from sorting them.

/** What is told of an instance, as both protocols have it. */
export function toInfo({ instanceId, description }: DescribedInstance, sealing: Sealing): InstanceInfo {
  return { appInfo: toAppInfo(description, sealing), instanceId, usageInfo: description.usage?.map(usageOf) }
}

/**
 * The access data as the wire has them, sealed where they have to be; undefined without an address. Throws a TypeError on what
 * does not fit the table: what handlers return was held against it, and what a store gives back was not.
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

/** Whether anything of it is sealed on the wire. */
export const isSealed = ({ frontEndUrl, userName, password }: Description): boolean =>
  frontEndUrl !== undefined && (userName !== undefined || password !== undefined)

const decimals = 10_000

const usageOf = ({ value, atMs, relatedInstanceId, dashboardUrl }: Usage) => ({
  dashboardUrl,
  relatedInstanceId,
  statisticalTime: formatExpireTime(atMs),
  usageValue: Math.round(value * decimals) / decimals,
})
