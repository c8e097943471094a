import { signatureRefusalCode } from '@loggia/protocol/saas/v2'
import { decodeObject } from '@loggia/protocol/wire'
import { verifySaasV2 } from '@loggia/signing'
import type { SaasV2Verdict, SaasV2Verification } from '@loggia/signing'
import { claimsInObject } from './claims.ts'
import { refuseForFailure, refuseUnproven } from './refuse.ts'
import type { RequestContext, Served } from './request-context.ts'
import { serveProven } from './serve-proven.ts'
import type { Attempt, Attempts } from './signed-table.ts'

/** What came to an address, its query not yet decoded. */
export type Signed = { readonly query: string; readonly body: Uint8Array }

/**
 * Serves what is signed in its query (saas-v2 §2.2). With which keys it is verified has to be known before it is, so its activity is
 * believed for that, and for nothing else until the proof holds.
 */
export async function serveSigned(context: RequestContext, { query, body }: Signed): Promise<Served> {
  const decoded = decodeObject(body)
  const attempts = context.signedTable.attemptsFor(decoded.ok ? decoded.value['activity'] : undefined)
  const found = await verifyByAny(context, attempts, { query: proofIn(query), body })
  const { accessKey, protocol } = found.attempt
  // The store is asked for a nonce only once the signature fits: the caller has this key, and awaits its proof.
  if ('error' in found) return { accessKey, text: refuseForFailure(context, found.error) }
  const claims = () => claimsInObject(decoded)
  if (found.verdict.ok) return serveProven(context, protocol, { accessKey, received: decoded, claims })
  const fault = found.verdict.reason
  const windowMs = context.config.replayWindowMs
  const resultCode = signatureRefusalCode(fault)
  return { accessKey, text: refuseUnproven(context, { fault, resultCode, windowMs, claims: claims() }) }
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

/**
 * Judges by one key after the other. A refusal is signed with the one that fits, and where none does with the first, as nothing says
 * which one the caller has.
 */
async function verifyByAny(
  context: RequestContext,
  [first, ...others]: Attempts,
  proof: Proof,
): Promise<Judged> {
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
