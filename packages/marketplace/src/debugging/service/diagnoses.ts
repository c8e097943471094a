import type { Diagnosis, Protocol } from '@loggia/diagnosis'
import type { Id } from '@loggia/kernel'
import { isProvenProtocol } from '@loggia/protocol/protocols'
import type { Access } from '../../access/index.ts'
import type { Calls } from '../../calls/index.ts'
import { requireSeller } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import { createAdmission } from '../../platform/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import { debuggingProblems } from '../problems.ts'
import { toExchange, mostDiagnosesAMinute, withoutExcerpts } from '../rules/diagnoses.ts'
import type { Judge } from './judging.ts'
import { createOtherKeys } from './other-keys.ts'

/** A seller's question about an exchange; `key` is typed in, `keyId` is one of the seller's keys. */
export type ExchangeAsk = {
  readonly exchange: string
  readonly keyId?: Id<'key'> | undefined
  readonly key?: string | undefined
  readonly protocol?: Protocol | undefined
  readonly receivedAtMs?: number | undefined
  readonly computed?: string | undefined
  readonly entry?: number | undefined
}

export function createDiagnoses(
  platform: Platform & { parties: Parties; access: Access; calls: Calls; judge: Judge },
) {
  const { db, wall, access, calls, judge } = platform
  const { othersOf } = createOtherKeys(platform)
  // Counted per node: the limit protects this node's processor and nothing else.
  const { admit } = createAdmission({ wall, mostAMinute: mostDiagnosesAMinute })

  function admitSeller(sellerId: Id<'sel'>): void {
    const retryAfter = admit(sellerId)
    if (retryAfter !== undefined) throw debuggingProblems.limited({ limit: mostDiagnosesAMinute, retryAfter })
  }

  /**
   * Diagnoses an exchange that the seller pasted; nothing is stored. Throws `debugging.exchange_unreadable`,
   * `debugging.key_missing`, `debugging.limited`, `debugging.busy`, `debugging.took_too_long`, `access.key_not_found`.
   */
  async function diagnose(actor: MemberActor, ask: ExchangeAsk): Promise<Diagnosis> {
    const sellerId = requireSeller(actor)
    if ((ask.keyId === undefined) === (ask.key === undefined)) throw debuggingProblems.key_missing()
    admitSeller(sellerId)
    const accessKey = ask.key ?? (await access.openOwnKey(db, sellerId, ask.keyId ?? 'key_'))
    const { protocol, receivedAtMs, computed } = ask
    return judge(sellerId, {
      of: { pasted: ask.exchange, entry: ask.entry },
      accessKey,
      otherKeys: await othersOf(actor, accessKey),
      protocol,
      receivedAtMs,
      computed,
    })
  }

  /**
   * Diagnoses one attempt of a call, the newest by default. The exchange may contain data that only the buyer may see,
   * so the answer omits the texts around a difference. Throws `call.not_found`, `debugging.attempt_not_found`,
   * `debugging.limited`.
   */
  async function diagnoseAttempt(
    actor: MemberActor,
    callId: Id<'cal'>,
    { attempt, computed }: { attempt?: number | undefined; computed?: string | undefined },
  ): Promise<Diagnosis> {
    const sellerId = requireSeller(actor)
    const kept = await calls.findExchange(db, { callId, sellerId, n: attempt })
    if (!kept) throw debuggingProblems.attempt_not_found()
    admitSeller(sellerId)
    const { accessKey, protocol, request, reply } = kept
    // Without a signature there is nothing that does not fit.
    if (!isProvenProtocol(protocol)) return { protocol: undefined, checked: [], problems: [] }
    const diagnosis = await judge(sellerId, {
      of: toExchange(request, reply),
      accessKey,
      otherKeys: await othersOf(actor, accessKey),
      protocol,
      computed,
    })
    return withoutExcerpts(diagnosis)
  }

  return { diagnose, diagnoseAttempt }
}
