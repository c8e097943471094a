import { readColumn, readText } from './books.ts'
import type { Row } from './books.ts'

/** Written by hand from commerce.md §5.1: the stage after each fact, by flow and stage. */
type Steps = Readonly<Record<string, Readonly<Record<string, string>>>>
const accepted = { 'delivery.accepted': 'done', 'delivery.rejected': 'performing' }
const rechecked = { 'delivery.rechecked': 'acceptance', 'delivery.recheck_failed': 'performing' }
const walks: Readonly<Record<string, Steps>> = {
  standard: {
    demand: { 'demand.submitted': 'confirmation' },
    confirmation: { 'demand.confirmed': 'performing', 'demand.rejected': 'demand' },
    performing: { 'delivery.made': 'acceptance' },
    recheck: rechecked,
    acceptance: accepted,
  },
  saas: {
    demand: { 'demand.submitted': 'performing' },
    performing: { 'delivery.made': 'acceptance' },
    recheck: rechecked,
    acceptance: accepted,
  },
  hardware: { performing: { 'delivery.made': 'acceptance' }, acceptance: accepted },
  license_offline: {
    demand: { 'demand.submitted': 'performing' },
    performing: { 'delivery.made': 'acceptance' },
    recheck: rechecked,
    acceptance: accepted,
  },
  license_online: {
    demand: { 'demand.submitted': 'performing' },
    performing: { 'delivery.made': 'acceptance' },
    acceptance: accepted,
  },
  license_code: {
    performing: { 'delivery.made': 'activation' },
    activation: { 'delivery.activated': 'done', 'delivery.code_collected': 'activation' },
  },
  license_code_collected: {
    performing: { 'delivery.made': 'collection' },
    collection: { 'delivery.code_collected': 'activation' },
    activation: { 'delivery.activated': 'done' },
    recheck: { 'delivery.rechecked': 'done', 'delivery.recheck_failed': 'activation' },
  },
}
/** R105: the fact after which an order that is marked is re-checked, by flow. */
const recheckedAfter: Readonly<Record<string, string>> = {
  standard: 'delivery.made',
  saas: 'delivery.made',
  license_offline: 'delivery.made',
  license_code_collected: 'delivery.activated',
}

/** Where a delivery stands after the facts so far. */
export type Standing = {
  stage: string
  /** Whether operators re-check it before the buyer accepts it (R105). */
  isMarked: boolean
  /** Who appealed, while that stops it (R103). */
  appealedBy: string | undefined
  /** Where a request for a refund stands, while that stops it (R148). */
  request: 'asked' | 'goods_due' | 'goods_sent' | undefined
  /** What was just decided: the only fact that may follow. */
  expected: string | undefined
  /** How many parts were agreed (R106), and how many of them are accepted. */
  parts: number
  acceptedParts: number
  rejections: number
  isOpened: boolean
  isMade: boolean
  /** R142: the buyer has the code. */
  isCollected: boolean
  /** The courier's receipt of what was sent last (R100). */
  receivedAt: string | undefined
  /** Since when it is in use, by what was delivered last (R75). */
  begunAt: string | undefined
  readonly counts: { opened: number; withdrawn: number; decided: number }
  readonly requests: { asked: number; rejected: number; withdrawn: number; agreed: number }
}
const isOver = ({ stage }: Standing): boolean => stage === 'done' || stage === 'ended'

/** Follows the facts of a delivery. The faults say what may not happen where it stands. */
export function walk(
  { flow, isAsked }: { readonly flow: string; readonly isAsked: boolean },
  facts: readonly Row[],
): { readonly standing: Standing; readonly faults: readonly string[] } {
  const standing: Standing = {
    stage: isAsked ? 'demand' : 'performing',
    isMarked: false,
    appealedBy: undefined,
    request: undefined,
    expected: undefined,
    parts: 0,
    acceptedParts: 0,
    rejections: 0,
    isOpened: false,
    isMade: false,
    isCollected: false,
    receivedAt: undefined,
    begunAt: undefined,
    counts: { opened: 0, withdrawn: 0, decided: 0 },
    requests: { asked: 0, rejected: 0, withdrawn: 0, agreed: 0 },
  }
  const faults: string[] = []
  for (const fact of facts) {
    const kind = readText(fact, 'kind')
    const stops = [standing.appealedBy && 'appealed', standing.request].filter(Boolean)
    const where = [standing.stage, ...stops].join(', ')
    const data = readColumn(fact, 'data') as Row
    const isExpected = standing.expected === undefined || standing.expected === kind
    const isPossible = !isOver(standing) && isExpected && take({ standing, flow, kind, data })
    if (!isPossible) faults.push(`has ${kind} while it is ${where}`)
  }
  if (standing.expected !== undefined) faults.push(`was decided, and has no ${standing.expected}`)
  return { standing, faults }
}

type Taken = {
  readonly standing: Standing
  readonly flow: string
  readonly kind: string
  readonly data: Row
}

/** Applies a fact. Returns false if it may not happen there. */
function take(taken: Taken): boolean {
  const { standing, flow, kind, data } = taken
  if (kind.startsWith('appeal.')) return takeAppeal(taken)
  if (kind.startsWith('refund_request.')) return takeRequest(taken)
  if (kind === 'delivery.refunded') {
    Object.assign(standing, {
      stage: 'ended',
      appealedBy: undefined,
      request: undefined,
      expected: undefined,
    })
    return flow !== 'saas' || standing.isOpened
  }
  if (kind === 'delivery.opened') {
    const isFirst = flow === 'saas' && !standing.isOpened
    standing.isOpened = true
    return isFirst
  }
  if (kind === 'delivery.recheck_marked') {
    standing.isMarked = data['needed'] === true
    return recheckedAfter[flow] !== undefined && standing.stage !== 'recheck'
  }
  return takeStep(taken)
}

function takeAppeal({ standing, kind, data }: Taken): boolean {
  const { appealedBy, counts } = standing
  if (kind === 'appeal.opened') {
    standing.appealedBy = String(data['by'])
    counts.opened += 1
    // The seller answers a request; only its buyer may appeal meanwhile (R146).
    return appealedBy === undefined && (standing.request === undefined || data['by'] === 'buyer')
  }
  standing.appealedBy = undefined
  if (kind === 'appeal.withdrawn') {
    counts.withdrawn += 1
    return appealedBy !== undefined && appealedBy === data['by']
  }
  counts.decided += 1
  const outcome = String(data['outcome'])
  if (outcome === 'continue' && standing.request) standing.expected = 'refund_request.rejected'
  if (outcome === 'done') Object.assign(standing, { expected: 'delivery.accepted', request: undefined })
  if (outcome === 'refunded') standing.expected = 'delivery.refunded'
  return kind === 'appeal.decided' && appealedBy !== undefined
}

/** A request for a refund (§8.4, §8.5): the seller answers it, of goods perhaps after they came back. */
function takeRequest({ standing, flow, kind, data }: Taken): boolean {
  const { request, appealedBy, expected, requests } = standing
  const what = kind.slice('refund_request.'.length)
  // An operator lets the buyer ask for goods that are on their way (R151).
  if (what === 'permitted') return flow === 'hardware'
  if (what === 'asked') {
    Object.assign(standing, { request: 'asked' })
    requests.asked += 1
    return request === undefined && appealedBy === undefined && !standing.isCollected
  }
  if (what === 'rejected') {
    Object.assign(standing, { request: undefined, expected: undefined })
    requests.rejected += 1
    if (expected === kind) return data['by'] === 'operator'
    const isAnswer = request === 'asked' || request === 'goods_sent'
    return data['by'] === 'seller' && appealedBy === undefined && isAnswer
  }
  if (appealedBy !== undefined) return false
  if (what === 'withdrawn') {
    standing.request = undefined
    requests.withdrawn += 1
    return request === 'asked' || request === 'goods_due'
  }
  if (what === 'goods_sent') {
    standing.request = 'goods_sent'
    return request === 'goods_due'
  }
  if (what === 'approved' && data['goods'] === true) {
    standing.request = 'goods_due'
    return request === 'asked' && flow === 'hardware'
  }
  standing.expected = 'delivery.refunded'
  requests.agreed += 1
  return what === 'approved' ? request === 'asked' : what === 'goods_received' && request === 'goods_sent'
}

/** A step of the flow, or the receipt of goods. Nothing moves while it is appealed, or a refund is asked for. */
function takeStep({ standing, flow, kind, data }: Taken): boolean {
  const { stage, appealedBy, request, expected } = standing
  if (appealedBy !== undefined || request !== undefined) return false
  if (kind === 'delivery.received') {
    // The courier's report may come after the buyer has sent the goods back.
    const isSent = stage === 'acceptance' || (stage === 'performing' && standing.isMade)
    const isFirst = flow === 'hardware' && isSent && standing.receivedAt === undefined
    standing.receivedAt = String(data['at'])
    return isFirst
  }
  // An operator's decision accepts it wherever it stands.
  if (expected === 'delivery.accepted') {
    Object.assign(standing, { stage: 'done', expected: undefined })
    return data['by'] === 'operator'
  }
  const next = walks[flow]?.[stage]?.[kind]
  if (next === undefined) return false
  if (kind === 'demand.confirmed') standing.parts = Number(data['milestones'] ?? 0)
  if (kind === 'delivery.made')
    Object.assign(standing, { isMade: true, receivedAt: undefined, begunAt: data['begunAt'] ?? undefined })
  if (kind === 'delivery.rejected') standing.rejections += 1
  const isAgain = kind === 'delivery.code_collected' && standing.isCollected
  if (kind === 'delivery.code_collected') standing.isCollected = true
  if (kind === 'delivery.accepted' && standing.parts > 0) standing.acceptedParts += 1
  standing.stage = stageAfter(standing, { flow, kind, next })
  const isEarly = kind === 'delivery.made' && flow === 'saas' && !standing.isOpened
  // Only goods whose receipt is known are accepted by the system.
  const isByNobody = data['by'] === 'system' && standing.receivedAt === undefined
  return !isEarly && !isAgain && !isByNobody && data['by'] !== 'operator'
}

type Step = { readonly flow: string; readonly kind: string; readonly next: string }
function stageAfter({ isMarked, parts, acceptedParts }: Standing, { flow, kind, next }: Step): string {
  if (isMarked && kind === recheckedAfter[flow]) return 'recheck'
  if (kind === 'delivery.accepted' && acceptedParts < parts) return 'performing'
  return next
}
