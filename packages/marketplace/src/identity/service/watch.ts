import { fromDays, fromHours, fromSeconds } from '@loggia/kernel'
import type { WallInstant } from '@loggia/kernel'
import { createTextLookup } from '@loggia/outbound'
import type { DomainChange } from '@loggia/protocol/console/identity/kinds'
import { lockName, notify, record, runInTx, system } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { EmailDomain } from '../schema.ts'
import * as store from '../store/index.ts'
import { addTo } from './context.ts'
import type { IdentityContext } from './context.ts'
import type { Ends } from './ends.ts'

const everyMs = fromHours(1)
const checkedForMs = fromDays(1)
/** How long a record may be missing before the domain is lost. */
const graceMs = fromDays(7)

/** The TXT record that shows that a domain is the company’s. */
export const describeRecord = ({ domain, token }: Pick<EmailDomain, 'domain' | 'token'>) => ({
  name: `_loggia-sign-in.${domain}`,
  value: `loggia-sign-in=${token}`,
})
export const hasRecord = (texts: readonly string[], of: EmailDomain): boolean =>
  texts.some((text) => text.trim() === describeRecord(of).value)
/** When a domain is lost whose record is missing. */
export const computeLoss = ({ missedAt }: EmailDomain): WallInstant | undefined =>
  missedAt && addTo(missedAt, graceMs)

/** Looks every day whether domains still are the companies’, and clears away what is over. */
export function createWatch(context: Omit<IdentityContext, 'guard'>, ends: Ends) {
  const { db, wall, log, directory, randomBytes, resolvers } = context
  const lookupTexts = resolvers?.lookupTexts ?? createTextLookup(fromSeconds(10))
  let nextAt = 0 as WallInstant

  const lookUp = (of: EmailDomain): Promise<readonly string[]> => lookupTexts(describeRecord(of).name)
  /** A name that nobody has set anything for. */
  const lookUpBeside = ({ domain }: EmailDomain): Promise<readonly string[]> =>
    lookupTexts(`_${Buffer.from(randomBytes(8)).toString('hex')}.${domain}`)

  async function round(): Promise<boolean> {
    const now = wall.now()
    if (now < nextAt) return false
    await store.steps.removeEnded(db, now)
    await store.identities.removeOldTokens(db, now)
    // One at a time, so that a node that stops waits for one look-up at most.
    const [due] = await store.domains.listUnchecked(db, addTo(now, -checkedForMs), 1)
    if (due) await check(due)
    else nextAt = addTo(now, everyMs)
    return due !== undefined
  }

  async function check(asked: EmailDomain): Promise<void> {
    const texts = await lookUp(asked).catch((error: unknown) => {
      log.warn({ error, domain: asked.domain }, 'A domain of a company could not be looked up')
      return undefined
    })
    await runInTx(context, { actor: system }, async (tx) => {
      await directory.lockEnterprise(tx, asked.enterpriseId)
      await lockDomain(tx, asked)
      const found = await store.domains.findVerified(tx, asked.domain)
      if (found?.token === asked.token) await note(tx, found, texts)
    })
  }

  async function note(tx: Tx, of: EmailDomain, texts: readonly string[] | undefined): Promise<void> {
    const at = wall.now()
    // Whoever cannot be asked has not said that it is gone.
    if (!texts) return store.domains.markChecked(tx, of, { at, missedAt: of.missedAt })
    if (hasRecord(texts, of)) return store.domains.markChecked(tx, of, { at, missedAt: undefined })
    const lostAt = computeLoss(of)
    if (lostAt !== undefined && lostAt <= at) return lose(tx, of, 'lost')
    await store.domains.markChecked(tx, of, { at, missedAt: of.missedAt ?? at })
    if (of.missedAt === undefined) {
      await record(tx, 'email_domain.missed', { subject: of.enterpriseId, data: { domain: of.domain } })
      await tell(tx, of, 'missed')
    }
  }

  /** The domain is not the company’s any more. */
  async function lose(tx: Tx, of: EmailDomain, change: DomainChange): Promise<void> {
    await store.domains.markLost(tx, of)
    await ends.endDomain(tx, of)
    await record(tx, 'email_domain.lost', { subject: of.enterpriseId, data: { domain: of.domain } })
    await tell(tx, of, change)
  }

  async function tell(tx: Tx, { enterpriseId, domain }: EmailDomain, change: DomainChange): Promise<void> {
    const { buyerId, name: enterprise } = await directory.getEnterprise(tx, enterpriseId)
    const to = { kind: 'buyer', id: buyerId } as const
    const data = { enterpriseId, enterprise, domain, change }
    await notify(tx, 'email_domain_changed', to, { subject: `${enterpriseId} ${domain}`, data })
  }

  return { lookUp, lookUpBeside, lose, round, nextDue: () => Promise.resolve(nextAt) }
}

/** A domain is given to one company at a time. */
export const lockDomain = (tx: Tx, { domain }: Pick<EmailDomain, 'domain'>): Promise<void> =>
  lockName(tx, `email_domain:${domain}`)

export type Watch = ReturnType<typeof createWatch>
