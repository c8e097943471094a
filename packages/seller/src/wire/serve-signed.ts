import { toSignatureRefusalCode } from '@loggia/protocol/saas/v2'
import { decodeObject } from '@loggia/protocol/wire'
import { verifySaasV2 } from '@loggia/signing'
import type { SaasV2Refusal, SaasV2Verdict, SaasV2Verification } from '@loggia/signing'
import { readClaimsInBody, readClaimsInObject } from './claims.ts'
import type { Claims } from './claims.ts'
import { refuseForFailure, refuseUnproven } from './refuse.ts'
import type { RequestContext, Served } from './request-context.ts'
import { serveProven } from './serve-proven.ts'
import type { Attempt } from './signed-table.ts'

/** What came to an address, its query not yet decoded. */
export type Signed = { readonly query: string; readonly body: Uint8Array }

/**
 * Serves what is signed in its query (saas-v2 §2.2). Nothing of the body is decoded until a key has proved it; then its activity says
 * whether this key may ask for that.
 */
export async function serveSigned(context: RequestContext, { query, body }: Signed): Promise<Served> {
  const found = await verifyByAny(context, { query: proofIn(query), body })
  const { accessKey, protocol } = found.attempt
  // The store is asked for a nonce only once the signature fits: the caller has this key, and awaits its proof.
  if ('error' in found) return { accessKey, text: refuseForFailure(context, found.error) }
  if (!found.verdict.ok) {
    const fault = found.verdict.reason
    return fault.code === 'nonce_seen'
      ? refuse(context, { fault, claims: readClaimsInBody(body), accessKey })
      : refuse(context, { fault, claims: readClaimsInBody(body) })
  }
  const received = decodeObject(body)
  const row = received.ok ? context.signedTable.rowOf(received.value['activity']) : undefined
  const claims = () => readClaimsInObject(received)
  // Of another class: for what is asked it is no better than a key of somebody else.
  if (row && !row.keys.includes(accessKey))
    return refuse(context, { fault: { code: 'signature_differs' }, claims: claims() })
  return serveProven(context, row?.protocol ?? protocol, { accessKey, received, claims })
}

/** `accessKey` is the one that has signed, where one has. */
type Refused = { readonly fault: SaasV2Refusal; readonly claims: Claims; readonly accessKey?: string }

/** Where no key fits, the refusal is signed with the first one of what is asked, as nothing says which one the caller has. */
function refuse(context: RequestContext, { fault, claims, accessKey }: Refused): Served {
  const { signedTable, config } = context
  const [current] = signedTable.rowOf(claims.activity)?.keys ?? [signedTable.attempts[0].accessKey]
  const resultCode = toSignatureRefusalCode(fault)
  const text = refuseUnproven(context, { fault, resultCode, windowMs: config.replayWindowMs, claims })
  return { accessKey: accessKey ?? current, text }
}

type Proof = Pick<SaasV2Verification, 'query' | 'body'>

function proofIn(query: string): Proof['query'] {
  const parameters = new URLSearchParams(query)
  const parameter = (name: string): string | undefined => parameters.get(name) ?? undefined
  return {
    signature: parameter('signature'),
    timestamp: parameter('timestamp'),
    nonce: parameter('nonce'),
  }
}

/** What a request was judged by, and the verdict, or what the store threw over it. */
type Judged = { readonly attempt: Attempt } & (
  | { readonly verdict: SaasV2Verdict }
  | { readonly error: unknown }
)

const differs = (judged: Judged): boolean =>
  'verdict' in judged && !judged.verdict.ok && judged.verdict.reason.code === 'signature_differs'

/** Judges by one key after the other; of what none has signed the first verdict counts. */
async function verifyByAny(context: RequestContext, proof: Proof): Promise<Judged> {
  const [first, ...others] = context.signedTable.attempts
  const judged = await judge(context, first, proof)
  if (!differs(judged)) return judged
  for (const attempt of others) {
    const other = await judge(context, attempt, proof)
    if (!differs(other)) return other
  }
  return judged
}

async function judge({ config, nonces }: RequestContext, attempt: Attempt, proof: Proof): Promise<Judged> {
  const { accessKey } = attempt
  try {
    const verdict = await verifySaasV2({
      accessKey,
      ...proof,
      nowMs: config.now(),
      windowMs: config.replayWindowMs,
      nonces: nonces(accessKey),
      // Anybody may send what is not signed; they are not told why, so it is not worked out.
      explain: false,
    })
    return { attempt, verdict }
  } catch (error) {
    return { attempt, error }
  }
}
