import { interfaceClasses } from '../../protocols.ts'
import { defineFacts } from '../facts.ts'
import { json, defineOneOf, defineOptional, number, string } from '../members.ts'
import { addressStates, proofFaults, proofWays } from './kinds.ts'

const state = defineOneOf(addressStates)
const way = defineOneOf(proofWays)
/** `proof` is there if the proof approved the address, without an operator. */
const decided = { from: state, to: state, reason: defineOptional(string), proof: defineOptional(way) }
/** The key itself is only in the answer to the member who made it. */
const ofKey = { interfaceClass: defineOneOf(interfaceClasses), hint: string }

export const accessFacts = {
  ...defineFacts('adr', {
    'address.added': { url: string, to: state },
    /** Set up with the market, or moved from another URL. */
    'address.registered': { url: string, from: defineOptional(string) },
    'address.approved': decided,
    'address.rejected': decided,
    'address.verified': { url: string, way },
    'address.verification_failed': { url: string, way, fault: defineOneOf(proofFaults) },
  }),
  ...defineFacts('key', {
    'key.made': ofKey,
    'key.deleted': ofKey,
    'key.named': { hint: string, name: string },
    /** `by` is the end of the key that takes its place. */
    'key.rotation_started': { ...ofKey, by: defineOptional(string), endsAt: defineOptional(string) },
    'key.rotation_cancelled': ofKey,
    'key.ended': { ...ofKey, by: defineOptional(string) },
  }),
  ...defineFacts('prd', {
    /** Address, key and protocol of the product's calls. */
    'product.access_bound': { to: json, from: defineOptional(json) },
    'product.joint_unlinked': { from: json },
    /** R261: services that now use the address of new orders; `service` if it was a single one. */
    'product.services_moved': {
      from: string,
      to: string,
      services: number,
      service: defineOptional(string),
    },
  }),
  ...defineFacts('sel', { 'order_channel.set': { to: json, from: json } }),
}
