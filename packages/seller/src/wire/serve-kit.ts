import type { KitActivity, KitGeneration } from '@loggia/protocol/kit'
import { toSignatureRefusalCode } from '@loggia/protocol/saas/v2'
import { decodeObject } from '@loggia/protocol/wire'
import { verifyKitV2 } from '@loggia/signing'
import type { KitV2Verdict } from '@loggia/signing'
import type { ReceivedMessage } from '../http.ts'
import { readClaimsInBody, readClaimsInObject } from './claims.ts'
import { kitV1, kitV2 } from './kit.ts'
import { refuseForFailure, refuseUnproven, writeRefusal } from './refuse.ts'
import type { RequestContext, Served } from './request-context.ts'
import { serveProven } from './serve-proven.ts'
import { chinaMs, judgeBody } from './serve-token.ts'
import type { ProofFault } from './why-refused.ts'

/** The interface that a path names. */
type KitCall = { readonly generation: KitGeneration; readonly activity: KitActivity }

/** Serves a call of the joint kit, whose body is not decoded until a key has proved it (joint-kit §4). */
export async function serveKit(
  context: RequestContext,
  message: ReceivedMessage,
  { generation, activity }: KitCall,
): Promise<Served> {
  const { body } = message
  const [current] = context.config.kitKeys
  if (message.method !== 'POST')
    return { accessKey: current, text: writeRefusal('000002', 'Only POST is answered.') }
  const proof = generation === 'v2' ? await proveByHeaders(context, message) : proveByToken(context, message)
  if ('error' in proof) return { accessKey: proof.accessKey, text: refuseForFailure(context, proof.error) }
  if (!proof.ok) {
    const { fault, resultCode, windowMs } = proof
    const claims = { ...readClaimsInBody(body), activity }
    return {
      accessKey: proof.accessKey ?? current,
      text: refuseUnproven(context, { fault, resultCode, windowMs, claims }),
    }
  }
  const decoded = decodeObject(body)
  const claims = () => ({ ...readClaimsInObject(decoded), activity })
  const protocol = generation === 'v2' ? kitV2 : kitV1
  return serveProven(context, protocol, {
    accessKey: proof.accessKey,
    received: { activity, decoded },
    claims,
  })
}

/** The key that proved a request; or the broken rule, with the key of a replayed one; or the error of the store. */
type Proof =
  | { readonly ok: true; readonly accessKey: string }
  | { readonly accessKey: string; readonly error: unknown }
  | {
      readonly ok: false
      readonly fault: ProofFault
      readonly resultCode: string
      readonly windowMs: number | false
      readonly accessKey?: string
    }

function proveByToken({ config }: RequestContext, { header, body }: ReceivedMessage): Proof {
  const { kitKeys, tokenWindowMs: windowMs } = config
  const authToken = header('authToken') ?? undefined
  const judged = judgeBody(config, kitKeys, { authToken, body, aheadMs: [chinaMs] })
  return judged.ok ? judged : { ...judged, resultCode: '000001', windowMs }
}

async function proveByHeaders(context: RequestContext, message: ReceivedMessage): Promise<Proof> {
  const { kitKeys, replayWindowMs: windowMs } = context.config
  const [current, ...others] = kitKeys
  let judged = await judge(context, message, current)
  for (const key of others) {
    const differs =
      'verdict' in judged && !judged.verdict.ok && judged.verdict.reason.code === 'signature_differs'
    if (!differs) break
    judged = await judge(context, message, key)
  }
  const { accessKey } = judged
  if ('error' in judged) return { accessKey, error: judged.error }
  if (judged.verdict.ok) return { ok: true, accessKey }
  const fault = judged.verdict.reason
  const refused = { ok: false, fault, resultCode: toSignatureRefusalCode(fault), windowMs } as const
  return fault.code === 'nonce_seen' ? { ...refused, accessKey } : refused
}

/** The verdict with one key, or the error that the store threw. */
type Judged = { readonly accessKey: string } & (
  | { readonly verdict: KitV2Verdict }
  | { readonly error: unknown }
)

async function judge(
  { config, nonces }: RequestContext,
  { header, body }: ReceivedMessage,
  accessKey: string,
): Promise<Judged> {
  const read = (name: string): string | undefined => header(name) ?? undefined
  try {
    const verdict = await verifyKitV2({
      accessKey,
      headers: { 'x-sign': read('x-sign'), 'x-timestamp': read('x-timestamp'), 'x-nonce': read('x-nonce') },
      body,
      nowMs: config.now(),
      windowMs: config.replayWindowMs,
      nonces: nonces(accessKey),
      // Anybody can send unsigned requests. They are not told the reason, so it is not computed.
      explain: false,
    })
    return { accessKey, verdict }
  } catch (error) {
    return { accessKey, error }
  }
}
