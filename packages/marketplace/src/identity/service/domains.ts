import type { Id } from '@loggia/kernel'
import { mostEmailDomains } from '@loggia/protocol/console/identity/kinds'
import { createAdmission, record, runInTx } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { identityProblems } from '../problems.ts'
import { isPublicSuffix } from '../rules.ts'
import type { EmailDomain } from '../schema.ts'
import * as store from '../store/index.ts'
import { lockOwn } from './context.ts'
import type { IdentityContext } from './context.ts'
import type { Ends } from './ends.ts'
import type { CompanySignIn, Providers } from './providers.ts'
import { hasRecord, lockDomain } from './watch.ts'
import type { Watch } from './watch.ts'

const mostChecksAMinute = 6

type Parts = { readonly watch: Watch; readonly ends: Ends }

/** The domains of a company’s email addresses. A company that has not shown one as its own says nothing of its addresses. */
export function createDomains(context: IdentityContext, { showSignIn }: Providers, parts: Parts) {
  const { watch, ends } = parts
  const { db, clock, wall, randomBytes, directory } = context
  const checks = createAdmission({ wall, mostAMinute: mostChecksAMinute })

  type Of = { readonly actor: MemberActor; readonly id: Id<'ent'>; readonly domain: string }

  const change = <T>({ actor, id }: Of, work: (tx: Tx) => Promise<T>): Promise<T> =>
    runInTx(context, { actor }, async (tx) => {
      await lockOwn(context, tx, { actor, id })
      return work(tx)
    })

  /** Once more it changes nothing. Throws `identity.domain_public`, `identity.domains_many`. */
  const addDomain = (of: Of): Promise<CompanySignIn> =>
    change(of, async (tx) => {
      if (isPublicSuffix(of.domain)) throw identityProblems.domain_public({ domain: of.domain })
      const { id: enterpriseId, domain } = of
      const all = await store.domains.list(tx, enterpriseId)
      if (all.some((one) => one.domain === domain)) return showSignIn(tx, enterpriseId)
      if (all.length >= mostEmailDomains) throw identityProblems.domains_many({ most: mostEmailDomains })
      const token = Buffer.from(randomBytes(16)).toString('hex')
      await store.domains.insert(tx, { enterpriseId, domain, token })
      await record(tx, 'email_domain.added', { subject: enterpriseId, data: { domain } })
      return showSignIn(tx, enterpriseId)
    })

  /** The company whose record is there has the domain, and no longer one whose record is gone. Throws `identity.domain_taken`. */
  async function takeOver(tx: Tx, of: EmailDomain, texts: readonly string[]): Promise<void> {
    const former = await store.domains.findVerified(tx, of.domain)
    if (!former || former.enterpriseId === of.enterpriseId) return
    if (hasRecord(texts, former)) throw identityProblems.domain_taken({ domain: of.domain })
    await watch.lose(tx, former, 'taken')
  }

  /** Throws `identity.domain_unknown`. */
  async function getDomain(from: Parameters<typeof store.domains.list>[0], { id, domain }: Of) {
    const found = (await store.domains.list(from, id)).find((one) => one.domain === domain)
    if (!found) throw identityProblems.domain_unknown()
    return found
  }

  /**
   * Looks for the TXT record. Throws `identity.domain_unknown`, `identity.domain_taken`, `identity.record_missing`,
   * `identity.record_other`, `identity.record_shared`, `identity.dns_failed`, `identity.checks_limited`.
   */
  async function checkDomain(of: Of): Promise<CompanySignIn> {
    await directory.getOwnEnterprise(of.actor, of.id)
    const asked = await getDomain(db, of)
    const retryAfter = checks.admit(of.id)
    if (retryAfter !== undefined)
      throw identityProblems.checks_limited({ limit: mostChecksAMinute, retryAfter })
    const texts = await readTexts(() => watch.lookUp(asked))
    requireRecord(texts, asked)
    // Whoever answers for all names may answer for others than the company.
    const beside = await readTexts(() => watch.lookUpBeside(asked))
    if (hasRecord(beside, asked)) throw identityProblems.record_shared()
    return change(of, async (tx) => {
      await lockDomain(tx, of)
      const found = await getDomain(tx, of)
      // It may have been removed and added again meanwhile, with another token.
      if (found.token !== asked.token) throw identityProblems.record_other()
      await takeOver(tx, found, texts)
      if (found.verifiedAt === undefined) {
        await store.domains.markVerified(tx, found, clock.now())
        await record(tx, 'email_domain.verified', { subject: of.id, data: { domain: of.domain } })
      }
      await store.domains.markChecked(tx, found, { at: wall.now(), missedAt: undefined })
      return showSignIn(tx, of.id)
    })
  }

  async function readTexts(look: () => Promise<readonly string[]>): Promise<readonly string[]> {
    try {
      return await look()
    } catch (error) {
      throw identityProblems.dns_failed({}, error)
    }
  }

  /** Throws `identity.domain_unknown`, `identity.domain_needed`. */
  const removeDomain = (of: Of): Promise<void> =>
    change(of, async (tx) => {
      const found = await getDomain(tx, of)
      const provider = await store.providers.findByOwner(tx, of.id)
      const others = (await store.domains.list(tx, of.id)).filter(
        ({ domain, verifiedAt }) => domain !== of.domain && verifiedAt !== undefined,
      )
      if (provider?.enabled && provider.foundBy === 'email' && found.verifiedAt && others.length === 0)
        throw identityProblems.domain_needed()
      await store.domains.remove(tx, found)
      if (found.verifiedAt) await ends.endDomain(tx, found)
      await record(tx, 'email_domain.removed', { subject: of.id, data: { domain: of.domain } })
    })

  return { addDomain, checkDomain, removeDomain }
}

function requireRecord(texts: readonly string[], of: EmailDomain): void {
  if (texts.length === 0) throw identityProblems.record_missing()
  if (!hasRecord(texts, of)) throw identityProblems.record_other()
}
