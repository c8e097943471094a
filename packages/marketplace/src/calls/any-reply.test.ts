import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeVerdict } from '@loggia/protocol/wire'
import type { Verdict } from '@loggia/protocol/wire'
import { judge } from './testing/asking.ts'
import { formatChunked, openLoopback, createOutgoing } from '@loggia/outbound/testing'
import type { Loopback, Server } from '@loggia/outbound/testing'

let world: Loopback
let seller: Server
let reply: Uint8Array
beforeEach(async () => {
  world = openLoopback()
  seller = await world.plain((socket) => void socket.once('data', () => socket.end(reply)))
})
afterEach(() => world.close())

const ask = async (bytes: Uint8Array): Promise<Verdict> => {
  reply = bytes
  return judge(await world.transport().send(createOutgoing(`http://127.0.0.1:${seller.port}/`)))
}

const anyJson = fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)))
const anyAnswer = fc
  .record({
    resultCode: fc.oneof(fc.constantFrom('000000', '000004', '000100'), fc.jsonValue()),
    resultMsg: fc.jsonValue(),
    instanceId: fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.jsonValue()),
  })
  .map((value) => Buffer.from(JSON.stringify(value)))
const anyBody = fc.oneof(fc.uint8Array({ maxLength: 300 }), anyJson, anyAnswer)
const head = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n')

test('any bytes for a reply come to one verdict', async () => {
  const anyReply = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([Buffer.from('HTTP/1.1 '), bytes])),
    anyBody.map((bytes) => Buffer.concat([head, bytes])),
  )

  await fc.assert(
    fc.asyncProperty(anyReply, async (bytes) => {
      const verdict = await ask(bytes)

      expect(describeVerdict(verdict, 'zh-CN')).toMatch(/。$/)
      expect(describeVerdict(verdict, 'en-US')).toMatch(/\.$/)
    }),
    { numRuns: 150 },
  )
})

test('a body comes to the same verdict in whatever pieces it comes', async () => {
  await fc.assert(
    fc.asyncProperty(anyBody, fc.array(fc.nat(300), { maxLength: 6 }), async (bytes, places) => {
      const cuts = [
        0,
        ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b),
        bytes.length,
      ]
      const pieces = cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end))

      const inPieces = await ask(formatChunked(pieces))

      expect(inPieces).toEqual(await ask(formatChunked([bytes])))
      expect(inPieces).toEqual(await ask(Buffer.concat([head, bytes])))
    }),
    { numRuns: 100 },
  )
})
