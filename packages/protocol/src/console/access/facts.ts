import { interfaceClasses } from '../../protocols.ts'
import { factsOn } from '../facts.ts'
import { json, oneOf, optional, string } from '../members.ts'
import { addressStates } from './kinds.ts'

const state = oneOf(addressStates)
const decided = { from: state, to: state, reason: optional(string) }
/** The key itself is nowhere but in the answer to whoever made it. */
const ofKey = { interfaceClass: oneOf(interfaceClasses), hint: string }

export const accessFacts = {
  ...factsOn('adr', {
    'address.added': { url: string, to: state },
    /** Set up with the market, or moved from another URL. */
    'address.registered': { url: string, from: optional(string) },
    'address.approved': decided,
    'address.rejected': decided,
  }),
  ...factsOn('key', { 'key.made': ofKey, 'key.deleted': ofKey }),
  ...factsOn('prd', {
    /** Address, key and protocol of the product's calls. */
    'product.access_bound': { to: json, from: optional(json) },
  }),
  ...factsOn('sel', { 'order_channel.set': { to: json, from: json } }),
}
