import type { Id } from '@loggia/kernel'
import type { Db, Platform, Tx } from '../../platform/index.ts'
import type { Given } from '../schema.ts'
import * as store from '../store/index.ts'

export type GivenParameters = ReturnType<typeof createGivenParameters>

/** The place that values are sealed for: they cannot be opened with another line. */
const placeOf = (lineId: Id<'orl'>): string => `given:${lineId}`

/**
 * The parameters that buyers gave with their orders. They are stored sealed, since they may contain personal data, and
 * never changed.
 */
export function createGivenParameters({ seal }: Pick<Platform, 'seal'>) {
  /** Stores the parameters of each line; a line without parameters has no row. */
  async function keep(
    tx: Tx,
    lines: readonly { readonly id: Id<'orl'>; readonly given: readonly Given[] }[],
  ): Promise<void> {
    const rows = lines
      .filter(({ given }) => given.length > 0)
      .map(({ id, given }) => ({ lineId: id, sealed: seal.seal(JSON.stringify(given), placeOf(id)) }))
    if (rows.length > 0) await store.insertGiven(tx, rows)
  }

  /** The parameters of these lines, by line; lines without any are left out. */
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
