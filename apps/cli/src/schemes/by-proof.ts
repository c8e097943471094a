import { protocolTraits, protocols } from '@loggia/protocol/protocols'
import type { Protocol, RequestSignature } from '@loggia/protocol/protocols'
import { addSignAkSk, addVerifyAkSk } from './ak-sk.ts'
import { addSignTokenOf, addVerifyTokenOf } from './auth-token.ts'
import { addSignBody, addVerifyBody } from './body-sign.ts'
import type { AddScheme } from './scheme.ts'
import { addSignHeadersOf, addVerifyHeadersOf } from './signed-headers.ts'
import { addSignQueryOf, addVerifyQueryOf } from './signed-query.ts'

type Commands = Readonly<Record<'sign' | 'verify', (protocol: Protocol) => AddScheme>>
const byProof: Readonly<Record<RequestSignature, Commands>> = {
  signed_headers: { sign: addSignHeadersOf, verify: addVerifyHeadersOf },
  signed_query: { sign: addSignQueryOf, verify: addVerifyQueryOf },
  auth_token: { sign: addSignTokenOf, verify: addVerifyTokenOf },
}
const ofProtocols = (command: keyof Commands): AddScheme[] =>
  protocols.map((protocol) => byProof[protocolTraits[protocol].requestProof][command](protocol))

/** The subcommands of `sign`: for requests of each protocol, for replies and for open APIs. */
export const signSchemes: readonly AddScheme[] = [...ofProtocols('sign'), addSignBody, addSignAkSk]
/** The subcommands of `verify`, for the same. */
export const verifySchemes: readonly AddScheme[] = [...ofProtocols('verify'), addVerifyBody, addVerifyAkSk]
