import { filterRows, readText, readTime } from './books.ts'
import type { Export, Row } from './books.ts'
import { activated, countFacts, listFacts } from './license-facts.ts'
import type { LicenseTold } from './license-told.ts'
import { isCode } from './license-offers.ts'

type Of = { readonly license: Row; readonly exported: Export }

/** It is over exactly when its service is; until then it stands where its history leads. */
export function judgeState({ kind }: LicenseTold, of: Of): string[] {
  const { license, exported } = of
  const facts = listFacts(license, exported)
  const [service] = filterRows(exported.subscription, 'id', readText(license, 'subscription_id'))
  const isOver = service !== undefined && ['released', 'cancelled'].includes(readText(service, 'state'))
  const [way, state] = [readText(license, 'way'), readText(license, 'state')]
  const due = isOver ? 'ended' : findState(facts)
  const dueWay = isCode(kind) ? 'code' : kind
  return way === dueWay && state === due
    ? []
    : [`its license is ${way} and ${state}, not ${dueWay} and ${due}`]
}

function findState(facts: readonly Row[]): string {
  if (countFacts(facts, 'license.activated') > 0) return 'active'
  if (countFacts(facts, 'license.collected') > 0) return 'collected'
  return countFacts(facts, 'license.issued') > 0 ? 'issued' : 'waiting'
}

/** Each step was made once and is on record, with all of which people were told. */
export function judgeSteps(one: LicenseTold, of: Of): string[] {
  const { license, exported } = of
  const facts = listFacts(license, exported)
  const faults: string[] = []
  const between = (kind: string, least: number, most: number): void => {
    const is = countFacts(facts, kind)
    const due = least === most ? String(least) : `${least} to ${most}`
    if (is < least || is > most) faults.push(`has ${kind} ${is} times, not ${due}`)
  }
  const has = (column: string): number => (readTime(license, column) === undefined ? 0 : 1)
  const wasMade = countFacts(facts, 'delivery.made') > 0
  if (wasMade && has('issued_at') === 0) faults.push('was delivered, and its license was not')
  between('license.issued', has('issued_at'), has('issued_at'))
  between('license.collected', has('collected_at'), has('collected_at'))
  if (one.read.length > 0) between('license.collected', 1, 1)
  const openings = countFacts(facts, 'license.collected') + countFacts(facts, 'license.opened')
  if (openings < one.read.length)
    faults.push(`its buyer opened it ${one.read.length} times, and ${openings} are on record`)
  const won = one.activations.filter((code) => code === activated).length
  // After a re-check that failed the activation is due again.
  const most = isCode(one.kind) ? 1 + countFacts(facts, 'delivery.recheck_failed') : 0
  if (won > most) faults.push(`its code was activated ${won} times`)
  between('license.activated', Math.max(won, has('activated_at')), Math.max(most, won))
  const byHand = one.kind === 'online' ? Number.POSITIVE_INFINITY : one.handOvers
  between('delivery.made', one.handOvers, byHand)
  if (one.kind !== 'online') between('license.delivered', 0, 0)
  return faults
}

const used = /^license\.(issued|collected|opened|activated|delivered|applied)$/
/** R142: a collected code is not refunded by request. After the money went back nothing is used any more. */
export function judgeEnded({ kind, afterEnd }: LicenseTold, of: Of): string[] {
  const facts = listFacts(of.license, of.exported).map((fact) => readText(fact, 'kind'))
  const faults: string[] = []
  const asked = facts.lastIndexOf('refund_request.asked')
  const collected = facts.indexOf('license.collected')
  const isAgreed = filterRows(of.exported.refund, 'order_id', readText(of.license, 'order_id')).some(
    (row) => readText(row, 'cause') === 'negotiated',
  )
  if (isCode(kind) && collected >= 0 && asked > collected)
    faults.push('a refund was asked for after its code was collected')
  if (isCode(kind) && collected >= 0 && isAgreed)
    faults.push('its code was collected, and refunded by request')
  const end = facts.indexOf('delivery.refunded')
  const later = end < 0 ? [] : facts.slice(end).filter((fact) => used.test(fact))
  if (later.length > 0) faults.push(`has ${later.join()} after the money went back`)
  if (afterEnd !== undefined && afterEnd !== 'license.ended')
    faults.push(`was opened after the money went back, and the answer was: ${afterEnd}`)
  return faults
}
