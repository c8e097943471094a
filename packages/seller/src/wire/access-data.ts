import { formatExpireTime } from '@loggia/protocol/saas/v2'
import type { AppInfo, InstanceInfo } from '@loggia/protocol/saas/v2'
import type { Description, Usage } from '../handlers.ts'
import type { DescribedInstance } from '../requests.ts'
import type { Sealing } from './sealing.ts'

// Members stand in the order in which they are written, which saves the encoder from sorting them.

/** What is told of an instance, as both protocols have it. */
export function infoOf({ instanceId, description }: DescribedInstance, sealing: Sealing): InstanceInfo {
  return { appInfo: appInfoOf(description, sealing), instanceId, usageInfo: description.usage?.map(usageOf) }
}

/** The access data as the wire has them, sealed where they have to be; undefined without an address. */
export function appInfoOf(description: Description, { seal }: Sealing): AppInfo | undefined {
  const { frontEndUrl, adminUrl, userName, password, memo } = description
  if (frontEndUrl === undefined) return undefined
  const sealed = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : seal(value)
  return { adminUrl, frontEndUrl, memo, password: sealed(password), userName: sealed(userName) }
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
