import { fromMinutes } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import type { Assertion, ProofKind, RequestOptions, SecondProof } from '@loggia/protocol/console'
import { record, runInTx, system } from '../../../platform/index.ts'
import type { Tx } from '../../../platform/index.ts'
import { partyProblems } from '../../problems/index.ts'
import { normaliseRecoveryCode } from '../../recovery-codes.ts'
import { decideSignIn } from '../../rules.ts'
import type { KeptPasskey, Site } from '../../schema/sessions.ts'
import * as store from '../../store/index.ts'
import { findTotpStep } from '../../totp.ts'
import type { PartyContext } from '../context.ts'
import { createSignatures } from './signatures.ts'
import type { FactorTelling } from './telling.ts'

const challengeMs = fromMinutes(5)
const challengeBytes = 32

/** What a proof is checked for. */
type Asked = {
  readonly memberId: Id<'mbr'>
  /** What wrong codes are counted by: a known browser or session, which no stranger has, or else the account. */
  readonly counted: { readonly kind: 'code' | 'known_code'; readonly by: string }
  /** What binds the challenge of a passkey to this browser. */
  readonly holder: string
  readonly site: Site | undefined
}
/** A proof that is right; it has to be used up in the transaction of what it is for. */
export type Proven = { readonly kind: ProofKind; use(tx: Tx): Promise<void> }

/** Proofs of second factors, each of which counts once. */
export function createProofs(context: PartyContext, telling: FactorTelling) {
  const { db, wall, seal, randomBytes, tries } = context
  const { checkRegistration, checkAssertion } = createSignatures(context)
  const digestHolder = (holder: string): string => seal.digest(`passkey-challenge:${holder}`)
  const hashCode = (memberId: Id<'mbr'>, code: string): string =>
    seal.digest(`recovery:${memberId}:${normaliseRecoveryCode(code)}`)

  /** Throws `parties.passkeys_unavailable`. */
  function requireSite(site: Site | undefined): Site {
    if (!site) throw partyProblems.passkeys_unavailable()
    return site
  }

  /** A new challenge, in place of the holder's earlier one. */
  async function makeChallenge(holder: string): Promise<string> {
    const challenge = Buffer.from(randomBytes(challengeBytes)).toString('base64url')
    const now = wall.now()
    const endsAt = (now + challengeMs) as WallInstant
    await store.putChallenge(db, { holder: digestHolder(holder), challenge, now, endsAt })
    return challenge
  }

  /** What a passkey has to sign; without a member, any passkey of this site may. */
  async function requestSignature(
    holder: string,
    { site: given, memberId }: { readonly site: Site | undefined; readonly memberId?: Id<'mbr'> },
  ): Promise<RequestOptions> {
    const { rpId } = requireSite(given)
    const own = memberId === undefined ? [] : await store.listPasskeys(db, memberId)
    return {
      challenge: await makeChallenge(holder),
      rpId,
      timeout: challengeMs,
      userVerification: 'required',
      allowCredentials: own.map(toDescriptor),
    }
  }

  /** Throws `parties.passkey_refused`, the same for an unknown passkey as for a wrong signature. */
  async function provePasskey(
    response: Assertion,
    { site: given, holder }: Pick<Asked, 'site' | 'holder'>,
  ): Promise<{ memberId: Id<'mbr'>; use: Proven['use'] }> {
    const site = requireSite(given)
    const challenge = await store.takeChallenge(db, digestHolder(holder), wall.now())
    const passkey = await store.findPasskey(db, response.id)
    if (challenge === undefined || !passkey) throw partyProblems.passkey_refused()
    const { userHandle } = response.response
    const isTheirs = userHandle === undefined || userHandle === toUserHandle(passkey.memberId)
    const counter = isTheirs ? await checkAssertion(response, passkey, { challenge, site }) : undefined
    if (counter === undefined) throw partyProblems.passkey_refused()
    return {
      memberId: passkey.memberId,
      use: async (tx) => {
        if (!(await store.usePasskey(tx, passkey, { counter, now: wall.now() })))
          throw partyProblems.passkey_refused()
      },
    }
  }

  /** The id of the member in their passkeys, which tells others nothing. */
  const toUserHandle = (memberId: Id<'mbr'>): string => seal.digest(`passkey-user:${memberId}`)

  /** Throws `parties.code_refused`, and `parties.sign_in_limited` after too many wrong codes. */
  async function proveTotp(code: string, { memberId, counted }: Asked): Promise<Proven['use']> {
    const count = await tries.countTry(counted.kind, counted.by)
    decideSignIn(count, wall.now())
    const totp = await store.findTotp(db, memberId)
    const secret = totp?.confirmedAt ? seal.open(totp.sealed, toTotpPlace(memberId)) : undefined
    const step = secret === undefined ? undefined : findTotpStep(secret, code, wall.now())
    if (step === undefined) {
      if (counted.kind === 'code' && count.failures === count.most) await tellRefused(memberId)
      throw partyProblems.code_refused()
    }
    return async (tx) => {
      if (!(await store.useTotpStep(tx, memberId, step))) throw partyProblems.code_refused()
      await store.forgetTries(tx, count.subject)
    }
  }

  /** Somebody has the password and not the second factor. */
  const tellRefused = (memberId: Id<'mbr'>): Promise<void> =>
    runInTx(context, { actor: system }, async (tx) => {
      await record(tx, 'member.codes_refused', { subject: memberId })
      await telling.sendLetter(tx, memberId, 'codes_refused')
    })

  async function useRecoveryCode(tx: Tx, memberId: Id<'mbr'>, code: string): Promise<void> {
    if (!(await store.useRecoveryCode(tx, memberId, hashCode(memberId, code))))
      throw partyProblems.recovery_code_refused()
    await record(tx, 'member.recovery_code_used', { subject: memberId })
    await telling.tellChange(tx, memberId, 'recovery_code_used')
  }

  /** Checks a proof of the member's second factor. */
  async function prove(proof: SecondProof, asked: Asked): Promise<Proven> {
    const { kind } = proof
    switch (kind) {
      case 'totp':
        return { kind, use: await proveTotp(proof.code, asked) }
      case 'recovery':
        return { kind, use: (tx) => useRecoveryCode(tx, asked.memberId, proof.code) }
      case 'passkey': {
        const { memberId, use } = await provePasskey(proof.response, asked)
        if (memberId !== asked.memberId) throw partyProblems.passkey_refused()
        return { kind, use }
      }
    }
  }

  /** The key of a new passkey. Throws `parties.passkey_refused`. */
  async function readRegistration(
    response: Parameters<typeof checkRegistration>[0],
    { site: given, holder }: Pick<Asked, 'site' | 'holder'>,
  ) {
    const site = requireSite(given)
    const challenge = await store.takeChallenge(db, digestHolder(holder), wall.now())
    const key = challenge === undefined ? undefined : await checkRegistration(response, { challenge, site })
    if (!key) throw partyProblems.passkey_refused()
    return key
  }

  return {
    prove,
    provePasskey,
    requestSignature,
    readRegistration,
    makeChallenge,
    requireSite,
    toUserHandle,
    hashCode,
  }
}

export type Proofs = ReturnType<typeof createProofs>

/** Binds the sealed secret to its row. */
export const toTotpPlace = (memberId: Id<'mbr'>): string => `totp:${memberId}`

export const toDescriptor = ({ credentialId, transports }: KeptPasskey) => ({
  id: credentialId,
  type: 'public-key' as const,
  transports: [...transports],
})
