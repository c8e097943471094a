import type { Export, Row, SellerLine } from '../books.ts'
import type { Verdict } from '../judge.ts'
import type { LicensesTold } from '../license-told.ts'
import type { Lives } from './lives.ts'
import type { Pricing } from './pricing.ts'
import type { Restarts } from './restarts.ts'
import type { Blows } from './wave.ts'

/** What a run did, and its results. */
export type ChaosRecord = {
  readonly seed: string
  readonly waves: number
  readonly seconds: number
  readonly purchases: number
  readonly completed: number
  readonly refunded: number
  /** The number of events of services after their opening, in all and by kind. */
  readonly steps: number
  readonly stepsBy: Readonly<Record<string, number>>
  /** What buyers did with their services, and the refusals by code. */
  readonly deeds: Readonly<Record<string, number>>
  readonly refusals: Readonly<Record<string, number>>
  /** The requests that sellers received. */
  readonly requests: number
  /** The behaviours with which sellers met them. */
  readonly metWith: Readonly<Record<string, number>>
  /** How often nodes were killed with `kill -9`, and how often before a chosen commit. */
  readonly kills: number
  readonly killsBeforeCommit: number
  readonly postgresCrashes: number
  /** How many calls sellers started again, and how many it was too late for. */
  readonly restarts: number
  readonly restartsRefused: number
  readonly lateReplies: number
  /** Price changes that an operator approved, and those that were rejected. */
  readonly priceChanges: number
  readonly priceChangesRejected: number
  /** Fees of changes and returned renewals that were computed again, and those that could not be. */
  readonly feesJudged: number
  readonly feesNotJudged: number
  /** Judged fees over days priced by the month and by the year, and over days of a trial. */
  readonly feesMixed: number
  readonly feesOfTrials: number
  readonly returnsJudged: number
  readonly returnsNotJudged: number
  /** Supervised deliveries, and how many of them were accepted and ended. */
  readonly supervised: number
  readonly supervisedDone: number
  readonly supervisedEnded: number
  /** What people and the system did to them, in all, and by kind. */
  readonly supervisedActs: number
  readonly supervisedBy: Readonly<Record<string, number>>
  /** Licenses that were bought, in all and by kind; those that the seller delivered and the buyer has opened. */
  readonly licenses: number
  readonly licensesBy: Readonly<Record<string, number>>
  readonly licensesIssued: number
  readonly licensesCollected: number
  readonly codesActivated: number
  /** Licenses for devices: asked for, also again, uploaded, and delivered. */
  readonly licensesApplied: number
  readonly licensesUploaded: number
  readonly licensesDelivered: number
  readonly appeals: number
  readonly reminders: number
  /** How often a seller was parked, and resumed. */
  readonly breakerOpenings: number
  readonly breakerClosings: number
  readonly faults: readonly string[]
}

/** The kinds of history that an open service records. */
const isStep =
  /^(service\.(renewed|converted|changed|change_failed|expired|frozen|released|returned|renewal_returned)|auto_renewal\.(set|failed))$/

/** The kinds of history of a supervised delivery. */
const isOfSupervision = /^(demand|appeal|delivery|refund_request)\./

type Given = {
  readonly seed: string
  readonly wave: number
  readonly elapsedMs: number
  readonly journal: readonly SellerLine[]
  readonly exported: Export
  readonly blows: Blows
  readonly restarts: Restarts
  readonly lives: Lives
  readonly licenses: LicensesTold
  readonly pricing: Pricing
  readonly verdict: Verdict
  readonly faults: readonly string[]
}

export function toRecord({ seed, wave, elapsedMs, journal, exported, ...given }: Given): ChaosRecord {
  const { blows, restarts, pricing, verdict, faults } = given
  const bought = exported.order.filter((row) => row['kind'] === 'new')
  const steps = exported.history.map(({ kind }) => String(kind)).filter((kind) => isStep.test(kind))
  const supervised = exported.history
    .map(({ kind }) => String(kind))
    .filter((kind) => isOfSupervision.test(kind))
  const received = journal.filter(({ phase }) => phase === 'received')
  return {
    seed,
    waves: wave,
    seconds: Math.round(elapsedMs / 1_000),
    purchases: bought.length,
    completed: count(bought, 'state', 'completed'),
    refunded: count(bought, 'state', 'refunded'),
    steps: steps.length,
    stepsBy: countBy(steps),
    deeds: given.lives.counts.done,
    refusals: given.lives.counts.refused,
    requests: received.length,
    metWith: countBy(received.map(({ behaviour }) => behaviour)),
    kills: blows.node + blows.arranged,
    killsBeforeCommit: blows.arranged,
    postgresCrashes: blows.postgres,
    restarts: restarts.counts.done,
    restartsRefused: restarts.counts.refused,
    lateReplies: count(exported.attempt, 'late', true),
    priceChanges: pricing.counts.approved,
    priceChangesRejected: pricing.counts.rejected,
    feesJudged: verdict.fees.judged,
    feesNotJudged: verdict.fees.notJudged,
    feesMixed: verdict.fees.mixed,
    feesOfTrials: verdict.fees.ofTrials,
    returnsJudged: verdict.returns.judged,
    returnsNotJudged: verdict.returns.notJudged,
    supervised: exported.supervision.length,
    supervisedDone: count(exported.supervision, 'stage', 'done'),
    supervisedEnded: count(exported.supervision, 'stage', 'ended'),
    supervisedActs: supervised.length,
    supervisedBy: countBy(supervised),
    ...countLicenses(exported, given.licenses),
    appeals: exported.appeal.length,
    reminders: exported.message.filter(({ data }) => (data as Row)['what'] === 'waiting').length,
    breakerOpenings: count(exported.history, 'kind', 'seller.parked'),
    breakerClosings: count(exported.history, 'kind', 'seller.recovered'),
    faults,
  }
}

/** By the records, and the kinds by what was bought. */
function countLicenses({ license, history }: Export, { told, uploads }: LicensesTold) {
  const dated = (name: string): number => license.filter((row) => row[name] !== null).length
  return {
    licenses: license.length,
    licensesBy: countBy(told.map(({ kind }) => kind)),
    licensesIssued: dated('issued_at'),
    licensesCollected: dated('collected_at'),
    codesActivated: dated('activated_at'),
    licensesApplied: count(history, 'kind', 'license.applied'),
    licensesUploaded: uploads.length,
    licensesDelivered: count(history, 'kind', 'license.delivered'),
  }
}

const count = (rows: readonly Row[], name: string, value: unknown): number =>
  rows.filter((row) => row[name] === value).length

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

const formatCount = (n: number): string => n.toLocaleString('en-US')
const minutes = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** One line of progress. */
export const formatProgress = (record: ChaosRecord): string =>
  `wave ${record.waves}, ${minutes(record.seconds)}: ${formatCount(record.purchases)} purchases, ` +
  `${formatCount(record.completed)} completed, ${formatCount(record.refunded)} refunded, ${formatCount(record.steps)} steps, ` +
  `${formatCount(record.requests)} requests, ${record.kills} kills, ${record.postgresCrashes} PostgreSQL crashes, ` +
  `${record.restarts} restarts, ${record.breakerOpenings} breaker openings, ${record.priceChanges} price changes, ` +
  `${record.supervised} supervised, ${record.supervisedDone} accepted, ${record.appeals} appeals, ` +
  `${record.licenses} licenses, ${record.licensesCollected} collected, ${record.codesActivated} activated, ` +
  `${record.feesJudged} fees judged and ${record.feesNotJudged} not, ${record.returnsJudged} returns judged and ${record.returnsNotJudged} not, ` +
  `${record.faults.length} faults`

const labels: readonly (readonly [string, keyof ChaosRecord])[] = [
  ['purchases', 'purchases'],
  ['completed', 'completed'],
  ['refunded in full', 'refunded'],
  ['steps of their lives', 'steps'],
  ['requests that sellers saw', 'requests'],
  ['nodes killed (kill -9)', 'kills'],
  ['of those before a chosen commit', 'killsBeforeCommit'],
  ['PostgreSQL crashed and restarted', 'postgresCrashes'],
  ['calls started again by sellers', 'restarts'],
  ['late replies, filed and not applied', 'lateReplies'],
  ['prices of a product changed', 'priceChanges'],
  ['price changes rejected', 'priceChangesRejected'],
  ['fees of changes, judged', 'feesJudged'],
  ['of those over months and years', 'feesMixed'],
  ['of those over days of a trial', 'feesOfTrials'],
  ['fees of changes, not judged', 'feesNotJudged'],
  ['returned renewals, judged', 'returnsJudged'],
  ['returned renewals, not judged', 'returnsNotJudged'],
  ['supervised deliveries', 'supervised'],
  ['of those accepted', 'supervisedDone'],
  ['of those ended', 'supervisedEnded'],
  ['steps of supervised deliveries', 'supervisedActs'],
  ['licenses', 'licenses'],
  ['of those delivered', 'licensesIssued'],
  ['of those opened by their buyers', 'licensesCollected'],
  ['codes activated', 'codesActivated'],
  ['applications for devices', 'licensesApplied'],
  ['uploads for them', 'licensesUploaded'],
  ['delivered by upload', 'licensesDelivered'],
  ['appeals', 'appeals'],
  ['reminders of open deliveries', 'reminders'],
  ['breaker opened', 'breakerOpenings'],
  ['breaker closed', 'breakerClosings'],
]

const mostShown = 40

/** The whole record for people. */
export function formatRecord(record: ChaosRecord): string {
  const rows = labels.map(([label, name]) => `  ${label.padEnd(38)}${formatCount(record[name] as number)}`)
  const licensesBy = Object.fromEntries(
    Object.entries(record.licensesBy).map(([kind, times]) => [`license: ${kind}`, times]),
  )
  const verdict = record.faults.length === 0 ? 'no fault' : `${record.faults.length} faults`
  return [
    `Seed ${record.seed}, ${record.waves} waves, ${minutes(record.seconds)}`,
    ...rows,
    ...Object.entries({ ...record.stepsBy, ...record.supervisedBy, ...licensesBy }).map(
      ([kind, times]) => `    ${kind.padEnd(36)}${formatCount(times)}`,
    ),
    `  ${'the judge'.padEnd(38)}${verdict}`,
    ...record.faults.slice(0, mostShown).map((fault) => `    ${fault}`),
    ...(record.faults.length > mostShown ? [`    and ${record.faults.length - mostShown} more`] : []),
  ].join('\n')
}
