import { isId } from '@loggia/kernel'
import type { Id, Problem, WallInstant } from '@loggia/kernel'
import type { SignedIn } from '../../parties/index.ts'
import { signOnProblems } from '../problems.ts'
import type { AppClosing, Holder, Payload, SignOnPerson, SignOnTenant, TenantKey, UserId } from '../schema.ts'
import * as store from '../store/index.ts'
import { lives } from './context.ts'
import type { OpenClient, SignOnContext } from './context.ts'

/** Who comes back with a ticket: a user, since when they are signed in, and by which session. */
export type Vouched = Holder & { readonly startedAt: WallInstant }

/** Somebody who may use an app, and which. */
export type AppUser = { readonly connectedAppId: Id<'cap'>; readonly person: SignOnPerson }

type Asked = {
  readonly uid: string
  /** One of them is signed on to. */
  readonly connectedAppIds: readonly Id<'cap'>[]
  /** They have to have signed in since then. */
  readonly since?: WallInstant | undefined
}

/** Nobody uses the app of a service that is frozen (R114, R116). */
export const refuseClosed = (why: AppClosing, company: string): Problem =>
  signOnProblems[`service_${why}`]({ company })

/** Sign-ons that wait for somebody, and sessions at the addresses of companies. */
export function createSigningOn(context: SignOnContext, openClient: OpenClient) {
  const { db, wall, seal, randomBytes, identity, parties } = context
  const sessionOf = (tenantKey: TenantKey, secret: string) => ({
    tenantKey,
    digest: seal.digest(`sign_on_session:${secret}`),
  })
  const stepOf = (tenantKey: TenantKey, uid: string) => ({
    tenantKey,
    digest: seal.digest(`sign_on_step:${uid}`),
  })
  const digestTicket = (ticket: string): string => seal.digest(`sign_on_ticket:${ticket}`)
  const after = (ms: number): WallInstant => (wall.now() + ms) as WallInstant
  let cleanedAt = 0

  async function saveStep(tenantKey: TenantKey, uid: string, payload: Payload): Promise<void> {
    const now = wall.now()
    if (now - cleanedAt >= 60_000) {
      cleanedAt = now
      await store.sessions.removeEnded(db, now)
    }
    const step = { payload, createdAt: now, expiresAt: after(lives.step) }
    await store.steps.save(db, stepOf(tenantKey, uid), step)
  }

  const findStep = (tenantKey: TenantKey, uid: string) =>
    store.steps.find(db, stepOf(tenantKey, uid), wall.now())

  const removeStep = (tenantKey: TenantKey, uid: string): Promise<void> =>
    store.steps.remove(db, stepOf(tenantKey, uid))

  /** The first of these apps that somebody may use now, and what it is told of them. */
  async function findUser(
    connectedAppIds: readonly Id<'cap'>[],
    userId: UserId,
  ): Promise<AppUser | undefined> {
    for (const connectedAppId of connectedAppIds) {
      const person = await store.people.find(db, { connectedAppId, userId })
      if (person) return { connectedAppId, person }
    }
    return undefined
  }

  /**
   * The same. Throws `sign_on.not_assigned`, `sign_on.service_expired`, `sign_on.service_barred`,
   * `sign_on.test_not_requested`.
   */
  async function getUser(
    connectedAppIds: readonly Id<'cap'>[],
    { userId, company }: { readonly userId: UserId; readonly company: string },
  ): Promise<AppUser> {
    const user = await findUser(connectedAppIds, userId)
    if (user) return user
    if (isId(userId, 'cap')) throw signOnProblems.test_not_requested()
    const why = await store.people.findClosing(db, { connectedAppIds, userId })
    throw why ? refuseClosed(why, company) : signOnProblems.not_assigned({ company })
  }

  /**
   * As whom a member may come in: as the person with whom their account is linked, or, at a test company, as its person
   * (R270). Throws `sign_on.not_in_company`, `sign_on.not_of_seller`, `identity.company_required`.
   */
  async function getUserId(who: SignedIn, { tenantKey, name: company }: SignOnTenant): Promise<UserId> {
    const { memberId } = who.actor
    if (isId(tenantKey, 'cap')) {
      if (!(await store.tenants.mayTest(db, tenantKey, memberId))) throw signOnProblems.not_of_seller()
      return tenantKey
    }
    const personId = await store.people.findLinked(db, tenantKey, memberId)
    if (!personId) throw signOnProblems.not_in_company({ company })
    await identity.requireWay(who, tenantKey)
    return personId
  }

  /**
   * Says who a sign-on that waits is about. Gives the ticket with which their browser comes back to the address of the
   * company; undefined if they have to sign in anew. Throws `sign_on.step_unknown`, and what `getUserId` and `getUser`
   * throw.
   */
  async function vouch(
    who: SignedIn,
    tenant: SignOnTenant,
    { uid, connectedAppIds, since }: Asked,
  ): Promise<string | undefined> {
    const { tenantKey, name: company } = tenant
    const { sessionId } = who
    if (since !== undefined && !(await store.sessions.isNewer(db, sessionId, since))) return undefined
    const userId = await getUserId(who, tenant)
    await getUser(connectedAppIds, { userId, company })
    const ticket = Buffer.from(randomBytes(32)).toString('base64url')
    const given = { ticketDigest: digestTicket(ticket), userId, sessionId, now: wall.now() }
    if (!(await store.steps.giveTicket(db, stepOf(tenantKey, uid), given)))
      throw signOnProblems.step_unknown()
    return ticket
  }

  /** Undefined for a ticket that is not of this sign-on, was used, or whose session has ended. */
  const takeTicket = (tenantKey: TenantKey, uid: string, ticket: string): Promise<Vouched | undefined> =>
    store.steps.takeTicket(db, stepOf(tenantKey, uid), {
      ticketDigest: digestTicket(ticket),
      now: wall.now(),
    })

  /** With the client of this id, which asks in it. */
  async function findSession(tenantKey: TenantKey, secret: string, clientId = '') {
    const of = { ...sessionOf(tenantKey, secret), clientId }
    const found = await store.sessions.find(db, of, wall.now())
    return found && { ...found, client: openClient(found.client) }
  }

  const saveSession = (
    tenantKey: TenantKey,
    secret: string,
    session: { readonly uid: string; readonly payload: Payload; readonly holder?: Holder | undefined },
  ): Promise<void> =>
    store.sessions.save(db, sessionOf(tenantKey, secret), { ...session, expiresAt: after(lives.session) })

  const removeSession = async (tenantKey: TenantKey, secret: string): Promise<void> => {
    await store.sessions.remove(db, sessionOf(tenantKey, secret))
  }

  /** Signs somebody out everywhere: at the company’s address, at the marketplace, and in the apps. Gives which session ended. */
  async function endSession(tenantKey: TenantKey, secret: string): Promise<Id<'ses'> | undefined> {
    const holder = await store.sessions.remove(db, sessionOf(tenantKey, secret))
    // Everything of the session ends with it.
    if (holder) await parties.closeSession(holder.sessionId)
    return holder?.sessionId
  }

  return {
    saveStep,
    findStep,
    removeStep,
    findUser,
    getUser,
    vouch,
    takeTicket,
    findSession,
    saveSession,
    removeSession,
    endSession,
  }
}
