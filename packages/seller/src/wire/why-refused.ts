import type { RequestFault as V1Fault } from '@loggia/protocol/saas/v1'
import type { RequestFault as V2Fault } from '@loggia/protocol/saas/v2'
import type { SaasV1BodyRefusal, SaasV2Refusal } from '@loggia/signing'

/** Why a proof is not valid. */
export type ProofFault =
  | SaasV1BodyRefusal
  | SaasV2Refusal
  | { readonly code: 'too_many_parameters'; readonly most: number }

/** Why a genuine request cannot be read. */
export type ReadFault = V1Fault | V2Fault

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`

/** Describes why a proof is not valid, for the seller's own log: what was found, and where to look first. */
export function describeUnproven(fault: ProofFault, windowMs: number | false): string {
  switch (fault.code) {
    case 'missing_parameter':
      return `it has no ${fault.parameter}. Check whether a gateway or proxy drops the query string or a header`
    case 'stale': {
      const limit = windowMs === false ? '' : `; the limit is ${seconds(windowMs)}`
      const side = fault.ahead ? 'ahead of' : 'behind'
      return `its timestamp is ${seconds(fault.byMs)} ${side} the clock of this server${limit}. Unless it was sent again or delayed, synchronise the clock with NTP`
    }
    case 'timestamp_in_seconds':
      return 'its timestamp is in seconds, but must be in milliseconds'
    case 'timestamp_malformed':
      return 'its timestamp cannot be read'
    case 'signature_malformed':
      return 'its signature does not have the right form. Check whether something on the way truncates or escapes it'
    case 'signature_differs':
      return 'none of the given keys has signed it. Check the access key first, then whether something changes requests on the way'
    case 'nonce_seen':
      return 'it is a repeat: its nonce was used before'
    case 'body_malformed':
      return 'its body is not a JSON object in UTF-8'
    case 'too_many_parameters':
      return `it has more than ${fault.most} parameters`
  }
}

/** Describes why a request cannot be read, for the seller's own log. */
export function describeUnreadable(fault: ReadFault): string {
  switch (fault.code) {
    case 'member_missing':
      return `its ${cut(fault.name)} is missing`
    case 'member_too_long':
      return `its ${cut(fault.name)} has ${fault.got} characters; the maximum is ${fault.max}`
    case 'member_type':
      return `its ${cut(fault.name)} has the type ${fault.got}, not ${fault.expected}`
    case 'member_value':
      return `its ${cut(fault.name)} has a value that is not allowed`
    case 'activity_unknown':
      return `its activity ${JSON.stringify(fault.activity)} is unknown`
    case 'body_empty':
      return 'its body is empty. Check whether a body parser runs before the adapter'
    case 'body_not_utf8':
      return 'its body is not UTF-8'
    case 'body_bom':
      return 'its body starts with a byte order mark'
    case 'body_unparsable':
      return `its body (${fault.gotBytes} bytes) is not JSON`
    case 'not_an_object':
      return `its body has the type ${fault.got}, not an object`
  }
}

const cut = (name: string): string => name.slice(0, 80)
