import { expect, test } from 'vitest'
import { findExchange } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Judged } from '../engine/judge.ts'
import { writeSentence } from '../engine/judging.ts'
import { listCauses } from './causes.ts'

const exchange = (name: string, code: string | number, meant: Exchange['meant'] = 'refuse'): Exchange =>
  findExchange({
    name,
    activity: 'queryInstance',
    meant,
    request: { method: 'POST', url: 'http://127.0.0.1/', headers: {}, body: new Uint8Array() },
    reply: {
      status: 200,
      headers: [],
      body: Buffer.from(JSON.stringify({ resultCode: code })),
      truncated: false,
    },
    noReply: undefined,
    tookMs: 1,
  })

type Given = { id: string; group: string; fix?: string; level?: 'must' | 'should' }

const check = ({ id, group, fix = `Mend ${id}.`, level = 'must' }: Given): Judged['check'] => ({
  id,
  title: id,
  level,
  group,
  source: '',
  fix,
  judge: async () => undefined,
})

/** A request that must be refused but was accepted. */
const taken = (given: Given): Judged => ({
  check: check(given),
  outcome: given.level === 'should' ? 'warn' : 'fail',
  why: writeSentence(exchange(given.id, '000000'), 'was answered with resultCode 000000; it must be refused'),
  exchanges: [exchange(given.id, '000000')],
})
const refused = (given: Given): Judged => ({
  check: check(given),
  outcome: 'pass',
  why: undefined,
  exchanges: [exchange(given.id, '000001')],
})

const told = (judged: readonly Judged[]): string[][] =>
  listCauses({ url: 'u', protocol: 'saas-v2', judged }).map((cause) =>
    cause.judged.map((one) => one.check.id),
  )

const right = ['a', 'b', 'c', 'd', 'e'].map((id) => refused({ id, group: 'proof' }))

test('two requests that were taken for different reasons are two causes, though they were answered alike', () => {
  const stale = taken({ id: 'stale', group: 'proof' })
  const unknown = taken({ id: 'unknown', group: 'values' })
  const long = taken({ id: 'long', group: 'values', level: 'should' })

  expect(told([stale, ...right, unknown, long])).toEqual([['stale'], ['unknown'], ['long']])
})

test('requests that were taken and are mended by one thing are one cause', () => {
  const fix = 'Look the instance up.'
  const unknown = taken({ id: 'refresh', group: 'refreshInstance', fix })
  const other = taken({ id: 'status', group: 'updateInstanceStatus', fix })

  expect(told([unknown, ...right, other])).toEqual([['refresh', 'status']])
})

test('where most of a group was taken it is one cause, and what is taken elsewhere another', () => {
  const proofs = ['none', 'stale', 'forged'].map((id) => taken({ id, group: 'proof' }))
  const members = ['f', 'g', 'h', 'i', 'j'].map((id) => refused({ id, group: 'members' }))
  const long = taken({ id: 'long', group: 'members', level: 'should' })

  expect(told([...proofs, ...members, long])).toEqual([['none', 'stale', 'forged'], ['long']])
})

test('where most of all was taken, everything is one cause', () => {
  const proofs = ['none', 'stale', 'forged'].map((id) => taken({ id, group: 'proof' }))
  const long = taken({ id: 'long', group: 'members' })

  expect(told([...proofs, long])).toEqual([['none', 'stale', 'forged', 'long']])
})

test('codes that are numbers are one cause, which says so', () => {
  const judged = ['a', 'b', 'c'].map((id): Judged => ({
    ...taken({ id, group: 'queryInstance' }),
    exchanges: [exchange(id, 0, 'accept')],
  }))

  const causes = listCauses({ url: 'u', protocol: 'saas-v2', judged })

  expect(causes.map(({ sentence, fix }) => [sentence, fix])).toEqual([
    [
      'No response reports success in the form of the protocol; most requests were answered with the resultCode 0, which is not a string.',
      'Send resultCode as a string of six digits, "000000" instead of 0.',
    ],
  ])
})
