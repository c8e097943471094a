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

/** A request whose query is not decoded yet. */
export type Signed = { readonly query: string; readonly body: Uint8Array }

/**
 * Serves a request that is signed in its query (saas-v2 §2.2). The body is not decoded until a key has proved it. Its
 * activity then decides whether this key may sign it.
 */
export async function serveSigned(context: RequestContext, { query, body }: Signed): Promise<Served> {
  const found = await verifyByAny(context, { query: proofIn(query), body })
  const { accessKey, protocol } = found.attempt
  // The store threw. It is asked for a nonce only if the signature fits, so the caller has this key and expects its
  // signature.
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
  // The key is of another class, so for this activity it counts as a wrong key.
  if (row && !row.keys.includes(accessKey))
    return refuse(context, { fault: { code: 'signature_differs' }, claims: claims() })
  return serveProven(context, row?.protocol ?? protocol, { accessKey, received, claims })
}

/** `accessKey` is the key that signed the request, if one did. */
type Refused = { readonly fault: SaasV2Refusal; readonly claims: Claims; readonly accessKey?: string }

/**
 * If no key fits, the refusal is signed with the first key of the activity, because nothing shows which key the caller
 * has.
 */
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

/** The key that was tried, and the verdict, or the error that the store threw. */
type Judged = { readonly attempt: Attempt } & (
  | { readonly verdict: SaasV2Verdict }
  | { readonly error: unknown }
)

const differs = (judged: Judged): boolean =>
  'verdict' in judged && !judged.verdict.ok && judged.verdict.reason.code === 'signature_differs'

/** Verifies with one key after the other. If none fits, the verdict is that of the first one. */
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
      // Anybody can send unsigned requests. They are not told the reason, so it is not computed.
      explain: false,
    })
    return { attempt, verdict }
  } catch (error) {
    return { attempt, error }
  }
}
