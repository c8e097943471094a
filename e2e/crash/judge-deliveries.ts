import { momentOf, rowsOf, textOf, timeOf } from './books.ts'
import type { Export, Row } from './books.ts'

/**
 * Each line of a paid new order is one delivery, which has come to its end: accepted, and its service was opened, or failed, and it
 * never was and the money went back. Everything that is sold here is delivered by calls and accepted with that.
 */
export function judgeDeliveries(exported: Export): string[] {
  const { order, order_line, delivery } = exported
  const paid = order.filter((row) => textOf(row, 'kind') === 'new' && timeOf(row, 'paid_at') !== undefined)
  const lines = paid.flatMap((row) =>
    rowsOf(order_line, 'order_id', textOf(row, 'id')).map((line) => ({ line, order: row })),
  )
  const known = new Set(lines.map(({ line }) => textOf(line, 'id')))
  const strays = delivery.filter((row) => !known.has(textOf(row, 'order_line_id')))
  return [
    ...strays.map((row) => `delivery ${textOf(row, 'id')} is of a line that nobody paid`),
    ...lines.flatMap((one) => judgeLine(one, exported)),
  ]
}

type Paid = { readonly line: Row; readonly order: Row }

function judgeLine({ line, order }: Paid, exported: Export): string[] {
  const [id, number] = [textOf(line, 'id'), textOf(line, 'number')]
  const own = rowsOf(exported.delivery, 'order_line_id', id)
  const [delivery] = own
  if (!delivery || own.length > 1) return [`${number}: paid, and ${own.length} deliveries are of it`]
  const subscription = rowsOf(exported.subscription, 'order_line_id', id)[0]
  const faults = [
    ...(textOf(delivery, 'order_id') === textOf(order, 'id') ? [] : ['is of another order']),
    ...(textOf(delivery, 'seller_id') === textOf(line, 'seller_id') ? [] : ['is another seller’s']),
    ...(subscription && textOf(delivery, 'subscription_id') === textOf(subscription, 'id')
      ? []
      : ['is of another service']),
    ...judgeState(delivery, {
      order,
      wasOpened: !!subscription && timeOf(subscription, 'starts_at') !== undefined,
    }),
    ...judgeMoments(delivery, order),
  ]
  return faults.map((fault) => `${number}: its delivery ${fault}`)
}

function judgeState(
  delivery: Row,
  { order, wasOpened }: { readonly order: Row; readonly wasOpened: boolean },
): string[] {
  const state = textOf(delivery, 'state')
  if (state !== 'accepted' && state !== 'failed') return [`is ${state} still`]
  if (state === 'accepted') return wasOpened ? [] : ['is accepted, and its service never opened']
  const isReturned = textOf(order, 'state') === 'refunded'
  return [
    ...(wasOpened ? ['failed, and its service was opened'] : []),
    ...(isReturned ? [] : ['failed, and the money did not go back']),
  ]
}

/** What has happened is dated, what has not is not, and one comes after the other. */
function judgeMoments(delivery: Row, order: Row): string[] {
  const isAccepted = textOf(delivery, 'state') === 'accepted'
  const dated = ['delivered_at', 'accepted_at', 'failed_at'].filter(
    (name) => timeOf(delivery, name) !== undefined,
  )
  const due = isAccepted ? 'delivered_at,accepted_at' : 'failed_at'
  if (dated.join() !== due) return [`is dated by ${dated.join(' and ') || 'nothing'}`]
  const moments = [
    momentOf(order, 'paid_at'),
    momentOf(delivery, 'started_at'),
    ...dated.map((name) => momentOf(delivery, name)),
  ]
  return moments.every((moment, i) => i === 0 || moment >= (moments[i - 1] ?? moment))
    ? []
    : ['has moments that run backwards']
}
