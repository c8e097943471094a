import { Problem, omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import {
  decideEach,
  emit,
  findSetting,
  runInTx,
  toNetwork,
  notify,
  record,
  settleMessage,
  system,
} from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { partyProblems } from '../problems/index.ts'
import { decideSignUp, normaliseEmail, requireOperator, requireStrongPassword } from '../rules.ts'
import { companyPresets, companySettings } from '../schema/seller-applications.ts'
import { operatorFactorSetting } from '../schema/sessions.ts'
import { signUpSetting } from '../schema/sign-ups.ts'
import type { BuyerAdded } from '../schema/organisations.ts'
import type { MemberAgreed, MemberState } from '../schema/members.ts'
import type { SignUp, WaitingSignUp } from '../schema/sign-ups.ts'
import type { SignUpMode } from '@loggia/protocol/console/settings/kinds'
import * as store from '../store/index.ts'
import type { PartyContext } from './context.ts'
import type { Letters } from './letters.ts'

const isTaken = (error: unknown): boolean => error instanceof Problem && error.code === 'parties.email_taken'

export function createSignUps(context: PartyContext, { askLetter }: Letters) {
  const { db, clock, wall, ids, settings } = context
  /** The present setting of whether people may sign up by themselves. */
  const getSignUpMode = async (): Promise<SignUpMode> =>
    (await findSetting(db, signUpSetting)) ?? settings.signUp

  /**
   * Creates a buyer with its main account. A taken email gets the same answer in the same time, and nothing is created,
   * so that nobody learns who has an account. With a mail server the address has to be confirmed first, by a link;
   * `next` is where that leads to in the end. Throws `parties.sign_up_closed`, `parties.sign_up_limited`,
   * `parties.password_weak` and `parties.organisation_missing`.
   */
  async function signUp(ask: SignUp): Promise<{ state: 'ready' | 'waiting' | 'unconfirmed' }> {
    const mode = await getSignUpMode()
    if (mode === 'closed') throw partyProblems.sign_up_closed()
    requireStrongPassword(ask.password, ask.email)
    const organisation = ask.kind === 'personal' ? ask.name : ask.organisation
    if (organisation === undefined) throw partyProblems.organisation_missing()
    decideSignUp(await context.tries.countTry('sign_up', toNetwork(ask.ip)), wall.now())
    const passwordHash = await context.hash(ask.password, toNetwork(ask.ip))
    const waits = mode === 'approval'
    try {
      await runInTx(context, { actor: system }, (tx) =>
        add(tx, { ...ask, organisation, passwordHash, waits }),
      )
    } catch (error) {
      if (!isTaken(error)) throw error
      await tellKnown(ask)
    }
    if (settings.sendsMail) return { state: 'unconfirmed' }
    return { state: waits ? 'waiting' : 'ready' }
  }

  async function add(
    tx: Tx,
    ask: SignUp & { organisation: string; passwordHash: string; waits: boolean },
  ): Promise<void> {
    const buyerId = ids.next('byr')
    const name = { zh: ask.organisation, en: ask.organisation }
    const { kind, country, waits } = ask
    await store.insertBuyer(tx, {
      id: buyerId,
      name,
      kind,
      country,
      verification: 'none',
      createdAt: clock.now(),
    })
    const memberId = await context.insertMember(tx, {
      email: ask.email,
      name: ask.name,
      passwordHash: ask.passwordHash,
      language: ask.language,
      buyerId,
      state: stateOf(waits),
    })
    if (settings.sendsMail)
      await askLetter(tx, {
        letter: 'email_confirmation',
        address: normaliseEmail(ask.email),
        language: ask.language,
        memberId,
        data: omitUndefined({ next: ask.next }),
      })
    await emit<MemberAgreed>(tx, { type: 'member.agreed', memberId, kinds: ['user', 'privacy'] })
    await record(tx, 'buyer.signed_up', { subject: buyerId, data: { memberId, kind, country, waits } })
    const added: BuyerAdded = { type: 'buyer.added', buyerId }
    await emit(tx, added)
    // Only a sign-up that waits needs an operator.
    if (waits && !settings.sendsMail) await tellWaiting(tx, { id: buyerId, name })
  }

  const stateOf = (waits: boolean): MemberState => {
    if (settings.sendsMail) return 'unconfirmed'
    return waits ? 'waiting' : 'active'
  }

  const tellWaiting = (tx: Tx, { id, name }: Pick<WaitingSignUp['buyer'], 'id' | 'name'>): Promise<void> =>
    notify(tx, 'sign_up_waiting', { kind: 'operator' }, { subject: id, data: { name } })

  /** Tells the owner of an existing account, and nobody else, that the email has one; at most three times in an hour. */
  async function tellKnown({ email, language }: SignUp): Promise<void> {
    const address = normaliseEmail(email)
    const sent = await context.tries.countTry('reset_mail', address)
    if (sent.failures > sent.most) return
    await runInTx(context, { actor: system }, (tx) =>
      askLetter(tx, { letter: 'sign_up_known', address, language }),
    )
  }

  /** A member whose address is confirmed may sign in, or waits for an operator. */
  async function admitConfirmed(tx: Tx, id: Id<'mbr'>): Promise<'active' | 'waiting'> {
    const mode = (await findSetting(tx, signUpSetting)) ?? settings.signUp
    const to = mode === 'approval' ? 'waiting' : 'active'
    await store.setState(tx, id, { from: 'unconfirmed', to })
    const waiting = to === 'waiting' ? await store.lockWaiting(tx, id) : undefined
    if (waiting) await tellWaiting(tx, waiting.buyer)
    return to
  }

  async function listSignUps(actor: MemberActor, page: PageRequest): Promise<Page<WaitingSignUp>> {
    requireOperator(actor)
    const rows = await store.listWaiting(db, page)
    return toPage(rows, page.limit, { item: (row) => row, cursor: (row) => row.member.id })
  }

  /**
   * Confirms an account, which verifies its buyer as the kind it signed up as (R4), or refuses it. Throws
   * `parties.sign_up_unknown` and `parties.reason_missing`.
   */
  const decideSignUpOf = (
    actor: MemberActor,
    memberId: Id<'mbr'>,
    { approve, reason }: { approve: boolean; reason?: string | undefined },
  ): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      if (!approve && reason === undefined) throw partyProblems.reason_missing()
      const waiting = await store.lockWaiting(tx, memberId)
      if (!waiting) throw partyProblems.sign_up_unknown()
      await store.decideWaiting(tx, memberId, approve ? 'active' : 'rejected')
      if (approve) await store.setVerification(tx, waiting.buyer.id, waiting.buyer.kind)
      await record(tx, approve ? 'buyer.confirmed' : 'buyer.refused', {
        subject: waiting.buyer.id,
        data: { memberId, ...(approve ? { verification: waiting.buyer.kind } : { reason }) },
      })
      const { id: buyerId, name } = waiting.buyer
      await settleMessage(tx, 'sign_up_waiting', { kind: 'operator' }, { subject: buyerId })
      // The new buyer finds this message at the first sign-in.
      if (approve)
        await notify(
          tx,
          'account_confirmed',
          { kind: 'buyer', id: buyerId },
          { subject: buyerId, data: { name } },
        )
    })

  return {
    /** Settings that operators change for the whole market. */
    options: { signUp: signUpSetting, operatorsNeedFactor: operatorFactorSetting, ...companySettings },
    /** The defaults of these settings; the default for sign-ups comes from the node's configuration. */
    presets: companyPresets,
    getSignUpMode,
    signUp,
    listSignUps,
    decideSignUp: decideSignUpOf,
    /** Decides each on its own, as `decideSignUp` does. */
    decideSignUps: (
      actor: MemberActor,
      memberIds: readonly Id<'mbr'>[],
      decision: Parameters<typeof decideSignUpOf>[2],
    ) => decideEach(context, memberIds, (id) => decideSignUpOf(actor, id, decision)),
    admitConfirmed,
  }
}
