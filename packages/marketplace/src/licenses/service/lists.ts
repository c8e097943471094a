import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page } from '@loggia/kernel'
import type { KeptFile } from '../../files/index.ts'
import type { Order, OrderLine } from '../../orders/index.ts'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import type { Customer } from '../../parties/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { Subscription } from '../../subscriptions/index.ts'
import { licenseProblems } from '../problems.ts'
import { countUsed, listActs, mayApplyAgain, toMaskedFingerprint } from '../rules.ts'
import type { License, LicenseAct, LicenseApplication, LicenseUsage } from '../schema.ts'
import * as store from '../store/index.ts'
import { fileKind, getLine } from './context.ts'
import type { LicenseContext } from './context.ts'
import { isOwed } from './renewals.ts'

type Reader = 'buyer' | 'seller' | 'operator'
/** Days of usage that are shown. */
const mostDays = 31

/** A license with the order that it was bought with. */
export type ListedLicense = {
  readonly of: License
  readonly order: Order
  readonly line: OrderLine
  readonly subscription: Subscription
  readonly buyer: Customer['name']
}
export type ShownApplication = {
  readonly of: LicenseApplication
  readonly file?: KeptFile
  readonly mayApplyAgain?: true
}
/** A license as one of its parties sees it. */
export type ShownLicense = Omit<ListedLicense, 'buyer'> & {
  readonly file?: KeptFile
  /** What the buyer’s machine is known by; not for operators. */
  readonly identification?: string
  readonly applications: readonly ShownApplication[]
  readonly quota?: { readonly most: number; readonly used: number }
  readonly usage: readonly LicenseUsage[]
  readonly acts: readonly LicenseAct[]
}

/** Licenses as buyers, sellers and operators see them; never with codes or texts. */
export function createLists(context: LicenseContext) {
  const { clock, db, files, orders, parties, seal, subscriptions, supervisions } = context

  const isOwn = (actor: MemberActor, reader: Reader, of: License): boolean =>
    reader === 'buyer'
      ? of.buyerId === requireBuyer(actor)
      : reader === 'seller'
        ? of.sellerId === requireSeller(actor)
        : requireOperator(actor) === undefined

  /** A file that is current; of a delivery that was sent back there may be others. */
  async function createFileFinder(of: License, all: readonly LicenseApplication[]) {
    const filesOf = await files.listOf(db, [of.id, ...all.map(({ id }) => id)], fileKind)
    return ({ id, fileId }: Pick<License | LicenseApplication, 'id' | 'fileId'>) =>
      filesOf(id).find((file) => file.id === fileId)
  }

  /** Throws `license.not_found`, also for somebody else's. */
  async function getOfService(actor: MemberActor, reader: Reader, id: Id<'sub'>): Promise<ShownLicense> {
    const of = await store.licenses.findBySubscription(db, id)
    if (!of || !isOwn(actor, reader, of)) throw licenseProblems.not_found({ subscriptionId: id })
    const subscription = await subscriptions.find(db, id)
    if (!subscription) throw new Error(`${of.id} has no subscription`)
    const order = await orders.get(db, of.orderId)
    const supervision = await supervisions.findByLine(db, of.orderLineId)
    const all = await store.applications.listByLicense(db, seal, of.id)
    const fileOf = await createFileFinder(of, all)
    // Before it is handed over, only its seller sees what lies ready.
    const isHidden = reader === 'operator' || (reader === 'buyer' && of.state === 'waiting')
    // License 1.0 has no applications, and so no further devices.
    const quota = all.length > 0 ? { most: of.quantity, used: countUsed(all) } : undefined
    const quotaLeft = quota ? quota.most - quota.used : 0
    const around = { subscription, quotaLeft, now: clock.now() }
    const { ending, collectedBy, ...rest } = of
    return omitUndefined({
      of: omitUndefined({
        ...rest,
        ending: reader === 'buyer' && isHidden ? undefined : ending,
        // People are named to their own side only.
        collectedBy: reader === 'buyer' ? collectedBy : undefined,
      }),
      order,
      line: getLine(order, of),
      subscription,
      file: isHidden ? undefined : fileOf(of),
      identification: of.way === 'online' && reader !== 'operator' ? supervision?.demand : undefined,
      applications: all.map((one) =>
        omitUndefined({
          of: reader === 'operator' ? { ...one, fingerprint: toMaskedFingerprint(one.fingerprint) } : one,
          file: isHidden ? undefined : fileOf(one),
          mayApplyAgain: reader === 'buyer' && mayApplyAgain(of, one, around) ? (true as const) : undefined,
        }),
      ),
      quota,
      usage: of.way === 'code' ? await store.usage.listDays(db, of.id, mostDays) : [],
      acts: [
        ...listActs(of, { reader, supervision, ...around }),
        ...(reader === 'seller' && isOwed(of, supervision, subscription) ? (['deliver'] as const) : []),
      ],
    })
  }

  async function createSubscriptionFinder(all: readonly License[]) {
    const held = await subscriptions.list(
      db,
      all.map(({ subscriptionId }) => subscriptionId),
    )
    const found = new Map(held.map((subscription) => [subscription.id, subscription]))
    return ({ id, subscriptionId }: License): Subscription => {
      const subscription = found.get(subscriptionId)
      if (!subscription) throw new Error(`${id} has no subscription`)
      return subscription
    }
  }

  type Search = Omit<store.licenses.LicenseSearch, 'sellerId' | 'q'> & { readonly q?: string | undefined }
  /** Reads in sets: a page of licenses takes as many statements as a single one. */
  async function listOfSeller(actor: MemberActor, { q, ...asked }: Search): Promise<Page<ListedLicense>> {
    const sellerId = requireSeller(actor)
    const search = q ? { text: q, digest: seal.digest(q) } : undefined
    const rows = await store.licenses.list(db, { ...asked, sellerId, q: search })
    const page = toPage(rows, asked.limit, { item: (row) => row, cursor: (row) => row.id })
    if (page.items.length === 0) return { ...page, items: [] }
    const orderOf = await orders.getAll(
      db,
      page.items.map(({ orderId }) => orderId),
    )
    const customerOf = await parties.getCustomers(
      db,
      page.items.map(({ orderId }) => orderOf(orderId)),
    )
    const subscriptionOf = await createSubscriptionFinder(page.items)
    const items = page.items.map((of) => {
      const order = orderOf(of.orderId)
      const subscription = subscriptionOf(of)
      return { of, order, line: getLine(order, of), subscription, buyer: customerOf(order).name }
    })
    return { ...page, items }
  }

  /** The file of an application that was just made or read; for its buyer. */
  const showApplication = async (of: LicenseApplication): Promise<ShownApplication> => {
    const filesOf = await files.listOf(db, [of.id], fileKind)
    return omitUndefined({ of, file: filesOf(of.id).find(({ id }) => id === of.fileId) })
  }

  return { getOfService, listOfSeller, showApplication }
}
