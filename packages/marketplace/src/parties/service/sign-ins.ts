import { omitUndefined } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import type { ProofKind } from '@loggia/protocol/console'
import { emit, findSetting, runInTx, toNetwork, notify, record, system } from '../../platform/index.ts'
import type { Db, MemberActor, Tx } from '../../platform/index.ts'
import { isPassword } from '../passwords.ts'
import { partyProblems } from '../problems/index.ts'
import { isOldSession, isTouchDue, normaliseEmail, computeSessionEnd } from '../rules.ts'
import type { SignInMethod } from '@loggia/protocol/console/parties/kinds'
import { operatorFactorSetting } from '../schema/sessions.ts'
import type { MemberSigningIn, SignedIn, SignIn, SigningBrowser } from '../schema/sessions.ts'
import type { MemberState } from '../schema/members.ts'
import * as store from '../store/index.ts'
import { describeHold } from '../suspension-rules.ts'
import type { PartyContext } from './context.ts'
import { createDevices } from './devices.ts'
import type { Steps } from './factors/steps.ts'
import type { Letters } from './letters.ts'
import type { Admitted } from './tries.ts'

const tokenBytes = 32

/** A session that was started, and the device token that the browser keeps. */
export type Entered = { readonly token: string; readonly device: string; readonly session: SignedIn }
/** The password was right, and the second factor is missing: the token of the sign-in that waits for it. */
type Waiting = { readonly step: string; readonly methods: readonly ProofKind[] }
export type NewSession = {
  readonly memberId: Id<'mbr'>
  readonly browser: Pick<SigningBrowser, 'userAgent' | 'ip' | 'secret'>
  readonly method: SignInMethod
  /** The identity provider that says who they are. */
  readonly vouchedBy?: string
}
export type Sessions = Pick<ReturnType<typeof createSignIns>, 'openSession' | 'enter'>
export type StartSession = ReturnType<typeof createSignIns>['startSession']

/** Binds the sealed address to its row. */
export const toAddressPlace = (id: Id<'ses'>): string => `session:${id}`

type SignInParts = Pick<Steps, 'openStep'> & {
  readonly admitConfirmed: (tx: Tx, id: Id<'mbr'>) => Promise<MemberState>
}

/** Sign-ins and sessions. */
export function createSignIns(
  context: PartyContext,
  letters: Letters,
  { admitConfirmed, openStep }: SignInParts,
) {
  const { db, wall, ids, seal, randomBytes, log, tries } = context
  const { makeDevice, findDevice } = createDevices(context)
  const tokenHash = (token: string): string => seal.digest(`session:${token}`)
  /** The present digest of a token, and the former one, which old sessions were stored with. */
  const keptAs = (token: string): string[] => [tokenHash(token), seal.digestOnce(`session:${token}`)]

  /**
   * Starts a session. Throws `parties.sign_in_refused`, the same for an unknown email as for a wrong password, and
   * `parties.sign_in_limited` with `retryAfter` in seconds after too many failures. A new account needs the link that was
   * sent to its address once (`confirmation`). The browser keeps `device` and
   * sends it with the next sign-in. Throws `parties.second_factor_needed` for an account with a second factor.
   */
  async function signIn(ask: SignIn): Promise<Entered> {
    const begun = await beginSignIn(ask)
    if ('step' in begun) throw partyProblems.second_factor_needed({ methods: begun.methods })
    return begun
  }

  /** As {@link signIn}; for an account with a second factor it returns the sign-in that waits for it. */
  async function beginSignIn(ask: SignIn): Promise<Entered | Waiting> {
    const email = normaliseEmail(ask.email)
    const network = toNetwork(ask.ip)
    const member = await store.findCredentials(db, email)
    const known = member && findDevice(ask.devices ?? [], member)
    const admitted = known
      ? await tries.admitKnown('device', known)
      : await tries.admitStranger({ email, network, onMany: () => tellMany(member?.id) })
    const matches = await looking(admitted, () =>
      isPassword(ask.password, member?.passwordHash, context.hashingFor(known ?? network)),
    )
    if (!member || !matches) throw partyProblems.sign_in_refused()
    // The state of the account is revealed only after a correct password.
    const state =
      member.state === 'unconfirmed' ? await confirm(email, member, ask.confirmation) : member.state
    if (state === 'waiting') throw partyProblems.sign_up_waiting()
    if (state === 'rejected') throw partyProblems.sign_up_rejected()
    const actor: MemberActor = { kind: 'member', memberId: member.id, name: member.name, operator: false }
    const begun = await runInTx(context, { actor }, async (tx) => {
      await admitted.forget(tx)
      // Whoever replaced the password meanwhile has ended all sessions, so the former one must not open another.
      if (!(await store.lockPassword(tx, member.id, member.passwordHash)))
        throw partyProblems.sign_in_refused()
      const methods = await store.listProofKinds(tx, member.id)
      if (methods.length > 0) return { step: await openStep(tx, member.id), methods }
      return { token: await openSession(tx, { memberId: member.id, browser: ask, method: 'password' }) }
    })
    return begun.token === undefined ? begun : enter(begun.token, known ?? makeDevice(member))
  }

  /** The session of a token that was just made. Throws `parties.sign_in_refused` if something has ended it already. */
  async function enter(token: string, device: string): Promise<Entered> {
    const session = await authenticate(token)
    if (!session) throw partyProblems.sign_in_refused()
    return { token, device, session }
  }

  /**
   * The first sign-in of a new account, with the link that was sent to its address. The password is asked for as well:
   * whoever signs up with somebody else's address must not get an account that its owner confirms. Where the marketplace
   * no longer sends emails, nobody can get a link, and the password is enough, as for everyone who signs up there.
   * Throws `parties.email_unconfirmed` without a link that can be used, and sends another.
   */
  async function confirm(
    address: string,
    { id: memberId, name }: { readonly id: Id<'mbr'>; readonly name: string },
    token: string | undefined,
  ): Promise<MemberState> {
    const actor: MemberActor = { kind: 'member', memberId, name, operator: false }
    const link = token === undefined ? undefined : await findConfirmation(token, memberId)
    if (!link && context.settings.sendsMail) {
      await confirmAgain(address, memberId)
      throw partyProblems.email_unconfirmed()
    }
    return runInTx(context, { actor }, async (tx) => {
      if (link) {
        if (!(await store.useLink(tx, link.id))) throw partyProblems.email_unconfirmed()
        await record(tx, 'member.email_confirmed', { subject: memberId })
      }
      return admitConfirmed(tx, memberId)
    })
  }

  async function findConfirmation(token: string, memberId: Id<'mbr'>) {
    const ask = { tokenHash: letters.hashToken(token), purposes: ['confirmation'] as const, now: wall.now() }
    const link = await store.findLink(db, ask)
    return link?.member.id === memberId ? link : undefined
  }

  /** Sends the link for a new account again, at most three times in an hour. */
  async function confirmAgain(address: string, memberId: Id<'mbr'>): Promise<void> {
    const sent = await tries.countTry('reset_mail', address)
    if (sent.failures > sent.most) return
    await runInTx(context, { actor: system }, (tx) =>
      letters.askLetter(tx, { letter: 'email_confirmation', address, language: 'zh-CN', memberId }),
    )
  }

  /** Takes the try back if the password was not checked, because the queue was full. */
  async function looking<T>(admitted: Admitted, look: () => Promise<T>): Promise<T> {
    try {
      return await look()
    } catch (error) {
      await admitted.takeBack()
      throw error
    }
  }

  /** Passwords of the account are being guessed: tells the account's parties and the log. */
  async function tellMany(memberId: Id<'mbr'> | undefined): Promise<void> {
    log.warn(omitUndefined({ memberId }), 'many sign-ins of one account fail; further ones are slowed down')
    if (!memberId) return
    await runInTx(context, { actor: system }, async (tx) => {
      const member = await store.findActsFor(tx, memberId)
      if (!member) return
      await record(tx, 'member.sign_ins_slowed', { subject: memberId })
      // To every party that the member acts for: each is responsible for the account.
      for (const to of member.parties)
        await notify(tx, 'sign_ins_slowed', to, { subject: memberId, data: { member: member.name } })
    })
  }

  /** Returns the token of the new session. Throws what {@link startSession} throws. */
  const openSession = async (tx: Tx, asked: NewSession): Promise<string> =>
    (await startSession(tx, asked)).token

  /** Throws `parties.member_suspended`, `parties.member_disabled`, and what other domains refuse with. */
  async function startSession(
    tx: Tx,
    { memberId, browser, method, vouchedBy }: NewSession,
  ): Promise<{ readonly id: Id<'ses'>; readonly token: string }> {
    // Checked under the lock of the member: a suspension takes it too, before it ends the sessions.
    const hold = await store.findSignInHold(tx, memberId)
    if (hold)
      throw hold.standing
        ? partyProblems.member_suspended(describeHold(hold.standing, context.zone))
        : partyProblems.member_disabled()
    const withheld = new Set<Id<'byr'>>()
    await emit<MemberSigningIn>(tx, {
      type: 'member.signing_in',
      memberId,
      method,
      vouchedBy,
      browserSecret: browser.secret,
      withhold: (buyerId) => void withheld.add(buyerId),
    })
    const token = Buffer.from(randomBytes(tokenBytes)).toString('base64url')
    const id = ids.next('ses')
    const now = wall.now()
    await store.deleteEnded(tx, now, tries.keptSince())
    await store.insertSession(tx, {
      id,
      tokenHash: tokenHash(token),
      memberId,
      now,
      endsAt: computeSessionEnd(now),
      userAgent: browser.userAgent.slice(0, 300),
      method,
      address: seal.seal(browser.ip, toAddressPlace(id)),
      needsFactor: method === 'password' && (await isFactorMissing(tx, memberId)),
      withheldBuyers: [...withheld],
    })
    await record(tx, 'member.signed_in', { subject: memberId, data: { method } })
    return { id, token }
  }

  /** Whether operators need a second factor. */
  const isFactorNeeded = async (from: Db): Promise<boolean> =>
    (await findSetting(from, operatorFactorSetting)) === true

  /** Whether a member who signs in without a second factor has to add one. */
  const isFactorMissing = async (tx: Tx, id: Id<'mbr'>): Promise<boolean> =>
    (await isFactorNeeded(tx)) &&
    (await store.listRoles(tx, id)).some(({ role, enabled }) => role === 'operator' && enabled)

  /** Of an operator. Whoever has no factor may work on in a session from before one was needed, but not for ever. */
  async function mustAddFactor(
    { id, needsFactor, startedAt }: store.FoundSession,
    now: WallInstant,
  ): Promise<boolean> {
    if (!needsFactor && !isOldSession(startedAt, now)) return false
    return (await isFactorNeeded(db)) && (needsFactor || (await store.listProofKinds(db, id)).length === 0)
  }

  /** The member who holds this token; undefined if the session has ended. `touch: false` does not count as use. */
  async function authenticate(
    token: string,
    use: { touch: boolean } = { touch: true },
  ): Promise<SignedIn | undefined> {
    const now = wall.now()
    const found = await store.findSession(db, keptAs(token), now)
    if (!found) return undefined
    if (use.touch && isTouchDue(found.seenAt, now))
      await store.touchSession(db, found.sessionId, { now, endsAt: computeSessionEnd(now) })
    const { id, name, email, language, buyer, seller, operator, rights } = found
    const actor: MemberActor = omitUndefined({
      kind: 'member',
      memberId: id,
      name,
      operator,
      buyerId: buyer?.id,
      sellerId: seller?.id,
    })
    return omitUndefined({
      actor,
      member: { id, name, email, language },
      buyer,
      country: found.country,
      seller,
      rights,
      mustChangePassword: found.mustChangePassword,
      mustAddFactor: operator && (await mustAddFactor(found, now)),
      sessionId: found.sessionId,
      csrfToken: seal.digest(`csrf:${token}`),
    })
  }

  /** Ends one session; an unknown token is ignored. */
  const signOut = (token: string): Promise<void> => store.deleteSession(db, keptAs(token))

  /** The same for a session that is known by its id. */
  const closeSession = (id: Id<'ses'>): Promise<void> => store.deleteSessionById(db, id)

  /** Ends every session of the member, including this one. */
  const signOutEverywhere = (actor: MemberActor): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      await store.deleteSessionsOf(tx, actor.memberId)
      await record(tx, 'member.signed_out_everywhere', { subject: actor.memberId })
    })

  /** Ends every session of the member except this one. */
  const signOutOthers = ({ actor, sessionId }: SignedIn): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      await store.deleteOtherSessions(tx, actor.memberId, sessionId)
      await record(tx, 'member.signed_out_elsewhere', { subject: actor.memberId })
    })

  return {
    signIn,
    beginSignIn,
    authenticate,
    signOut,
    closeSession,
    signOutEverywhere,
    signOutOthers,
    openSession,
    startSession,
    enter,
  }
}
