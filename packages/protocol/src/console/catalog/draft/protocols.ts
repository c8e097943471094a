import type { ProductType } from '@loggia/kernel'
import { peopleProtocols, productProtocols, protocolTraits, saasProtocols } from '../../../protocols.ts'
import type { PeopleProtocol, ProductProtocol } from '../../../protocols.ts'
import { findLicenseWay } from '../../licenses/kinds.ts'
import type { LicenseWay } from '../../licenses/kinds.ts'
import { flowsOfType } from '../../supervision/kinds.ts'
import type { SupervisionFlow } from '../../supervision/kinds.ts'

/** A product, by what decides which protocols it may use: its type, and how its delivery is supervised. */
export type DeliveredProduct = {
  readonly type?: ProductType | undefined
  readonly supervision?: { readonly flow: SupervisionFlow } | undefined
}

/** The protocols by which licenses are delivered in this way, the usual one first. */
export const listProtocolsOfWay = (way: LicenseWay): readonly ProductProtocol[] =>
  productProtocols.filter((protocol) => protocolTraits[protocol].licenseWay === way)

/**
 * The protocols among which the seller of a product chooses for its delivery, the usual one first; none for what people
 * deliver.
 */
export function listProtocolsFor({
  type = 'saas',
  supervision,
}: DeliveredProduct): readonly ProductProtocol[] {
  if (type === 'saas') return saasProtocols
  if (type !== 'license') return []
  const way = findLicenseWay(supervision?.flow ?? flowsOfType.license.flows[0])
  return way ? listProtocolsOfWay(way) : []
}

/** The protocols, one of which a product may have beside that of its delivery, to be told of the people who use it (R265). */
export const listJointProtocolsFor = ({ type = 'saas' }: DeliveredProduct): readonly PeopleProtocol[] =>
  type === 'saas' ? peopleProtocols : []
