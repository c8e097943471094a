import { toExpireTime, toIso } from './calendar.ts'
import { readColumn, groupBy, readMoment, filterRows, readText, readTime } from './books.ts'
import type { Export, Row, SellerLine } from './books.ts'
import { listReturnsOfLine, listUnreturned } from './lives.ts'
import type { Life, PaidLine } from './lives.ts'
import type { MatchedCall } from './match-calls.ts'

type Books = { readonly exported: Export; shifted(at: number, byMs: number): number }

const honest = new Set(['ok', 'near_limit'])
const wasTaken = ({ line, answeredPlace }: MatchedCall['requests'][number]): boolean =>
  answeredPlace !== undefined && honest.has(line.behaviour)

/**
 * Sellers were told everything that happened to a service, each event once, in order (judge-lanes.ts), and only while
 * it was true. Repeats and restarts of calls are not counted.
 */
export function judgeTold(life: Life, { exported, shifted }: Books): string[] {
  const [license] = filterRows(exported.license, 'subscription_id', life.id)
  if (license) return judgeLicenseTold(life, license, shifted)
  const reference = filterRows(exported.instance, 'subscription_id', life.id).map((row) =>
    readColumn(row, 'reference'),
  )[0]
  if (readTime(life.row, 'starts_at') === undefined || typeof reference !== 'string') return []
  return [
    ...judgeExtensions(life),
    ...judgeLastEnd(life),
    ...judgeStatus(life),
    ...judgeChanges(life, exported),
    ...judgeRelease(life),
    ...judgeFrozenWhilePaid(life, shifted),
    ...life.calls.flatMap(judgeWords),
    ...life.calls
      .filter(isForgotten)
      .map((call) => `${call.id} (${call.kind}) stopped, and nobody started it again`),
  ].map((fault) => `${life.id}: ${fault}`)
}

/** What calls about licenses do is the same as with instances. */
const asInstances: Readonly<Record<string, string>> = {
  set_license_status: 'set_instance_status',
  release_license: 'release_instance',
}

/** The seller of a license is told of freezes and of the end once it has named it. */
function judgeLicenseTold(life: Life, license: Row, shifted: Books['shifted']): string[] {
  const calls = life.calls.map((call) => ({ ...call, kind: asInstances[call.kind] ?? call.kind }))
  const told: Life = { ...life, calls }
  if (readColumn(license, 'reference') === null)
    return calls
      .filter(({ kind }) => laterOnes.has(kind))
      .map(({ id, kind }) => `${life.id}: ${id} (${kind}) is about a license that its seller has not named`)
  return [
    ...(wasNamedBeforeFreeze(told) ? judgeStatus(told) : []),
    ...judgeRelease(told),
    ...judgeFrozenWhilePaid(told, shifted),
    ...calls
      .filter(isForgotten)
      .map((call) => `${call.id} (${call.kind}) stopped, and nobody started it again`),
  ].map((fault) => `${life.id}: ${fault}`)
}

function wasNamedBeforeFreeze({ facts, calls }: Life): boolean {
  const named = calls.find(({ kind, state }) => kind === 'create_activation' && state === 'confirmed')
  const frozen = facts.find((row) => readText(row, 'kind') === 'service.frozen')
  if (named?.closedAt === undefined) return false
  return frozen === undefined || named.closedAt < readMoment(frozen, 'at')
}

const ofKind = ({ calls }: Life, kind: string): MatchedCall[] => calls.filter((call) => call.kind === kind)
/** The calls that a new event caused, without restarts. */
export const listRoots = (life: Life, kind: string): MatchedCall[] =>
  ofKind(life, kind).filter(({ restartedFrom }) => restartedFrom === null)
/** The last restart of a call; a call that a seller starts again tells the same event. */
function lastOf(life: Life, root: MatchedCall): MatchedCall {
  const again = life.calls.find(({ restartedFrom }) => restartedFrom === root.id)
  return again ? lastOf(life, again) : root
}
const laterOnes = new Set(['refresh_instance', 'set_instance_status', 'release_instance'])
const isForgotten = (call: MatchedCall, _: number, all: readonly MatchedCall[]): boolean =>
  laterOnes.has(call.kind) && call.state === 'stopped' && !all.some((one) => one.restartedFrom === call.id)

const scenes: Readonly<Record<string, string>> = {
  renewal: 'RENEWAL',
  trial_to_formal: 'TRIAL_TO_FORMAL',
  renewal_change: 'RENEWAL_CHANGE',
  renewal_cancelled: 'UNSUBSCRIBE_RENEWAL_PERIOD',
}

/** R112: the scene with which a seller is told of a paid line; undefined if it is not told yet. */
function sceneOf(line: PaidLine, life: Life): string | undefined {
  if (line.kind === 'conversion') return 'trial_to_formal'
  if (line.kind !== 'renewal') return undefined
  if (!line.changes) return 'renewal'
  const term = life.terms.find(({ lineId }) => lineId === line.id)
  const lookedAt = readTime(life.row, 'looked_at') ?? 0
  const hasBegun = term !== undefined && term.startsAt <= (term.refundedAt ?? lookedAt)
  return hasBegun ? 'renewal_change' : undefined
}

/**
 * The seller is told once of each renewal and conversion, with the right scene, also of returned ones, and of nothing
 * else.
 */
function judgeExtensions(life: Life): string[] {
  const expected = life.lines.flatMap((line) => {
    const scene = sceneOf(line, life)
    return scene === undefined ? [] : [`${scene} ${line.orderNumber} ${line.number}`]
  })
  const told = listRoots(life, 'refresh_instance').filter(
    ({ operation }) => readText(operation, 'scene') !== 'renewal_cancelled',
  )
  const names = told.map(
    ({ operation }) =>
      `${readText(operation, 'scene')} ${readText(operation, 'orderNumber')} ${readText(operation, 'lineNumber')}`,
  )
  const count = (all: readonly string[], name: string): number => all.filter((one) => one === name).length
  return [...new Set([...expected, ...names])]
    .filter((name) => count(expected, name) !== count(names, name))
    .map(
      (name) =>
        `its seller is to be told ${count(expected, name)} times of ${name}, and was ${count(names, name)} times`,
    )
}

/**
 * The end that the seller was told last is the end that holds. A renewal with another combination is told when it
 * begins, not before.
 */
function judgeLastEnd(life: Life): string[] {
  const last = listRoots(life, 'refresh_instance').at(-1)
  const endsAt = readTime(life.row, 'ends_at')
  if (!last || endsAt === undefined || !isRunning(life)) return []
  const call = tellerOf(life, lastOf(life, last))
  const [end] = call.requests.filter(wasTaken).slice(-1)
  if (call.state !== 'confirmed' || !end)
    return [`its seller was not told of its last end: ${call.id} is ${call.state}`]
  const told = end.line.expireTime
  return endsToTell(life, endsAt).some((at) => toExpireTime(at) === told)
    ? []
    : [`it ends at ${toIso(endsAt)}, and its seller was told ${told ?? 'of no end'}`]
}

/** An older call that is started again tells the present end, and supersedes a newer call that waits. */
function tellerOf(life: Life, call: MatchedCall): MatchedCall {
  if (call.state !== 'superseded') return call
  const later = ofKind(life, 'refresh_instance').filter(({ createdAt }) => createdAt > call.createdAt)
  return later.toSorted((a, b) => a.createdAt - b.createdAt).at(-1) ?? call
}

const isRunning = ({ state }: Life): boolean => ['active', 'grace', 'retention'].includes(state)

function endsToTell(life: Life, endsAt: number): number[] {
  const lookedAt = readTime(life.row, 'looked_at') ?? 0
  const ends = [endsAt]
  for (const term of listUnreturned(life).toReversed()) {
    const line = life.lines.find(({ id }) => id === term.lineId)
    if (!line?.changes || line.kind !== 'renewal' || term.startsAt <= lookedAt) break
    ends.push(term.startsAt)
  }
  return ends
}

/** A service is frozen and unfrozen in turn, as often as our books say, and ends in the right state. */
function judgeStatus(life: Life): string[] {
  const kinds = life.facts.map((row) => readText(row, 'kind'))
  const expected: string[] = []
  for (const kind of kinds) {
    if (kind === 'service.frozen') expected.push('frozen')
    const extended = kind === 'service.renewed' || kind === 'service.converted'
    if (extended && expected.at(-1) === 'frozen') expected.push('active')
  }
  const told = listRoots(life, 'set_instance_status')
  const statuses = told.map(({ operation }) => readText(operation, 'status'))
  if (statuses.join() !== expected.join())
    return [
      `it was ${expected.join(', ') || 'never frozen'}, and its seller is told ${statuses.join(', ') || 'nothing'}`,
    ]
  const last = told.at(-1)
  const call = last && lastOf(life, last)
  return call && isRunning(life) && call.state !== 'confirmed'
    ? [`its seller was not told whether it is frozen: ${call.id} is ${call.state}`]
    : []
}

/**
 * Each paid change is requested once, and is either made or paid back. If the whole service is returned, the change is
 * paid back although it was made.
 */
function judgeChanges(life: Life, exported: Export): string[] {
  const changes = life.lines.filter(({ kind }) => kind === 'change')
  const told = listRoots(life, 'upgrade_instance')
  const faults = told
    .filter(
      ({ operation }) =>
        !changes.some(({ orderNumber }) => orderNumber === readText(operation, 'orderNumber')),
    )
    .map(({ operation }) => `a change that nobody paid is asked for: ${readText(operation, 'orderNumber')}`)
  for (const { id, orderNumber, state } of changes) {
    const own = told.filter(({ operation }) => readText(operation, 'orderNumber') === orderNumber)
    if (own.length !== 1) faults.push(`the change ${orderNumber} is asked for by ${own.length} calls`)
    if (listReturnsOfLine({ id }, exported).some((row) => row['cause'] === 'five_day')) continue
    const made = own.some((call) => call.state === 'confirmed')
    if (made !== (state === 'completed'))
      faults.push(`the change ${orderNumber} was ${made ? '' : 'not '}made, and its line is ${state}`)
  }
  return faults
}

function judgeRelease(life: Life): string[] {
  const isOver = life.state === 'released' || life.state === 'cancelled'
  const told = listRoots(life, 'release_instance')
  if (told.length !== (isOver ? 1 : 0))
    return [`it is ${life.state}, and is released by ${told.length} calls`]
  return told
    .map((root) => lastOf(life, root))
    .filter(
      (call) =>
        call.state !== 'confirmed' || !call.requests.some((request) => wasTaken(request) || isGone(request)),
    )
    .map((call) => `its seller never released it: ${call.id} is ${call.state}`)
}
/** A seller that no longer knows the instance has released it. */
const isGone = ({ line }: MatchedCall['requests'][number]): boolean => line.behaviour === 'refusal'

/** The request on the wire has the same content as the call. */
function judgeWords({ id, kind, operation, requests }: MatchedCall): string[] {
  if (kind !== 'refresh_instance') return []
  const scene = scenes[readText(operation, 'scene')]
  const expiresAt = toExpireTime(readOperationMoment(operation))
  return requests
    .filter(({ line }) => line.scene !== scene || line.expireTime !== expiresAt)
    .map(
      ({ n, line }) =>
        `request ${n} of ${id} says ${line.scene ?? 'no scene'} until ${line.expireTime ?? 'no time'}, the call ${String(scene)} until ${expiresAt}`,
    )
}

export function readOperationMoment(operation: Row): number {
  const expiresAt = readColumn(operation, 'expiresAt')
  return typeof expiresAt === 'number' ? expiresAt : readMoment(operation, 'expiresAt')
}

/** A call that is in progress when somebody pays may still arrive; a later call may not be made. */
const underWayMs = 5_000

/** R114: no service is frozen while its time is paid. Checked at the moments at which our requests were signed. */
function judgeFrozenWhilePaid(life: Life, shifted: Books['shifted']): string[] {
  return ofKind(life, 'set_instance_status')
    .filter(({ operation }) => readText(operation, 'status') === 'frozen')
    .flatMap(({ requests }) => requests)
    .filter(({ signedAt }) => isPaidAt(life, { signedAt, at: shifted(signedAt, -underWayMs) }))
    .map(({ n, signedAt }) => `request ${n} froze it at ${toIso(signedAt)}, and that time was paid`)
}

function isPaidAt({ terms, lines }: Life, { signedAt, at }: { signedAt: number; at: number }): boolean {
  return terms.some(({ lineId, startsAt, endsAt, refundedAt }) => {
    const paidAt = lines.find(({ id }) => id === lineId)?.paidAt ?? Number.NaN
    const holds = refundedAt === undefined || signedAt < refundedAt
    const covers = startsAt <= signedAt && (endsAt === undefined || signedAt < endsAt)
    return holds && covers && paidAt < at
  })
}

/** Each instance was requested only from its own seller, by the journals of all sellers. */
export const judgeReferences = (journal: readonly SellerLine[], exported: Export): string[] => {
  const named = [...exported.instance, ...exported.license]
  const byReference = groupBy(named, (row) => String(readColumn(row, 'reference')))
  return journal
    .filter(
      ({ phase, seller, instanceId }) =>
        phase === 'received' && seller !== undefined && instanceId !== undefined,
    )
    .filter(({ seller, instanceId }) =>
      (byReference.get(instanceId ?? '') ?? []).some((row) => readText(row, 'seller_id') !== seller),
    )
    .map(({ n, instanceId }) => `request ${n}: another seller was asked about ${String(instanceId)}`)
}
