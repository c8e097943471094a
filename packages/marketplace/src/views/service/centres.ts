import { countWorkingDays, createMoney, omitUndefined, setHour, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { AddressState, Key, OperatorAddress, Queue, SellerAddress, ToDo } from '@loggia/protocol/console'
import { accessProblems } from '../../access/index.ts'
import type { Calendar } from '../../calendar/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import { toWireMoney, toWireTime } from '../../platform/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import type { PurchaseRequests } from '../../purchase-requests/index.ts'
import { presentKey, presentOperatorAddress, presentSellerAddress } from '../present/access.ts'
import type { Supervisions } from '../../supervision/index.ts'
import { viewProblems } from '../problems.ts'
import { countedTo } from '../rules.ts'
import * as store from '../store/index.ts'

export function createCentreViews({
  db,
  clock,
  zone,
  calendar,
  parties,
  purchaseRequests,
  supervisions,
}: Platform & {
  readonly calendar: Pick<Calendar, 'getWorkingDays'>
  readonly parties: Pick<Parties, 'hasRight'>
  readonly purchaseRequests: Pick<PurchaseRequests, 'countToDecide'>
  readonly supervisions: Pick<Supervisions, 'listToDecide'>
}) {
  /** A seller's production addresses, newest first. */
  const listAddresses = async (sellerId: Id<'sel'>, page: PageRequest): Promise<Page<SellerAddress>> =>
    toPage(await store.listAddresses(db, { sellerId }, page), page.limit, {
      item: presentSellerAddress,
      cursor: (row) => row.id,
    })

  /** All production addresses, or those in a state or of a seller, newest first: for operators. */
  const listAllAddresses = async (
    of: { readonly state?: AddressState | undefined; readonly sellerId?: Id<'sel'> | undefined },
    page: PageRequest,
  ): Promise<Page<OperatorAddress>> =>
    toPage(await store.listAddresses(db, of, page), page.limit, {
      item: presentOperatorAddress,
      cursor: (row) => row.id,
    })

  /** Any production address: for operators. */
  async function getAddress(addressId: Id<'adr'>): Promise<OperatorAddress> {
    const row = await store.findAddress(db, addressId)
    if (!row) throw accessProblems.address_not_found({ addressId })
    return presentOperatorAddress(row)
  }

  /** A seller's keys, newest first, with the products that use each. */
  async function listKeys(sellerId: Id<'sel'>, page: PageRequest): Promise<Page<Key>> {
    const rows = await store.listKeys(db, sellerId, page)
    const products = await store.listProductsOfKeys(
      db,
      rows.map((row) => row.id),
    )
    const item = (row: store.KeyRow) =>
      presentKey(
        row,
        products.filter((product) => product.key_id === row.id),
      )
    return toPage(rows, page.limit, { item, cursor: (row) => row.id })
  }

  /** The last midnight in the market's zone. */
  const dayStart = () => setHour(clock.now(), 0, zone)

  /** Counts of what waits for an operator. */
  const getOverview = () => store.countWaiting(db, { dayStartsAt: dayStart(), most: countedTo })

  /**
   * What waits for a decision that this operator may make (R6), the most urgent first. The cursor is a number of rows:
   * what waits has two orders, and is not so much that counting them would matter. Throws `views.cursor_malformed`.
   */
  async function listToDo(actor: MemberActor, { limit, after = '0' }: PageRequest): Promise<Page<ToDo>> {
    if (!/^\d{1,6}$/.test(after)) throw viewProblems.cursor_malformed()
    const skipped = Number(after)
    const rows = await listWaiting(actor, { limit, skipped })
    return toPage(rows, limit, { item: presentToDo, cursor: () => String(skipped + limit) })
  }

  async function listWaiting(
    actor: MemberActor,
    { limit, skipped }: { readonly limit: number; readonly skipped: number },
  ): Promise<store.ToDoRow[]> {
    const may = {
      reviewer: await parties.hasRight({ kind: 'operator' }, actor, 'reviewer'),
      finance: await parties.hasRight({ kind: 'operator' }, actor, 'finance'),
      appeals: await parties.hasRight({ kind: 'operator' }, actor, 'appeals'),
    }
    const mine = store.queues.filter((queue) => may[rightOf(queue)])
    const supervised = may.appeals ? await supervisions.listToDecide(skipped + limit + 1) : []
    return store.listToDo(db, mine, { limit, skipped, supervised })
  }

  /** The same by kind, the most urgent first; what is behind the first thousand is not counted. */
  async function listQueues(actor: MemberActor): Promise<Queue[]> {
    const rows = (await listWaiting(actor, { limit: countedTo, skipped: 0 })).slice(0, countedTo)
    const workingDays = await calendar.getWorkingDays(db)
    const now = clock.now()
    return [...Map.groupBy(rows, ({ kind }) => kind)].flatMap(([kind, of]) => {
      const [first] = of
      if (!first) return []
      const { id, name, askedAt, dueAt } = presentToDo(first)
      const due = first.due_at
      return omitUndefined({
        kind,
        waiting: of.length,
        late: of.filter((one) => one.due_at !== null && one.due_at < now).length,
        next: omitUndefined({ id, name, askedAt, dueAt }),
        workingDaysLeft: due === null ? undefined : countWorkingDays(now, due, workingDays),
        holders: [...new Set(of.flatMap(({ holder }) => holder ?? []))],
      })
    })
  }

  /** Counts of what waits for a buyer. */
  const getBuyerOverview = async (actor: MemberActor) => ({
    ...(await store.countBuyerOverview(db, requireBuyer(actor))),
    purchaseRequests: await purchaseRequests.countToDecide(actor, countedTo),
  })

  /** Counts of a seller's products, addresses, lines being opened, and today's orders. */
  const getSellerOverview = (sellerId: Id<'sel'>) => store.countOwnOverview(db, sellerId, dayStart())

  return {
    listAddresses,
    listAllAddresses,
    getAddress,
    listKeys,
    getOverview,
    listToDo,
    listQueues,
    getBuyerOverview,
    getSellerOverview,
  }
}

const rightOf = (queue: store.Queue) =>
  queue === 'balance_changes' || queue === 'top_up_requests'
    ? 'finance'
    : queue === 'tickets'
      ? 'appeals'
      : 'reviewer'

const presentToDo = (row: store.ToDoRow): ToDo =>
  omitUndefined({
    kind: row.kind,
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    about: row.about_zh === null ? undefined : { zh: row.about_zh, en: row.about_en ?? row.about_zh },
    amount:
      row.amount_minor === null || row.currency === null
        ? undefined
        : toWireMoney(createMoney(row.amount_minor, row.currency)),
    askedAt: toWireTime(row.asked_at),
    dueAt: row.due_at === null ? undefined : toWireTime(row.due_at),
  })
