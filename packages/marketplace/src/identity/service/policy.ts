import type { Id } from '@loggia/kernel'
import type { PartyTold, SignedIn } from '../../parties/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { identityProblems } from '../problems.ts'
import type { IdentityProvider } from '../schema.ts'
import * as store from '../store/index.ts'
import { computeDigest, operators } from './context.ts'
import type { IdentityContext } from './context.ts'
import type { Ends } from './ends.ts'

type SigningIn = PartyTold<'member.signing_in'>

/** Companies, and the operators, may require their people to sign in through their provider. */
export function createPolicy(context: IdentityContext, ends: Ends) {
  const { db, parties, wall } = context

  /** Whoever has just come from the provider shows in this browser that an account is theirs in their own way, to connect it. */
  async function isConnecting(
    tx: Tx,
    { memberId, browserSecret }: SigningIn,
    { id: providerId }: IdentityProvider,
  ): Promise<boolean> {
    if (browserSecret === undefined) return false
    const digest = computeDigest(context, browserSecret)
    return store.steps.isAwaited(tx, { digest, memberId, providerId }, wall.now())
  }

  /** A provider that fails must not lock everybody out. */
  const isMain = (from: Db, buyerId: Id<'byr'>, of: { readonly memberId: Id<'mbr'> }): Promise<boolean> =>
    parties.hasRight({ kind: 'buyer', id: buyerId }, of, 'main', from)

  /**
   * What is the company's needs its provider. Whoever has something of their own is not locked out of that, and nobody is
   * while the company is on hold: their session does not act for its buyer. Throws `identity.company_required`,
   * `identity.operators_required`, `identity.operator_needs_own_way`.
   */
  async function noteSigningIn(tx: Tx, event: SigningIn): Promise<void> {
    const unmet = await listUnmet(tx, event)
    const buyerIds = unmet.map(({ buyerId }) => buyerId)
    // Whoever is not in the directory cannot come through the provider: all that they lose is the company's.
    const barring = unmet.find(({ isOnHold, isInDirectory }) => isInDirectory && !isOnHold)
    // Another provider lets its people in to what is its company's: two that are required would keep everybody out.
    const isBarred = barring && event.vouchedBy === undefined
    if (isBarred && !(await parties.hasOtherParty(tx, event.memberId, buyerIds)))
      throw identityProblems.company_required({ company: barring.company })
    for (const buyerId of buyerIds) event.withhold?.(buyerId)
    await requireOperatorsWay(tx, event)
    // Whoever has the mailbox has the account now, and nobody else unless they say so.
    if (event.method === 'reset') await ends.endMade(tx, event)
  }

  /** The companies whose provider this sign-in needs and does not come from. */
  async function listUnmet(tx: Tx, event: SigningIn): Promise<store.providers.Enforced[]> {
    const unmet: store.providers.Enforced[] = []
    const all = await store.providers.listEnforced(tx, event.memberId)
    // Of the companies of one buyer, each lets its people in.
    const vouched = all.find(({ provider }) => provider.id === event.vouchedBy)
    for (const enforced of all) {
      const { provider, buyerId } = enforced
      if (buyerId === vouched?.buyerId || (await isMain(tx, buyerId, event))) continue
      if (!(await isConnecting(tx, event, provider))) unmet.push(enforced)
    }
    return unmet
  }

  async function requireOperatorsWay(tx: Tx, event: SigningIn): Promise<void> {
    const provider = await store.providers.findByOwner(tx, 'operators')
    if (event.vouchedBy !== undefined && event.vouchedBy === provider?.id) return
    const isEnforced = provider?.enabled === true && provider.enforced
    if (!isEnforced && event.vouchedBy === undefined) return
    if (!(await parties.hasRight(operators, event, 'any', tx))) return
    // A company must not let anybody into the operators' centre, past their second factor.
    if (event.vouchedBy !== undefined) throw identityProblems.operator_needs_own_way()
    if (!isEnforced) return
    if (await parties.hasRight(operators, event, 'main', tx)) return
    if (!(await isConnecting(tx, event, provider))) throw identityProblems.operators_required()
  }

  /** Whether this session may be used for what is the company's, such as its apps. Throws `identity.company_required`. */
  async function requireWay(
    { member, sessionId }: Pick<SignedIn, 'member' | 'sessionId'>,
    enterpriseId: Id<'ent'>,
  ): Promise<void> {
    const enforced = await store.providers.listEnforced(db, member.id)
    const own = enforced.find(({ provider }) => provider.enterpriseId === enterpriseId)
    if (!own || (await isMain(db, own.buyerId, { memberId: member.id }))) return
    if ((await store.identities.findProvider(db, sessionId)) !== own.provider.id)
      throw identityProblems.company_required({ company: own.company })
  }

  return { noteSigningIn, requireWay }
}
