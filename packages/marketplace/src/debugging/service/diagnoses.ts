import type { Diagnosis, Protocol } from '@loggia/diagnosis'
import type { Id } from '@loggia/kernel'
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

/** What a seller asks about an exchange of their own; `key` is typed in, `keyId` one of theirs. */
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
  // Of this node alone: the limit keeps its processor free, and nothing else hangs on it.
  const { admit } = createAdmission({ wall, mostAMinute: mostDiagnosesAMinute })

  function admitSeller(sellerId: Id<'sel'>): void {
    const retryAfter = admit(sellerId)
    if (retryAfter !== undefined) throw debuggingProblems.limited({ limit: mostDiagnosesAMinute, retryAfter })
  }

  /**
   * Names what is wrong with an exchange that the seller has at hand; nothing of it is kept. Throws
   * `debugging.exchange_unreadable`, `debugging.key_missing`, `debugging.limited`, `debugging.busy`, `debugging.took_too_long`,
   * `access.key_not_found`.
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
   * Names what is wrong in one attempt of a call, the newest unless told. Its bytes may hold what only the buyer should see, so
   * the texts around a difference are not part of the answer. Throws `call.not_found`, `debugging.attempt_not_found`, `debugging.limited`.
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
