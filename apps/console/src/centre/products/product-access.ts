import { listJointProtocolsFor, listProtocolsFor } from '@loggia/protocol/console/catalog/draft/protocols'
import type { DeliveredProduct } from '@loggia/protocol/console/catalog/draft/protocols'
import { toSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import type { LicenseWay } from '@loggia/protocol/console'

/** How the license of a product reaches its buyers; undefined for products of other types. */
export const findWayOf = (of: DeliveredProduct): LicenseWay | undefined =>
  findLicenseWay(toSupervision(of)?.flow)

/** Whether a server of the seller is called for a product: always, if the seller wants it, or never. */
export function findAccessNeed(of: DeliveredProduct): 'needed' | 'optional' | 'none' {
  if (listProtocolsFor(of).length === 0) return 'none'
  return findWayOf(of) === 'code' ? 'optional' : 'needed'
}

/** Whether the joint kit may be linked to a product, beside what delivers it. */
export const mayBeJoint = (of: DeliveredProduct): boolean => listJointProtocolsFor(of).length > 0
