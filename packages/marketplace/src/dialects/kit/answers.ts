import { isKitResultCode } from '@loggia/protocol/kit'
import type { ProofFault, Verdict } from '@loggia/protocol/wire'
import { done, toConfirmed, toPending, toRefused, underWay, unknownInstance } from '../outcomes.ts'
import type { KitOutcome } from './operations.ts'

/** A reply as its generation reads it. `unproven`: what is wrong with the signature of one that counts without. */
export type ReadReply =
  | {
      readonly ok: true
      readonly code: string
      readonly reply: { readonly resultMsg?: string | undefined }
      readonly unproven?: ProofFault
    }
  | { readonly ok: false; readonly verdict: Verdict }

/**
 * What a reply means. What is told again while the seller is still at it (000004) is answered with its result then,
 * because repeats are recognised (joint-kit §7). What an unknown instance had is gone already.
 */
export function readAnswer(read: ReadReply, { isRemoval }: { readonly isRemoval: boolean }): KitOutcome {
  if (!read.ok) return { kind: 'faulty', verdict: read.verdict }
  const { code, reply, unproven } = read
  const isProven = unproven === undefined
  if (code === done || (isProven && isRemoval && code === unknownInstance)) return toConfirmed(code, {})
  if (isProven && code === underWay) return toPending(code, {})
  return toRefused({ resultCode: code, isKnown: isKitResultCode(code), message: reply.resultMsg })
}
