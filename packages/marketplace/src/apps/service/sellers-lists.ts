import { omitUndefined, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { Product } from '../../catalog/index.ts'
import { requireSeller } from '../../parties/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { appProblems } from '../problems.ts'
import type { AppCredential, ConnectedApp, Tenant } from '../schema.ts'
import * as store from '../store/index.ts'
import type { AppContext } from './context.ts'
import { createShowing } from './lists.ts'
import type { ShownApp, ShownBatch, ShownProduct } from './lists.ts'

export type ShownTest = {
  readonly app: ConnectedApp
  readonly tenant: Tenant
  readonly userName?: string
  readonly isConfirmed: boolean
  readonly asks?: ShownBatch
}
export type ShownCredential = {
  readonly credential: AppCredential
  readonly product: ShownProduct
  readonly connected: { readonly all: number; readonly notAdopted: number }
  readonly test: ShownTest
}
/** A batch of a test account; unless it is confirmed, with how its seller's server answered last. */
export type ShownTestBatch = ShownBatch & {
  readonly last?: Awaited<ReturnType<AppContext['calls']['findLastTried']>>
}
export type SellersApp = ShownApp & {
  readonly customer: Product['name']
  readonly people: number
  readonly isAdopted: boolean
}

/** App credentials and connected apps as sellers see them: nothing of the people but their number. */
export function createSellersLists(context: AppContext) {
  const { calls, db, parties } = context
  const { showProduct, showBatch, showAll } = createShowing(context)

  async function showTest(app: ConnectedApp): Promise<ShownTest> {
    const [shown] = await showAll([app], true)
    const userName = await store.people.findOnly(db, app.id)
    const counts = await Promise.all(
      (['app_part', 'app_department', 'app_person'] as const).map((table) =>
        store.mirror.count(db, table, app.id),
      ),
    )
    return omitUndefined({
      app,
      tenant: await store.parts.getTenant(db, app.id),
      userName,
      isConfirmed: counts.every(({ waiting, leftOut }) => waiting + leftOut === 0),
      asks: shown?.asks,
    })
  }

  async function showCredentials(credentials: readonly AppCredential[]): Promise<ShownCredential[]> {
    const ids = credentials.map(({ id }) => id)
    const tests = await store.connected.listTests(db, ids)
    const counts = await store.connected.countByCredential(db, ids)
    return Promise.all(
      credentials.map(async (credential) => {
        const test = tests.find(({ credentialId }) => credentialId === credential.id)
        if (!test) throw new Error(`${credential.id} has no test account`)
        return {
          credential,
          product: await showProduct(credential.productId),
          connected: counts.get(credential.id) ?? { all: 0, notAdopted: 0 },
          test: await showTest(test),
        }
      }),
    )
  }

  const listCredentials = async (actor: MemberActor): Promise<ShownCredential[]> =>
    showCredentials(await store.credentials.listBySeller(db, requireSeller(actor)))

  /** Throws `app.credential_unknown`, also for another seller's. */
  async function getOwn(actor: MemberActor, id: Id<'acr'>): Promise<AppCredential> {
    const sellerId = requireSeller(actor)
    const credential = await store.credentials.find(db, id)
    if (credential?.sellerId !== sellerId) throw appProblems.credential_unknown()
    return credential
  }

  /** Throws `app.credential_unknown`. */
  async function getCredential(actor: MemberActor, id: Id<'acr'>): Promise<ShownCredential> {
    const [shown] = await showCredentials([await getOwn(actor, id)])
    if (!shown) throw appProblems.credential_unknown()
    return shown
  }

  /** What a seller's server was told of the test account, newest first. Throws `app.credential_unknown`. */
  async function listTestBatches(
    actor: MemberActor,
    id: Id<'acr'>,
    page: PageRequest,
  ): Promise<Page<ShownTestBatch>> {
    const credential = await getOwn(actor, id)
    const [app] = await store.connected.listTests(db, [credential.id])
    if (!app) throw new Error(`${id} has no test account`)
    const rows = await store.batches.list(db, app.id, page)
    const { items, ...rest } = toPage(rows, page.limit, { item: (row) => row, cursor: ({ n }) => String(n) })
    const shown = items.map(async (batch) => {
      const isTold = batch.callId !== undefined && batch.state !== 'confirmed'
      const last = isTold ? await calls.findLastTried(db, batch.callId) : undefined
      return omitUndefined({ ...showBatch(batch, app, true), last })
    })
    return { ...rest, items: await Promise.all(shown) }
  }

  type Search = Pick<store.connected.ConnectedSearch, 'credentialId' | 'state' | 'isNotAdopted'>
  /** The connected apps of customers, newest first. */
  async function listOfSeller(actor: MemberActor, search: Search & PageRequest): Promise<Page<SellersApp>> {
    const rows = await store.connected.list(db, { ...search, sellerId: requireSeller(actor) }, search)
    const page = toPage(rows, search.limit, { item: (app) => app, cursor: ({ id }) => id })
    const shown = await showAll(page.items, false)
    const numbers = await store.people.countAssigned(
      db,
      page.items.map(({ id }) => id),
    )
    const credentials = await store.credentials.listByIds(
      db,
      page.items.map(({ credentialId }) => credentialId),
    )
    const versions = new Map(credentials.map(({ id, version }) => [id, version]))
    const items = await Promise.all(
      shown.flatMap(({ app, ...one }) =>
        app.of ? [showOfSeller({ ...one, app }, app.of.buyerId, { numbers, versions })] : [],
      ),
    )
    return { ...page, items }
  }

  async function showOfSeller(
    shown: ShownApp,
    buyerId: Id<'byr'>,
    known: {
      readonly numbers: ReadonlyMap<Id<'cap'>, number>
      readonly versions: ReadonlyMap<Id<'acr'>, number>
    },
  ): Promise<SellersApp> {
    const { id, credentialId, version } = shown.app
    return {
      ...shown,
      customer: (await parties.getBuyer(db, buyerId)).name,
      people: known.numbers.get(id) ?? 0,
      isAdopted: version === known.versions.get(credentialId),
    }
  }

  return { listCredentials, getCredential, listTestBatches, listOfSeller }
}
