import { omitUndefined, fromIso, toPage, isId } from '@loggia/kernel'
import type { Page, PageRequest } from '@loggia/kernel'
import type { AuditEntry, AuditFilter } from '@loggia/protocol/console'
import { toWireTime } from '../../platform/index.ts'
import type { Platform } from '../../platform/index.ts'
import { viewProblems } from '../problems.ts'
import { fromAuditCursor, toAuditCursor, clampToCalendar } from '../rules.ts'
import type { AuditPlace, Side } from '../rules.ts'
import * as store from '../store/index.ts'

/** A spreadsheet opens about a million rows at most, and nobody reads that many. */
const mostExported = 50_000
const batchLength = 1_000

export function createAuditViews({ db }: Platform) {
  const placeOf = (row: store.AuditRow): AuditPlace => row

  /** The audit record, newest first: for operators. Throws `views.cursor_malformed`. */
  async function listAudit(filter: AuditFilter, { limit, after }: PageRequest): Promise<Page<AuditEntry>> {
    const place = after === undefined ? undefined : fromAuditCursor(after)
    if (after !== undefined && !place) throw viewProblems.cursor_malformed()
    const rows = await store.listAudit(db, await queryOf(filter), omitUndefined({ limit, after: place }))
    const sides = await sidesOf(rows)
    return toPage(rows, limit, {
      item: (row) => present(row, sides),
      cursor: (row) => toAuditCursor(placeOf(row)),
    })
  }

  /** The same entries as a stream, at most 50,000, read from the database in batches. */
  async function* exportAudit(filter: AuditFilter): AsyncGenerator<AuditEntry> {
    const query = await queryOf(filter)
    let after: AuditPlace | undefined
    for (let left = mostExported; left > 0; left -= batchLength) {
      const rows = await store.listAudit(db, query, omitUndefined({ limit: batchLength, after }))
      const batch = rows.slice(0, batchLength)
      const sides = await sidesOf(batch)
      for (const row of batch) yield present(row, sides)
      after = batch.at(-1)
      if (rows.length <= batchLength) return
    }
  }

  async function queryOf(filter: AuditFilter): Promise<store.AuditQuery> {
    const { actor, kind, from, to, text, ...rest } = filter
    const isKind = actor === 'member' || actor === 'system'
    return omitUndefined({
      ...rest,
      kinds: kind === undefined ? undefined : await kindsOf(kind),
      ...(actor !== undefined && (isKind ? { actorKind: actor } : { actorId: actor })),
      from: from === undefined ? undefined : clampToCalendar(fromIso(from)),
      to: to === undefined ? undefined : clampToCalendar(fromIso(to)),
      told: text === undefined ? undefined : await store.findTold(db, text),
    })
  }

  /** `order.paid` is a single kind; `order.` and `order` mean all kinds with that prefix. */
  const kindsOf = async (kind: string): Promise<readonly string[]> => {
    const [area = '', name = ''] = kind.split('.')
    return name === '' ? store.listKinds(db, area) : [kind]
  }

  const sidesOf = (rows: readonly store.AuditRow[]): Promise<Map<string, Side[]>> =>
    store.listSides(db, [
      ...new Set(rows.flatMap(({ actor_id: id }) => (id !== null && isId(id, 'mbr') ? [id] : []))),
    ])

  return { listAudit, exportAudit }
}

const present = (row: store.AuditRow, sides: ReadonlyMap<string, readonly Side[]>): AuditEntry => ({
  subject: row.subject,
  sequence: row.sequence,
  at: toWireTime(row.at),
  kind: row.kind,
  data: row.data,
  actor: omitUndefined({
    kind: row.actor_kind,
    id: row.actor_id ?? undefined,
    name: row.actor_name ?? undefined,
    of: (sides.get(row.actor_id ?? '') ?? []).flatMap((side) => (side.name ? [{ ...side.name }] : [])),
  }),
})
