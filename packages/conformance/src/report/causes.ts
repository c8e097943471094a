import { describeAnswer, describeOwnWords } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Judged } from '../engine/judge.ts'
import { writeSentence } from '../engine/judging.ts'
import { findNothingDone } from './nothing-done.ts'
import type { Verdict } from './verdict.ts'

/** One cause, reported once, with every check that is not green because of it. */
export type Cause = {
  /** `stop`: the run ended because of it. `open`: no check failed, but required checks could not be judged. */
  readonly kind: 'stop' | 'fail' | 'open' | 'warn'
  readonly sentence: string
  /** How to fix it; undefined if the sentence says that. */
  readonly fix: string | undefined
  readonly exchanges: readonly Exchange[]
  /** In the order of the suite, except that a broken must comes first. */
  readonly judged: readonly Judged[]
}

const kinds = ['stop', 'fail', 'open', 'warn'] as const

/** The causes of a run: first why it stopped, then broken musts, open ones, and advice. */
export function listCauses(verdict: Verdict): readonly Cause[] {
  const { judged, stopped } = verdict
  let rest = judged.filter((one) => one.outcome === 'fail' || one.outcome === 'warn' || one.leftOpen)
  const causes: Cause[] = []
  if (stopped) {
    const { why: sentence, exchanges } = stopped
    const [own, others] = partition(rest, ({ leftOpen }) => leftOpen === true)
    causes.push({ kind: 'stop', sentence, fix: undefined, exchanges, judged: own })
    rest = others
  }
  const none = stopped ? undefined : findNothingDone(verdict)
  if (none) {
    const [own, others] = partition(rest, (one) => comesFrom(one, none.exchange))
    causes.push({ kind: kindOf(own), ...none, exchanges: [none.exchange], judged: worstFirst(own) })
    rest = others
  }
  causes.push(...groupByCause(rest, judged))
  return kinds.flatMap((kind) => causes.filter((cause) => cause.kind === kind && hasChecks(cause)))
}

const hasChecks = ({ kind, judged }: Cause): boolean => kind === 'stop' || judged.length > 0

function partition<T>(all: readonly T[], isOwn: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isOwn), all.filter((one) => !isOwn(one))]
}

const kindOf = (judged: readonly Judged[]): Cause['kind'] => {
  if (judged.some(({ outcome }) => outcome === 'fail')) return 'fail'
  return judged.some(({ outcome }) => outcome === 'warn') ? 'warn' : 'open'
}

/**
 * Whether a check is not green because right requests got the same answer as this one, or because it had nothing to
 * look at.
 */
const comesFrom = ({ outcome, exchanges }: Judged, refused: Exchange): boolean =>
  outcome === 'skip' || exchanges.some((one) => describeAnswer(one) === describeAnswer(refused))

const accepted: ReadonlySet<string | undefined> = new Set(['000000', '000004'])

/** The sentence of a check without the name of its only request. */
function wordsOf({ why = '', exchanges }: Judged): string {
  const [only, ...others] = exchanges
  if (!only || others.length > 0) return why
  const name = writeSentence(only, '').slice(0, -1)
  return why.startsWith(name) ? why.slice(name.length) : why
}

/** Whether a check is about a request that must be refused; it may also look at a right one. */
const isToRefuse = ({ check, exchanges }: Judged): boolean =>
  !check.last && exchanges.some(({ meant }) => meant === 'refuse')

/** Whether a request was carried out that must be refused. */
const isTaken = (one: Judged): boolean =>
  one.outcome !== 'pass' &&
  isToRefuse(one) &&
  one.exchanges.some(({ meant, code }) => meant === 'refuse' && accepted.has(code))

/**
 * Groups requests that were accepted but must be refused; their answers are all alike and do not tell causes apart. If
 * most of all such requests, or most of one group, were accepted, they are one cause. Otherwise each remedy is one.
 */
function reasonOf(one: Judged, all: readonly Judged[]): string {
  const { group, fix } = one.check
  const inGroup = all.filter(({ check }) => check.group === group)
  for (const [name, some] of [['all', all] as const, [group, inGroup] as const]) {
    const toRefuse = some.filter((other) => other.outcome !== 'skip' && isToRefuse(other))
    if (toRefuse.length > 2 && toRefuse.filter(isTaken).length * 2 > toRefuse.length) return name
  }
  return fix
}

/** The key of a cause, without the request that showed it: checks with the same sentence have the same cause. */
function keyOf(one: Judged, all: readonly Judged[]): string {
  const [only, ...others] = one.exchanges
  if (only && others.length === 0 && only.meant !== 'refuse' && only.reply && !accepted.has(only.code))
    return `${only.activity} ${describeAnswer(only)}${describeOwnWords(only)}`
  return isTaken(one) ? `${wordsOf(one)} ${reasonOf(one, all)}` : wordsOf(one)
}

function groupByCause(judged: readonly Judged[], all: readonly Judged[]): Cause[] {
  const [open, red] = partition(judged, ({ outcome }) => outcome === 'skip')
  const groups = new Map<string, Judged[]>()
  const add = (key: string, one: Judged): void => void groups.set(key, [...(groups.get(key) ?? []), one])
  for (const one of red) add(keyOf(one, all), one)
  const keys = [...groups.entries()]
  for (const one of open) {
    const before = keys.find(([, others]) => others.some((other) => isQuotedBy(one, other)))
    add(before?.[0] ?? one.why ?? '', one)
  }
  return [...groups.values()].map(toCause)
}

/** Whether the reason of a skip is the answer that made another check fail. */
const isQuotedBy = ({ why = '' }: Judged, { exchanges }: Judged): boolean =>
  exchanges.some((one) => why.includes(`${one.name} was answered ${describeAnswer(one)}`))

/** The first broken must represents its cause. */
function worstFirst(judged: readonly Judged[]): readonly Judged[] {
  const first = judged.find(({ outcome }) => outcome === 'fail') ?? judged[0]
  return first ? [first, ...judged.filter((one) => one !== first)] : judged
}

function toCause(all: readonly Judged[]): Cause {
  const judged = worstFirst(all)
  const [first] = judged
  const kind = kindOf(judged)
  return {
    kind,
    sentence: first?.why ?? '',
    fix: kind === 'open' ? undefined : first?.check.fix,
    exchanges: first?.exchanges ?? [],
    judged,
  }
}
