import { setHour, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { AddressState, Key, OperatorAddress, SellerAddress } from '@loggia/protocol/console'
import { accessProblems } from '../../access/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import type { MemberActor, Platform } from '../../platform/index.ts'
import type { PurchaseRequests } from '../../purchase-requests/index.ts'
import { presentKey, presentOperatorAddress, presentSellerAddress } from '../present/access.ts'
import { countedTo } from '../rules.ts'
import * as store from '../store/index.ts'

export function createCentreViews({
  db,
  clock,
  zone,
  purchaseRequests,
}: Platform & {
  readonly purchaseRequests: Pick<PurchaseRequests, 'countToDecide'>
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
    getBuyerOverview,
    getSellerOverview,
  }
}
