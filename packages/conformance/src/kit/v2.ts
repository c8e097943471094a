import { createHmac } from 'node:crypto'
import type { Bench } from '../engine/bench.ts'
import type { Exchange } from '../engine/exchange.ts'
import { send, signWithAnotherKey } from '../stamped/send.ts'
import type { Formula, Proof, Sending } from '../stamped/send.ts'
import { toWire, writeAddress } from './kit.ts'
import type { Kit, KitCall } from './kit.ts'

/**
 * The right x-sign (joint-kit §4.1), in upper case as in printed examples. Implemented here, so that the checks do not share a fault with our
 * other code.
 */
export const computeSign: Formula = ({ key, nonce, timestamp, body }) =>
  createHmac('sha256', key)
    .update(key + nonce + timestamp)
    .update(body)
    .digest('hex')
    .toUpperCase()

export const headerNames: Readonly<Record<keyof Proof, string>> = {
  signature: 'x-sign',
  timestamp: 'x-timestamp',
  nonce: 'x-nonce',
}

/** The headers of a proof; `rename` writes their names in another way. */
export const createPlace =
  (activity: string, rename = (name: string): string => name): NonNullable<Sending['place']> =>
  (address, proof) => ({
    url: writeAddress(address, 'v2', activity),
    headers: Object.fromEntries(
      (['signature', 'timestamp', 'nonce'] as const).flatMap((part) => {
        const value = proof[part]
        return value === undefined ? [] : [[rename(headerNames[part]), value]]
      }),
    ),
  })

/** Sends a call with another proof, body or method. */
export const sendStamped = (bench: Bench, call: KitCall, rest: Partial<Sending> = {}): Promise<Exchange> =>
  send(bench, {
    name: call.name,
    activity: call.path ?? call.activity,
    meant: call.meant ?? 'accept',
    body: toWire('v2', call),
    contentType: 'application/json;charset=utf-8',
    formula: computeSign,
    place: createPlace(call.path ?? call.activity),
    ...rest,
  })

/** The joint kit V2.0. */
export const kitV2: Kit = {
  generation: 'v2',
  prefix: 'kit-v2',
  send: (bench, call) => sendStamped(bench, call),
  get: (bench, call) => sendStamped(bench, call, { method: 'GET', body: '' }),
  sendUnproved: (bench, call) => sendStamped(bench, call, { prove: () => ({}) }),
  sendForged: (bench, call) => sendStamped(bench, call, { prove: signWithAnotherKey }),
}
