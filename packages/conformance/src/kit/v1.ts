import { omitUndefined } from '@loggia/kernel'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import type { Exchange } from '../engine/exchange.ts'
import { createToken } from '../tokened/send.ts'
import type { Pair, Sending } from '../tokened/send.ts'
import { signByAnother } from '../tokened/proofs-to-refuse.ts'
import { toWire, writeAddress } from './kit.ts'
import type { Kit, KitCall } from './kit.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** The members that the token covers: all but blank ones (joint-kit §4.2). */
const toPairs = (body: JsonObject): Pair[] =>
  Object.entries(body).flatMap(([name, value]): Pair[] =>
    value === null || value === undefined || textOf(value).trim() === '' ? [] : [[name, textOf(value)]],
  )

/** The members of the pairs, those that are as in `body` with their types, and its blank ones. */
function fromPairs(pairs: readonly Pair[], body: JsonObject): JsonObject {
  const signed = new Set(toPairs(body).map(([name]) => name))
  const blank = Object.entries(body).filter(([name]) => !signed.has(name))
  const given = pairs.map(([name, value]) => [
    name,
    signed.has(name) && textOf(body[name]) === value ? body[name] : value,
  ])
  return Object.fromEntries([...blank, ...given]) as JsonObject
}

/** How a call is proved and sent otherwise; `wire` of the token's sender gets `authToken` as its last pair. */
export type TokenRest = Partial<Pick<Sending, 'sign' | 'wire'>> & {
  readonly write?: (body: JsonObject) => string
  readonly method?: string
}

/** Sends a call with another proof, body or method. */
export function sendTokened(bench: Bench, call: KitCall, rest: TokenRest = {}): Promise<Exchange> {
  const { sign = createToken, wire = (pairs) => pairs, write = JSON.stringify, method = 'POST' } = rest
  return bench.send({
    name: call.name,
    activity: call.path ?? call.activity,
    meant: call.meant ?? 'accept',
    prepare: () => {
      const body = toWire('v1', call)
      const timeStamp = textOf(body['timeStamp'] ?? '')
      const pairs = toPairs(body)
      const sent = wire([...pairs, ['authToken', sign({ key: bench.key, timeStamp, pairs })]])
      const [, authToken] = sent.find(([name]) => name === 'authToken') ?? []
      const members = fromPairs(
        sent.filter(([name]) => name !== 'authToken'),
        body,
      )
      return {
        method,
        url: writeAddress(bench.url, 'v1', call.path ?? call.activity),
        headers: omitUndefined({
          Accept: 'application/json',
          'Content-Type': 'application/json;charset=utf-8',
          authToken,
        }),
        body: Buffer.from(write(members)),
      }
    },
  })
}

/** The joint kit V1.0. */
export const kitV1: Kit = {
  generation: 'v1',
  prefix: 'kit-v1',
  send: (bench, call) => sendTokened(bench, call),
  get: (bench, call) => sendTokened(bench, call, { method: 'GET', write: () => '' }),
  sendUnproved: (bench, call) =>
    sendTokened(bench, call, { wire: (pairs) => pairs.filter(([name]) => name !== 'authToken') }),
  sendForged: (bench, call) => sendTokened(bench, call, { sign: signByAnother }),
}
