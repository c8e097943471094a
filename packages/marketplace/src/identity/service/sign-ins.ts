import { Problem, fromMinutes, omitUndefined } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import { requireOperator } from '../../parties/index.ts'
import type { PartyTold, SignedIn } from '../../parties/index.ts'
import { emit, runInTx, system } from '../../platform/index.ts'
import type { Actor, Db, MemberActor, Tx } from '../../platform/index.ts'
import { identityProblems } from '../problems.ts'
import type { Claims, Decision, IdentityProvider, Step, TestResult } from '../schema.ts'
import * as store from '../store/index.ts'
import {
  addTo,
  computeDigest,
  lockOperators,
  lockUsable,
  operators,
  operatorsName,
  stepMs,
} from './context.ts'
import type { IdentityContext } from './context.ts'
import type { People } from './people.ts'
import type { AskedOf, RelyingParty } from './relying-party.ts'

/** Whose provider: of the company with a domain of emails, or with this name in addresses, or of the operators. */
export type Way = { readonly domain: string } | { readonly tenantCode: string } | { readonly operators: true }
/** The browser goes to the provider, and keeps the secret until it comes back. */
export type Begun = { readonly url: URL; readonly secret: string }
type Browser = { readonly userAgent: string; readonly ip: string }
type Back = {
  readonly secret: string | undefined
  /** Of the address, as it came. */
  readonly query: string
  /** The name in addresses of the company to whose address it came; none for the operators'. */
  readonly tenantCode: string | undefined
  readonly toRedirectUri: ToRedirectUri
  readonly browser: Browser
}
export type Finished =
  | { readonly kind: 'entered'; readonly token: string; readonly session: SignedIn; readonly next: string }
  /** The browser keeps another secret, until the owner of the account has signed in and confirmed. */
  | { readonly kind: 'connecting'; readonly secret: string; readonly next: string }
  | { readonly kind: 'tested'; readonly next: string }
export type WaitingConnection = {
  readonly company?: string
  readonly email: string
  readonly memberId: Id<'mbr'>
  readonly next: string
}

/** Where the browser comes back to from a company's provider, or from the operators'. */
export type ToRedirectUri = (tenantCode: string | undefined) => string

type Came = { readonly provider: IdentityProvider; readonly claims: Claims }
type Waiting = Extract<Step, { purpose: 'connect' }>

/** Sign-ins through providers, from leaving for one to coming back. */
export function createSignIns(context: IdentityContext, party: RelyingParty, people: People) {
  const { db, clock, wall, seal, randomBytes, directory, parties } = context

  const makeSecret = (): string => Buffer.from(randomBytes(32)).toString('base64url')
  const digestStep = (secret: string): string => computeDigest(context, secret)
  const digestTest = (providerId: Id<'idp'>, memberId: Id<'mbr'>): string =>
    seal.digest(`identity-test:${providerId}:${memberId}`)
  const placeOfTest = (memberId: Id<'mbr'>): string => `identity_step:${memberId}`
  const times = () => ({ now: wall.now(), endsAt: addTo(wall.now(), stepMs) })

  async function findOwner(way: Way): Promise<store.providers.Owner | undefined> {
    if ('operators' in way) return 'operators'
    return 'domain' in way
      ? store.domains.findOwner(db, way.domain)
      : store.domains.findTenant(db, way.tenantCode)
  }

  async function findUsable(way: Way): Promise<IdentityProvider | undefined> {
    const owner = await findOwner(way)
    const provider = owner && (await store.providers.findByOwner(db, owner))
    return provider?.enabled ? provider : undefined
  }

  /** What a sign-in page may say: only domains are looked up, and no accounts. */
  async function findCompany(domain: string | undefined) {
    const provider = domain === undefined ? undefined : await findUsable({ domain })
    const company = provider?.enterpriseId && (await directory.getEnterprise(db, provider.enterpriseId))
    return omitUndefined({
      company: company && { name: company.name, enforced: provider.enforced },
      operators: (await findUsable({ operators: true })) !== undefined,
    })
  }

  /** Throws `identity.company_unknown`, `identity.provider_unusable`. */
  async function begin(
    way: Way,
    asked: AskedOf & { readonly next: string; readonly toRedirectUri: ToRedirectUri },
  ): Promise<Begun> {
    const provider = await findUsable(way)
    if (!provider) throw identityProblems.company_unknown()
    const { next, isAnew = false } = asked
    return hidden(leave(provider, { purpose: 'sign_in', providerId: provider.id, next, isAnew }, asked))
  }

  async function leave(
    provider: IdentityProvider,
    step: Step,
    asked: AskedOf & { readonly toRedirectUri: ToRedirectUri },
  ): Promise<Begun> {
    const secret = makeSecret()
    const redirectUri = asked.toRedirectUri(await findTenantCode(provider))
    const { hint, isAnew } = asked
    const url = await party.buildUrl(provider, { redirectUri, hint, isAnew, secret })
    await store.steps.save(db, { digest: digestStep(secret), step }, times())
    return { url, secret }
  }

  const findTenantCode = async ({ enterpriseId }: IdentityProvider): Promise<string | undefined> =>
    enterpriseId && (await directory.getEnterprise(db, enterpriseId)).tenantCode

  /** Signs nobody in. Throws `directory.enterprise_unknown`, `identity.provider_missing`. */
  async function beginTest(
    actor: MemberActor,
    asked: {
      readonly owner: store.providers.Owner
      readonly next: string
      readonly toRedirectUri: ToRedirectUri
    },
  ): Promise<Begun> {
    await requireResponsible(actor, asked.owner)
    const provider = await store.providers.findByOwner(db, asked.owner)
    if (!provider) throw identityProblems.provider_missing()
    const of = { providerId: provider.id, memberId: actor.memberId, next: asked.next }
    return leave(provider, { purpose: 'test', ...of }, asked)
  }

  async function requireResponsible(actor: MemberActor, owner: store.providers.Owner): Promise<void> {
    const party = owner === 'operators' ? operators : await findBuyer(actor, owner)
    if (owner === 'operators') requireOperator(actor)
    const need = owner === 'operators' ? 'main' : 'directory'
    if (!(await parties.hasRight(party, actor, need))) throw identityProblems.provider_missing()
  }

  async function findBuyer(actor: MemberActor, id: Id<'ent'>) {
    const { enterprise } = await directory.getOwnEnterprise(actor, id)
    return { kind: 'buyer', id: enterprise.buyerId } as const
  }

  /**
   * The provider has sent the browser back. Throws `identity.step_over` for an answer that is not for this browser, or
   * the second time; `identity.provider_…`, `identity.not_asked_again`, and why somebody may not sign in.
   */
  async function finish({ secret, query, tenantCode, toRedirectUri, browser }: Back): Promise<Finished> {
    const state = new URLSearchParams(query).get('state')
    if (secret === undefined || !party.isOwnState(state, secret)) throw identityProblems.step_over()
    const step = await store.steps.take(db, digestStep(secret), wall.now())
    const provider = step && (await store.providers.find(db, step.providerId))
    // A provider may have sent the browser to another one, for that one's code: it is not taken to either.
    if (!provider || (await findTenantCode(provider)) !== tenantCode) throw identityProblems.step_over()
    const redirectUri = toRedirectUri(tenantCode)
    const redeem = (of: IdentityProvider) => party.redeem(of, { redirectUri, secret, query })
    if (step.purpose === 'test') return finishTest(provider, step, () => redeem(provider))
    if (!provider.enabled || step.purpose !== 'sign_in') throw identityProblems.step_over()
    const came = { provider, claims: await hidden(redeem(provider)) }
    if (step.isAnew) requireAsked(came.claims, step.createdAt)
    const done = await runInTx(context, { actor: await findActor(came) }, async (tx) => {
      await requireUnchanged(tx, provider)
      return settle(tx, came, { browser, next: step.next })
    })
    if ('secret' in done) return { kind: 'connecting', secret: done.secret, next: step.next }
    const session = await parties.authenticate(done.token)
    if (!session) throw identityProblems.account_unusable()
    return { kind: 'entered', token: done.token, session, next: step.next }
  }

  /** Whoever is known to the provider acts themselves. */
  async function findActor({ provider, claims }: Came): Promise<Actor> {
    const known = await store.identities.find(db, { providerId: provider.id, subject: claims.subject })
    const account = known?.memberId && (await parties.findAccount(db, known.memberId))
    if (!known?.memberId || !account) return system
    return { kind: 'member', memberId: known.memberId, name: account.name, operator: false }
  }

  /** It may have been switched off while somebody was there. The lock is that of its changes. */
  async function requireUnchanged(tx: Tx, { id, enterpriseId, issuer, clientId }: IdentityProvider) {
    if (enterpriseId) await lockUsable(context, tx, enterpriseId)
    else await lockOperators(tx)
    const now = await store.providers.find(tx, id)
    if (!now?.enabled || now.issuer !== issuer || now.clientId !== clientId)
      throw identityProblems.step_over()
  }

  async function settle(
    tx: Tx,
    came: Came,
    { browser, next }: { readonly browser: Browser; readonly next: string },
  ): Promise<{ readonly token: string } | { readonly secret: string }> {
    const { provider, claims } = came
    const decision = await people.decide(tx, came)
    if (decision.outcome === 'enters') return enter(tx, came, { ...decision, browser })
    const person = await people.ensurePerson(tx, came, decision)
    const of = omitUndefined({
      providerId: provider.id,
      subject: claims.subject,
      personId: person?.id,
    })
    if (decision.outcome === 'connects') {
      const secret = makeSecret()
      const waiting = { purpose: 'connect', ...of, memberId: decision.memberId, next } as const
      const step: Waiting = omitUndefined({ ...waiting, sid: claims.sid })
      await store.steps.save(tx, { digest: digestStep(secret), step }, times())
      return { secret }
    }
    if (!person) throw new Error('Operators have accounts')
    const memberId = await people.addAccount(tx, came, person)
    await people.connect(tx, { ...of, memberId, madeAccount: true }, await nameOwner(tx, provider))
    return enter(tx, came, { outcome: 'enters', memberId, browser })
  }

  const nameOwner = async (from: Db, { enterpriseId }: IdentityProvider): Promise<string> =>
    enterpriseId ? (await directory.getEnterprise(from, enterpriseId)).name : operatorsName

  async function enter(
    tx: Tx,
    { provider, claims: { subject, sid } }: Came,
    { memberId, browser }: Extract<Decision, { outcome: 'enters' }> & { readonly browser: Browser },
  ): Promise<{ readonly token: string }> {
    const identity = { providerId: provider.id, subject, memberId }
    // Whatever ends the connection waits for this, or this for it: no session is left of one that has ended.
    if (!(await store.identities.markUsed(tx, identity, clock.now()))) throw identityProblems.step_over()
    const asked = { memberId, browser, method: 'company', vouchedBy: provider.id } as const
    const session = await parties.openVouched(tx, asked)
    if (!session) throw identityProblems.account_unusable()
    await store.identities.insertSession(tx, session.id, { providerId: provider.id, subject, sid })
    return { token: session.token }
  }

  async function finishTest(
    provider: IdentityProvider,
    { memberId, next }: Extract<Step, { purpose: 'test' }>,
    redeem: () => Promise<Claims>,
  ): Promise<Finished> {
    const result = await tryOut(provider, redeem)
    const sealed = seal.seal(JSON.stringify(result), placeOfTest(memberId))
    const step = { purpose: 'tested', providerId: provider.id, memberId, next, result: sealed } as const
    await store.steps.save(db, { digest: digestTest(provider.id, memberId), step }, times())
    return { kind: 'tested', next }
  }

  async function tryOut(provider: IdentityProvider, redeem: () => Promise<Claims>): Promise<TestResult> {
    let said: { readonly claims?: string } = {}
    try {
      const claims = await redeem()
      said = { claims: JSON.stringify(claims.all, null, 2).slice(0, 20_000) }
      const { outcome } = await runInTx(context, { actor: system }, (tx) =>
        people.decide(tx, { provider, claims }),
      )
      return { ...said, outcome }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const reason = { zh: error.sentences['zh-CN'], en: error.sentences['en-US'] }
      return { ...said, outcome: 'refused', reason }
    }
  }

  /** What the provider said in the last test of this member. Throws what {@link beginTest} throws. */
  async function findTest(actor: MemberActor, owner: store.providers.Owner) {
    await requireResponsible(actor, owner)
    const provider = await store.providers.findByOwner(db, owner)
    const digest = provider && digestTest(provider.id, actor.memberId)
    const step = digest && (await store.steps.find(db, digest, wall.now()))
    if (!step || step.purpose !== 'tested' || step.createdAt === undefined) return undefined
    const result = JSON.parse(seal.open(step.result, placeOfTest(actor.memberId))) as TestResult
    return { ...result, at: step.createdAt }
  }

  async function findWaiting(secret: string | undefined): Promise<Waiting | undefined> {
    const step = secret && (await store.steps.find(db, digestStep(secret), wall.now()))
    return step && step.purpose === 'connect' ? step : undefined
  }

  /** The account that waits in this browser for its owner; undefined if there is none. */
  async function findConnection(secret: string | undefined): Promise<WaitingConnection | undefined> {
    const step = await findWaiting(secret)
    const provider = step && (await store.providers.find(db, step.providerId))
    const account = provider && (await parties.findAccount(db, step.memberId))
    if (!account) return undefined
    const company = provider.enterpriseId ? await nameOwner(db, provider) : undefined
    return omitUndefined({ company, email: account.email, memberId: step.memberId, next: step.next })
  }

  /**
   * Whoever has come from the provider in this browser, and is signed in to the account in their own way, connects the
   * two. Throws `identity.connection_missing`, `identity.connection_of_others`, `identity.own_way_needed`.
   */
  async function connect(
    { actor, member, sessionId }: SignedIn,
    secret: string | undefined,
  ): Promise<{ readonly next: string }> {
    const waiting = await findConnection(secret)
    if (!waiting || secret === undefined) throw identityProblems.connection_missing()
    if (waiting.memberId !== member.id) throw identityProblems.connection_of_others({ email: waiting.email })
    // What one provider says must not let another one in.
    if (await store.identities.findProvider(db, sessionId)) throw identityProblems.own_way_needed()
    return runInTx(context, { actor }, async (tx) => {
      const step = await store.steps.take(tx, digestStep(secret), wall.now())
      const provider = step && (await store.providers.find(tx, step.providerId))
      if (step?.purpose !== 'connect' || !provider) throw identityProblems.connection_missing()
      await requireUnchanged(tx, provider)
      if (provider.enterpriseId) await linkPerson(tx, provider.enterpriseId, step)
      const { providerId, subject, memberId, personId, sid } = step
      const identity = omitUndefined({ providerId, subject, memberId, personId })
      await people.connect(tx, identity, await nameOwner(tx, provider))
      await store.identities.insertSession(tx, sessionId, { providerId, subject, sid })
      await endWithholding(tx, provider, sessionId)
      await tellOwner(tx, member)
      return { next: step.next }
    })
  }

  /** Whoever has shown both is there by the company’s provider, and acts for its buyer. */
  async function endWithholding(
    tx: Tx,
    { enterpriseId }: IdentityProvider,
    sessionId: Id<'ses'>,
  ): Promise<void> {
    if (!enterpriseId) return
    const { buyerId } = await directory.getEnterprise(tx, enterpriseId)
    await parties.endWithholding(tx, { buyerId, sessionId })
  }

  /** From now on somebody else decides who gets into the account, too. */
  const tellOwner = (tx: Tx, { id, email, language }: SignedIn['member']): Promise<void> =>
    emit<PartyTold<'letter.asked'>>(tx, {
      type: 'letter.asked',
      letter: 'identity_connected',
      address: email,
      language,
      memberId: id,
    })

  /** Throws `identity.person_unable`, `directory.member_has_entry`. */
  async function linkPerson(tx: Tx, enterpriseId: Id<'ent'>, { personId, memberId }: Waiting) {
    const person = personId && (await people.getPerson(tx, enterpriseId, personId))
    const isOthers = person?.memberId !== undefined && person.memberId !== memberId
    if (!person || person.state !== 'active' || isOthers) {
      const { name: company } = await directory.getEnterprise(tx, enterpriseId)
      throw identityProblems.person_unable({ company })
    }
    if (person.memberId === undefined) await directory.linkAccount(tx, person, memberId)
  }

  return { findCompany, begin, beginTest, findTest, finish, findConnection, connect }
}

/** The clock of a provider may be that much behind. */
const clockToleranceMs = fromMinutes(1)
/** Where the provider says when it has asked them, it has done so since. Throws `identity.not_asked_again`. */
function requireAsked({ all }: Claims, since: WallInstant | undefined): void {
  const { auth_time: askedAtS } = all
  if (typeof askedAtS === 'number' && since !== undefined && askedAtS * 1000 < since - clockToleranceMs)
    throw identityProblems.not_asked_again()
}

/** What is wrong with a provider is shown to those who set it up, and to no strangers. */
const hidden = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    const isOfProvider =
      error instanceof Problem && /^identity\.provider_(?:faulty|unreachable)$/.test(error.code)
    throw isOfProvider ? identityProblems.provider_unusable({}, error) : error
  })
