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
      return `it has no ${fault.parameter}. Look whether a gateway or proxy drops the query string, or a header`
    case 'stale': {
      const limit = windowMs === false ? '' : `, of ${seconds(windowMs)} that are allowed`
      const side = fault.ahead ? 'ahead of' : 'behind'
      return `its time is ${seconds(fault.byMs)} ${side} the clock of this server${limit}. Unless it was sent again or held up, set the clock by NTP`
    }
    case 'timestamp_in_seconds':
      return 'its timestamp is in seconds, and has to be in milliseconds'
    case 'timestamp_malformed':
      return 'its timestamp cannot be read'
    case 'signature_malformed':
      return 'its signature has not the form of one. Look whether something on the way cuts or escapes it'
    case 'signature_differs':
      return 'no key that was given has signed it. Look at the access key first, then at what may change requests on the way'
    case 'nonce_seen':
      return 'it came before: its nonce has been used'
    case 'body_malformed':
      return 'its body is no JSON object in UTF-8'
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
      return `its ${cut(fault.name)} has ${fault.got} characters, of ${fault.max} at most`
    case 'member_type':
      return `its ${cut(fault.name)} is of the type ${fault.got}, not ${fault.expected}`
    case 'member_value':
      return `its ${cut(fault.name)} has a value that it cannot have`
    case 'activity_unknown':
      return `its activity ${JSON.stringify(fault.activity)} is none`
    case 'body_empty':
      return 'its body is empty. Look whether a body parser stands before the adapter'
    case 'body_not_utf8':
      return 'its body is no UTF-8'
    case 'body_bom':
      return 'its body begins with a byte order mark'
    case 'body_unparsable':
      return `its body of ${fault.gotBytes} bytes is no JSON`
    case 'not_an_object':
      return `its body is of the type ${fault.got}, not an object`
  }
}

const cut = (name: string): string => name.slice(0, 80)
