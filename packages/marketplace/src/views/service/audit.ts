import { omitUndefined, toPage, isId } from '@loggia/kernel'
import type { Page, PageRequest } from '@loggia/kernel'
import type { AuditEntry, AuditFilter } from '@loggia/protocol/console'
import { toWireTime } from '../../platform/index.ts'
import type { Platform } from '../../platform/index.ts'
import { viewProblems } from '../problems.ts'
import { fromAuditCursor, toAuditCursor, toRange } from '../rules.ts'
import type { AuditPlace, Side } from '../rules.ts'
import * as store from '../store/index.ts'

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

  async function queryOf(filter: AuditFilter): Promise<store.AuditQuery> {
    const { actor, kind, text, subject, subjectKind } = filter
    const isKind = actor === 'member' || actor === 'system'
    return omitUndefined({
      subject,
      subjectKind,
      kinds: kind === undefined ? undefined : await kindsOf(kind),
      ...toRange(filter),
      ...(actor !== undefined && (isKind ? { actorKind: actor } : { actorId: actor })),
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

  return { listAudit }
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
