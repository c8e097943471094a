import { filterRows, groupBy, readColumn, readText, readTime } from './books.ts'
import type { Export, Row, SellerLine } from './books.ts'

/** A request in the seller's journal; `place` is its position there. */
export type Request = {
  readonly n: number
  readonly nonce: string
  readonly place: number
  readonly receivedAt: number
  readonly signedAt: number
  readonly line: SellerLine
  /** The position in the journal at which the whole answer had been sent, if it was. */
  readonly answeredPlace?: number
}
/** A call of the marketplace with its requests. */
export type MatchedCall = {
  readonly id: string
  readonly kind: string
  readonly lane: string | null
  readonly state: string
  readonly fence: number
  readonly createdAt: number
  readonly closedAt: number | undefined
  /** The call that this one starts again. */
  readonly restartedFrom: string | null
  readonly operation: Row
  readonly requests: Request[]
}

type OnWire = { activity: string; keyOf(operation: Row, exported: Export): string }
const keyOfCreation = (operation: Row): string =>
  `${readText(operation, 'orderNumber')}/${readText(operation, 'lineNumber')}`
const wordOfStatus = (operation: Row): string =>
  readText(operation, 'status') === 'frozen' ? 'FREEZE' : 'UNFREEZE'
/** The seller's id of the license that an operation is about. */
const findReference = (operation: Row, { license }: Export): string =>
  filterRows(license, 'id', readText(operation, 'licenseId'))
    .map((row) => String(readColumn(row, 'reference')))
    .join()

/** For each operation: its name on the wire, and the members that identify a request for it. */
const requestsOf: Readonly<Record<string, OnWire>> = {
  create_instance: {
    activity: 'newInstance',
    keyOf: keyOfCreation,
  },
  query_instance: {
    activity: 'queryInstance',
    keyOf: (operation) => (readColumn(operation, 'references') as string[]).join(),
  },
  release_instance: { activity: 'releaseInstance', keyOf: (operation) => readText(operation, 'reference') },
  refresh_instance: {
    activity: 'refreshInstance',
    keyOf: (operation) => `${readText(operation, 'reference')} for ${readText(operation, 'orderNumber')}`,
  },
  upgrade_instance: {
    activity: 'upgradeInstance',
    keyOf: (operation) => `${readText(operation, 'reference')} for ${readText(operation, 'orderNumber')}`,
  },
  set_instance_status: {
    activity: 'updateInstanceStatus',
    keyOf: (operation) => `${readText(operation, 'reference')} ${wordOfStatus(operation)}`,
  },
  notify_order: { activity: 'orderNotify', keyOf: keyOfCreation },
  check_change: { activity: 'changeInstanceCheck', keyOf: (operation) => readText(operation, 'reference') },
  create_activation: { activity: 'newInstance', keyOf: keyOfCreation },
  apply_license: { activity: 'getLicenseAsync', keyOf: (operation) => readText(operation, 'eventId') },
  set_license_status: {
    activity: 'updateInstanceStatus',
    keyOf: (operation, exported) => `${findReference(operation, exported)} ${wordOfStatus(operation)}`,
  },
  release_license: { activity: 'releaseInstance', keyOf: findReference },
}

function keyOfLine({
  activity,
  orderId = '',
  orderLineId = '',
  instanceId = '',
  eventId = '',
  status,
}: SellerLine): string {
  if (activity === 'newInstance' || activity === 'orderNotify') return `${activity} ${orderId}/${orderLineId}`
  if (activity === 'getLicenseAsync') return `${activity} ${eventId}`
  if (activity === 'updateInstanceStatus') return `${activity} ${instanceId} ${status ?? ''}`
  const names = activity === 'refreshInstance' || activity === 'upgradeInstance'
  return names ? `${activity} ${instanceId} for ${orderId}` : `${activity} ${instanceId}`
}

/**
 * Finds the call of each request: the call with this operation that was open when the request was signed. A request
 * without such a call was made for a closed call, or for none.
 */
export function matchCalls({ journal, exported }: { journal: readonly SellerLine[]; exported: Export }): {
  calls: MatchedCall[]
  faults: string[]
} {
  const calls = exported.call.map((row) => ({ key: keyOfCall(row, exported), call: readCall(row) }))
  const byKey = groupBy(calls, ({ key }) => key)
  const faults: string[] = []
  for (const { line, request } of requestsIn(journal)) {
    const key = keyOfLine(line)
    const ofKey = byKey.get(key) ?? []
    const open = ofKey.filter(({ call }) => wasOpen(call, request.signedAt))
    // Several buyers may wait for the same question about one instance at once.
    const isLive = line.activity === 'changeInstanceCheck'
    const least = open.toSorted((a, b) => a.call.requests.length - b.call.requests.length).slice(0, 1)
    for (const { call } of isLive ? least : open) call.requests.push(request)
    if (open.length === 0) faults.push(`request ${request.n}: ${key} was asked when no call for it was open`)
    if (open.length > 1 && !isLive)
      faults.push(`request ${request.n}: ${key} was asked when ${open.length} calls for it were open`)
  }
  return { calls: calls.map(({ call }) => call), faults }
}

const wasOpen = ({ createdAt, closedAt }: MatchedCall, at: number): boolean =>
  createdAt <= at && (closedAt === undefined || at <= closedAt)

function keyOfCall(row: Row, exported: Export): string {
  const kind = readText(row, 'operation_kind')
  const known = requestsOf[kind]
  if (!known) throw new Error(`Nobody has told the judge how ${kind} looks on the wire`)
  return `${known.activity} ${known.keyOf(readColumn(row, 'operation') as Row, exported)}`
}

const readCall = (row: Row): MatchedCall => ({
  id: readText(row, 'id'),
  kind: readText(row, 'operation_kind'),
  lane: readColumn(row, 'lane') as string | null,
  state: readText(row, 'state'),
  fence: Number(readColumn(row, 'fence')),
  createdAt: readTime(row, 'created_at') ?? 0,
  closedAt: readTime(row, 'closed_at'),
  restartedFrom: readColumn(row, 'restarted_from') as string | null,
  operation: readColumn(row, 'operation') as Row,
  requests: [],
})

function* requestsIn(journal: readonly SellerLine[]): Generator<{ line: SellerLine; request: Request }> {
  const answers = new Map<number, number>()
  journal.forEach((line, place) => {
    if (line.phase === 'answered' && line.taken === true) answers.set(line.n, place)
  })
  for (const [place, line] of journal.entries()) {
    if (line.phase !== 'received') continue
    const { n, nonce, signedAt } = line
    const answeredPlace = answers.get(n)
    const request = { n, nonce, place, receivedAt: Date.parse(line.at), signedAt, line }
    yield { line, request: answeredPlace === undefined ? request : { ...request, answeredPlace } }
  }
}
