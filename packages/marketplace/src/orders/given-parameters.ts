import type { Id } from '@loggia/kernel'
import type { Db, Platform, Tx } from '../platform/index.ts'
import type { Given } from './schema.ts'
import * as store from './store.ts'

/** Where sealed values belong: they open with no other line. */
const placeOf = (lineId: Id<'orl'>): string => `given:${lineId}`

/** What buyers gave with their orders: kept sealed, since it may tell of a person, and never changed. */
export function createGivenParameters({ seal }: Pick<Platform, 'seal'>) {
  /** Keeps what was given with each line; of a line with nothing there is no row. */
  async function keep(
    tx: Tx,
    lines: readonly { readonly id: Id<'orl'>; readonly given: readonly Given[] }[],
  ): Promise<void> {
    const rows = lines
      .filter(({ given }) => given.length > 0)
      .map(({ id, given }) => ({ lineId: id, sealed: seal.seal(JSON.stringify(given), placeOf(id)) }))
    if (rows.length > 0) await store.insertGiven(tx, rows)
  }

  /** What was given with these lines, by line; lines with nothing are left out. */
  async function list(
    db: Db,
    lineIds: readonly Id<'orl'>[],
  ): Promise<ReadonlyMap<Id<'orl'>, readonly Given[]>> {
    if (lineIds.length === 0) return new Map()
    const rows = await store.listGiven(db, lineIds)
    return new Map(
      rows.map(({ lineId, sealed }) => [lineId, JSON.parse(seal.open(sealed, placeOf(lineId))) as Given[]]),
    )
  }

  return { keep, list }
}
