import { readMoment, filterRows, readText, readTime } from './books.ts'
import type { Export, Row } from './books.ts'
import { findWaiting, isDelivered } from './judge-supervision.ts'

/**
 * Each line of a paid new order has one delivery that has ended. Either it was accepted and the service was opened, or
 * it failed, the service was never opened, and the money was paid back. What is delivered by calls is accepted when
 * these have succeeded. Only supervised deliveries may wait, for people.
 */
export function judgeDeliveries(exported: Export): string[] {
  const { order, order_line, delivery } = exported
  const paid = order.filter(
    (row) => readText(row, 'kind') === 'new' && readTime(row, 'paid_at') !== undefined,
  )
  const lines = paid.flatMap((row) =>
    filterRows(order_line, 'order_id', readText(row, 'id')).map((line) => ({ line, order: row })),
  )
  const known = new Set(lines.map(({ line }) => readText(line, 'id')))
  const strays = delivery.filter((row) => !known.has(readText(row, 'order_line_id')))
  return [
    ...strays.map((row) => `delivery ${readText(row, 'id')} is of a line that nobody paid`),
    ...lines.flatMap((one) => judgeLine(one, exported)),
  ]
}

type Paid = { readonly line: Row; readonly order: Row }

function judgeLine({ line, order }: Paid, exported: Export): string[] {
  const [id, number] = [readText(line, 'id'), readText(line, 'number')]
  const own = filterRows(exported.delivery, 'order_line_id', id)
  const [delivery] = own
  if (!delivery || own.length > 1) return [`${number}: paid, and ${own.length} deliveries are of it`]
  const subscription = filterRows(exported.subscription, 'order_line_id', id)[0]
  const faults = [
    ...(readText(delivery, 'order_id') === readText(order, 'id') ? [] : ['is of another order']),
    ...(readText(delivery, 'seller_id') === readText(line, 'seller_id') ? [] : ['is another seller’s']),
    ...(subscription && readText(delivery, 'subscription_id') === readText(subscription, 'id')
      ? []
      : ['is of another service']),
    ...(findWaiting(exported, readText(order, 'id'))
      ? judgeWaiting(delivery)
      : [
          ...judgeState(delivery, {
            order,
            wasOpened: !!subscription && readTime(subscription, 'starts_at') !== undefined,
          }),
          ...judgeMoments(delivery, { order, isMade: isDelivered(exported, readText(delivery, 'id')) }),
        ]),
  ]
  return faults.map((fault) => `${number}: its delivery ${fault}`)
}

/** Started, and nothing else has happened to it; judge-supervision.ts checks the way to its acceptance. */
function judgeWaiting(delivery: Row): string[] {
  const state = readText(delivery, 'state')
  const dates = ['delivered_at', 'accepted_at', 'failed_at'].filter(
    (name) => readTime(delivery, name) !== undefined,
  )
  return state === 'started' && dates.length === 0
    ? []
    : [`waits for its acceptance, and is ${state} with ${dates.join(' and ') || 'no dates'}`]
}

function judgeState(
  delivery: Row,
  { order, wasOpened }: { readonly order: Row; readonly wasOpened: boolean },
): string[] {
  const state = readText(delivery, 'state')
  if (state !== 'accepted' && state !== 'failed') return [`is ${state} still`]
  if (state === 'accepted') return wasOpened ? [] : ['is accepted, and its service never opened']
  const isReturned = readText(order, 'state') === 'refunded'
  return [
    ...(wasOpened ? ['failed, and its service was opened'] : []),
    ...(isReturned ? [] : ['failed, and the money did not go back']),
  ]
}

/** A delivery has a date for each event that happened and none for others, and the dates are in order. */
function judgeMoments(
  delivery: Row,
  { order, isMade }: { readonly order: Row; readonly isMade: boolean },
): string[] {
  const isAccepted = readText(delivery, 'state') === 'accepted'
  const dated = ['delivered_at', 'accepted_at', 'failed_at'].filter(
    (name) => readTime(delivery, name) !== undefined,
  )
  const due = isAccepted ? (isMade ? 'delivered_at,accepted_at' : 'accepted_at') : 'failed_at'
  if (dated.join() !== due) return [`is dated by ${dated.join(' and ') || 'nothing'}`]
  const moments = [
    readMoment(order, 'paid_at'),
    readMoment(delivery, 'started_at'),
    ...dated.map((name) => readMoment(delivery, name)),
  ]
  return moments.every((moment, i) => i === 0 || moment >= (moments[i - 1] ?? moment))
    ? []
    : ['has moments that run backwards']
}
