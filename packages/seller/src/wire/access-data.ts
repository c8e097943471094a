import { formatExpireTime } from '@loggia/protocol/saas/v2'
import type { AppInfo, InstanceInfo } from '@loggia/protocol/saas/v2'
import type { Description, Usage } from '../handlers.ts'
import type { DescribedInstance } from '../requests.ts'
import type { Sealing } from './sealing.ts'

/** What is told of an instance, as both protocols have it. */
export function infoOf({ instanceId, description }: DescribedInstance, sealing: Sealing): InstanceInfo {
  const { usage } = description
  const appInfo = appInfoOf(description, sealing)
  return { instanceId, ...(appInfo && { appInfo }), ...(usage && { usageInfo: usage.map(usageOf) }) }
}

/** The access data as the wire has them, sealed where they have to be; undefined without an address. */
export function appInfoOf(description: Description, { seal }: Sealing): AppInfo | undefined {
  const { frontEndUrl, adminUrl, userName, password, memo } = description
  if (frontEndUrl === undefined) return undefined
  return {
    frontEndUrl,
    ...(adminUrl !== undefined && { adminUrl }),
    ...(userName !== undefined && { userName: seal(userName) }),
    ...(password !== undefined && { password: seal(password) }),
    ...(memo !== undefined && { memo }),
  }
}

/** Whether anything of it is sealed on the wire. */
export const isSealed = ({ frontEndUrl, userName, password }: Description): boolean =>
  frontEndUrl !== undefined && (userName !== undefined || password !== undefined)

const decimals = 10_000

const usageOf = ({ value, atMs, relatedInstanceId, dashboardUrl }: Usage) => ({
  usageValue: Math.round(value * decimals) / decimals,
  statisticalTime: formatExpireTime(atMs),
  ...(relatedInstanceId !== undefined && { relatedInstanceId }),
  ...(dashboardUrl !== undefined && { dashboardUrl }),
})
