import { fromMinutes, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type {
  CreationOptions,
  FactorKind,
  Registration,
  RequestOptions,
  SecondProof,
} from '@loggia/protocol/console'
import { findSetting, record, runInTx } from '../../../platform/index.ts'
import type { Db, Tx } from '../../../platform/index.ts'
import { partyProblems } from '../../problems/index.ts'
import { createRecoveryCodes } from '../../recovery-codes.ts'
import { operatorFactorSetting } from '../../schema/sessions.ts'
import type { KeptPasskey, SignedIn, Site } from '../../schema/sessions.ts'
import * as store from '../../store/index.ts'
import { createTotpSecret, findTotpStep, formatTotpUri } from '../../totp.ts'
import type { PartyContext } from '../context.ts'
import { requireCurrentPassword } from '../current-password.ts'
import { toDescriptor, toTotpPlace } from './proofs.ts'
import type { Proofs } from './proofs.ts'
import type { FactorTelling } from './telling.ts'

const mostPasskeys = 20
/** How long a new secret may wait for its first code. */
const setUpMs = fromMinutes(15)
const issuer = 'Loggia'
/** Ed25519, ES256, RS256 (RFC 9053, RFC 8812). */
const algorithms = [-8, -7, -257]

/** A change is confirmed by the password, and by a second factor if there is one. */
export type Confirmation = {
  readonly current: string
  readonly proof?: SecondProof | undefined
  readonly site?: Site | undefined
}
type Parts = { readonly proofs: Proofs; readonly telling: FactorTelling }

/** A member's own second factors. */
export function createFactors(context: PartyContext, { proofs, telling }: Parts) {
  const { db, wall, ids, seal, randomBytes } = context

  async function listFactors(who: SignedIn) {
    const { memberId } = who.actor
    const totp = await store.findTotp(db, memberId)
    return {
      totpSince: totp?.confirmedAt ?? undefined,
      passkeys: await store.listPasskeys(db, memberId),
      recoveryCodesLeft: await store.countRecoveryCodes(db, memberId),
      isRequired: await isRequired(who),
    }
  }

  const isRequired = async ({ actor }: SignedIn, from: Db = db): Promise<boolean> =>
    actor.operator && (await findSetting(from, operatorFactorSetting)) === true

  const holderOf = ({ sessionId }: SignedIn, purpose: 'proof' | 'registration'): string =>
    `session:${sessionId}:${purpose}`

  /** What a passkey of the member has to sign to confirm a change. */
  const requestConfirmation = (who: SignedIn, site: Site | undefined): Promise<RequestOptions> =>
    proofs.requestSignature(holderOf(who, 'proof'), { site, memberId: who.actor.memberId })

  /**
   * Checks password and second factor; the returned function uses the proof up, in the transaction of the change. Throws
   * `parties.password_wrong`, `parties.second_factor_missing`, and what a wrong proof throws.
   */
  async function confirmChange(
    who: SignedIn,
    { current, proof, site }: Confirmation,
  ): Promise<(tx: Tx) => Promise<void>> {
    const { memberId } = who.actor
    const { admitted, stored } = await requireCurrentPassword(context, who, current)
    const kinds = await store.listProofKinds(db, memberId)
    if (kinds.length > 0 && !proof) throw partyProblems.second_factor_missing({ methods: kinds })
    const asked = { memberId, holder: holderOf(who, 'proof'), site }
    const counted = { kind: 'known_code' as const, by: who.sessionId }
    const proven = proof && kinds.length > 0 ? await proofs.prove(proof, { ...asked, counted }) : undefined
    return async (tx) => {
      // Whoever changes the password meanwhile ends this.
      if ((await store.lockMember(tx, memberId)) !== stored) throw partyProblems.password_wrong()
      // A factor that was added meanwhile is asked for as well.
      if (!proven && (await store.listProofKinds(tx, memberId)).length > 0)
        throw partyProblems.second_factor_missing()
      await admitted.forget(tx)
      await proven?.use(tx)
    }
  }

  /** Ends whatever others began, and tells the member. */
  async function endOthers({ actor, sessionId }: SignedIn, tx: Tx): Promise<void> {
    await store.deleteOtherSessions(tx, actor.memberId, sessionId)
    await store.endLinks(tx, actor.memberId)
  }

  /** Returns recovery codes if the member had none. Throws `parties.sign_in_required`. */
  async function completeAdding(tx: Tx, who: SignedIn, factor: FactorKind): Promise<string[] | undefined> {
    const { memberId } = who.actor
    await endOthers(who, tx)
    // What a session began it must not finish after its end: the factor would outlast a reset of the account.
    if (!(await store.setNeedsFactor(tx, who.sessionId, false))) throw partyProblems.sign_in_required()
    await record(tx, 'member.factor_added', { subject: memberId, data: { factor } })
    await telling.tellChange(tx, memberId, `${factor}_added`)
    return (await store.countRecoveryCodes(tx, memberId)) > 0 ? undefined : writeRecoveryCodes(tx, memberId)
  }

  async function completeRemoving(tx: Tx, who: SignedIn, factor: FactorKind): Promise<void> {
    const { memberId } = who.actor
    if ((await store.listProofKinds(tx, memberId)).length === 0) {
      if (await isRequired(who, tx)) throw partyProblems.factor_required()
      await store.replaceRecoveryCodes(tx, memberId, [])
    }
    await endOthers(who, tx)
    await record(tx, 'member.factor_removed', { subject: memberId, data: { factor } })
    await telling.tellChange(tx, memberId, `${factor}_removed`)
  }

  async function writeRecoveryCodes(tx: Tx, memberId: Id<'mbr'>): Promise<string[]> {
    const codes = createRecoveryCodes(randomBytes)
    await store.replaceRecoveryCodes(
      tx,
      memberId,
      codes.map((code) => proofs.hashCode(memberId, code)),
    )
    return codes
  }

  /** Throws `parties.totp_exists`, and what {@link confirmChange} throws. */
  async function startTotp(
    who: SignedIn,
    confirmation: Confirmation,
  ): Promise<{ secret: string; uri: string }> {
    const { memberId } = who.actor
    const confirm = await confirmChange(who, confirmation)
    const secret = createTotpSecret(randomBytes)
    const sealed = seal.seal(secret, toTotpPlace(memberId))
    await runInTx(context, { actor: who.actor }, async (tx) => {
      await confirm(tx)
      if (!(await store.insertTotp(tx, { memberId, sealed, now: wall.now() })))
        throw partyProblems.totp_exists()
    })
    return { secret, uri: formatTotpUri(secret, { account: who.member.email, issuer }) }
  }

  /** Throws `parties.totp_unknown` and `parties.code_refused`. */
  async function confirmTotp(who: SignedIn, code: string): Promise<{ recoveryCodes?: string[] }> {
    const { memberId } = who.actor
    const totp = await store.findTotp(db, memberId)
    const now = wall.now()
    if (!totp || totp.confirmedAt || now - totp.createdAt >= setUpMs) throw partyProblems.totp_unknown()
    const step = findTotpStep(seal.open(totp.sealed, toTotpPlace(memberId)), code, now)
    if (step === undefined) throw partyProblems.code_refused()
    return runInTx(context, { actor: who.actor }, async (tx) => {
      await store.lockMember(tx, memberId)
      if (!(await store.confirmTotp(tx, memberId, { step, createdAt: totp.createdAt, now })))
        throw partyProblems.totp_unknown()
      return omitUndefined({ recoveryCodes: await completeAdding(tx, who, 'totp') })
    })
  }

  /** Throws `parties.totp_unknown`, `parties.factor_required`, and what {@link confirmChange} throws. */
  async function removeTotp(who: SignedIn, confirmation: Confirmation): Promise<void> {
    const confirm = await confirmChange(who, confirmation)
    await runInTx(context, { actor: who.actor }, async (tx) => {
      await confirm(tx)
      if (!(await store.deleteTotp(tx, who.actor.memberId))) throw partyProblems.totp_unknown()
      await completeRemoving(tx, who, 'totp')
    })
  }

  /** Throws `parties.passkeys_unavailable`, `parties.passkeys_many`, and what {@link confirmChange} throws. */
  async function startPasskey(who: SignedIn, confirmation: Confirmation): Promise<CreationOptions> {
    const { rpId } = proofs.requireSite(confirmation.site)
    const { memberId, name } = who.actor
    const confirm = await confirmChange(who, confirmation)
    const own = await runInTx(context, { actor: who.actor }, async (tx) => {
      await confirm(tx)
      return store.listPasskeys(tx, memberId)
    })
    requireFewPasskeys(own)
    return {
      challenge: await proofs.makeChallenge(holderOf(who, 'registration')),
      rp: { id: rpId, name: issuer },
      user: { id: proofs.toUserHandle(memberId), name: who.member.email, displayName: name },
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
      timeout: fromMinutes(5),
      attestation: 'none',
      excludeCredentials: own.map(toDescriptor),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
    }
  }

  const requireFewPasskeys = (own: readonly KeptPasskey[]): void => {
    if (own.length >= mostPasskeys) throw partyProblems.passkeys_many({ most: mostPasskeys })
  }

  type NewPasskey = {
    readonly name: string
    readonly response: Registration
    readonly site: Site | undefined
  }
  /** Throws `parties.passkey_refused`, `parties.passkey_known` and `parties.passkeys_many`. */
  async function addPasskey(
    who: SignedIn,
    { name, response, site }: NewPasskey,
  ): Promise<{ passkey: KeptPasskey; recoveryCodes?: string[] }> {
    const { memberId } = who.actor
    const key = await proofs.readRegistration(response, { site, holder: holderOf(who, 'registration') })
    return runInTx(context, { actor: who.actor }, async (tx) => {
      await store.lockMember(tx, memberId)
      requireFewPasskeys(await store.listPasskeys(tx, memberId))
      const passkey = { ...key, id: ids.next('pky'), memberId, name, addedAt: wall.now() }
      if (!(await store.insertPasskey(tx, passkey))) throw partyProblems.passkey_known()
      return omitUndefined({ passkey, recoveryCodes: await completeAdding(tx, who, 'passkey') })
    })
  }

  /** Throws `parties.passkey_unknown` for one that is not the member's. */
  const renamePasskey = ({ actor }: SignedIn, id: Id<'pky'>, name: string): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      if (!(await store.renamePasskey(tx, { memberId: actor.memberId, id }, name)))
        throw partyProblems.passkey_unknown()
    })

  /** Throws `parties.passkey_unknown`, `parties.factor_required`, and what {@link confirmChange} throws. */
  async function removePasskey(who: SignedIn, id: Id<'pky'>, confirmation: Confirmation): Promise<void> {
    const confirm = await confirmChange(who, confirmation)
    await runInTx(context, { actor: who.actor }, async (tx) => {
      await confirm(tx)
      if (!(await store.deletePasskey(tx, { memberId: who.actor.memberId, id })))
        throw partyProblems.passkey_unknown()
      await completeRemoving(tx, who, 'passkey')
    })
  }

  /** Throws `parties.factor_unknown` without a second factor, and what {@link confirmChange} throws. */
  async function replaceRecoveryCodes(who: SignedIn, confirmation: Confirmation): Promise<string[]> {
    const { memberId } = who.actor
    const confirm = await confirmChange(who, confirmation)
    return runInTx(context, { actor: who.actor }, async (tx) => {
      await confirm(tx)
      if ((await store.listProofKinds(tx, memberId)).length === 0) throw partyProblems.factor_unknown()
      await endOthers(who, tx)
      await record(tx, 'member.recovery_codes_replaced', { subject: memberId })
      await telling.tellChange(tx, memberId, 'recovery_codes_replaced')
      return writeRecoveryCodes(tx, memberId)
    })
  }

  return {
    listFactors,
    requestConfirmation,
    confirmChange,
    startTotp,
    confirmTotp,
    removeTotp,
    startPasskey,
    addPasskey,
    renamePasskey,
    removePasskey,
    replaceRecoveryCodes,
  }
}
