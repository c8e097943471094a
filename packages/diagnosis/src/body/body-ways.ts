import { hash } from 'node:crypto'
import { largeBody } from '../context.ts'
import { decodeText } from '../exchange.ts'
import type { Finding } from '../findings.ts'
import type { Way } from '../search.ts'
import { listCharsetWays, utf8, listByteWays } from './charset-ways.ts'
import { listMemberWays, orderWays } from './members.ts'
import { listPresets } from './presets.ts'
import type { StepWay } from './steps.ts'
import { escapeWays, numberWays, spacingWays, wrappingWays } from './texts.ts'

/** A body that may have been signed; equal bodies have the same `id`. */
export type Made = { readonly id: string; readonly bytes: Uint8Array }

/** Less precise kinds. If two names describe the same bytes, the more precise one is kept. */
const vague: readonly string[] = [
  'body_sorted',
  'body_sorted_every_level',
  'body_nulls_dropped',
  'body_reserialised',
  'body_bound',
  'body_absent_as_null',
  'body_empties_dropped',
  'body_blanks_removed',
  'body_lines_joined',
  'body_member_left_out',
  'body_indented',
]
export const measureVagueness = (findings: readonly Finding[]): number =>
  findings.reduce((sum, { kind }) => sum + vague.indexOf(kind) + 1, 0)

/** A short body is its own id, which costs less than a digest. */
const longestName = 1024
const idOf = (bytes: Uint8Array): string =>
  bytes.length <= longestName
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    : `\0${hash('sha1', bytes, 'latin1')}`
const madeOf = (bytes: Uint8Array): Made => ({ id: idOf(bytes), bytes })

/** Keeps each body once: with the fewest mistakes that lead to it, and among those with the most precise name. */
function collector() {
  const kept = new Map<string, { way: Way<Made>; count: number }>()
  return {
    add(
      bytes: Uint8Array,
      way: Pick<Way<unknown>, 'mistakes' | 'isAlone' | 'isCommon'>,
      count: number,
    ): void {
      const id = idOf(bytes)
      const known = kept.get(id)
      if (
        known &&
        (known.count < count || measureVagueness(known.way.mistakes) <= measureVagueness(way.mistakes))
      )
        return
      kept.set(id, { way: { ...way, value: { id, bytes }, count }, count })
    },
    ways: (): Way<Made>[] => [...kept.values()].map(({ way }) => way),
  }
}
type Collector = ReturnType<typeof collector>

/** A way that changes the text, with its result. */
type Taken = { readonly way: StepWay; readonly text: string }
/** The ways of a step that change the text. If several give the same text, the first one is kept. */
function listTaken(ways: readonly StepWay[], text: string): Taken[] {
  const seen = new Set([text])
  return ways.flatMap((way) => {
    const made = way.value.apply(text)
    if (seen.has(made)) return []
    seen.add(made)
    return [{ way, text: made }]
  })
}

/** Leaves out ways that only write the body compactly: those are reported as rewritten, not as sorted. */
function ordersOf(text: string): StepWay[] {
  const compact = spacingWays[0]?.value.apply(text)
  return [...listMemberWays(text), ...orderWays].filter(({ value }) => {
    const made = value.apply(text)
    return made !== compact
  })
}

function stepsOf(text: string): (readonly StepWay[])[] {
  const orders = ordersOf(text)
  const isOrder = new Set(orderWays)
  return [
    orders.filter((one) => !isOrder.has(one)),
    orders.filter((one) => isOrder.has(one)),
    spacingWays,
    numberWays,
    escapeWays,
    wrappingWays,
  ]
}

/**
 * Bodies that were cut by short buffers, by column sizes or by a length counted in characters; or were padded with
 * zeros.
 */
function lengthWays(body: Uint8Array, characters: number, add: Collector['add']): void {
  const cut = (got: number): void =>
    add(
      body.subarray(0, got),
      { mistakes: [{ kind: 'body_cut', got, expected: body.length }], isAlone: true },
      1,
    )
  const from = body.length > 1500 ? body.length - 3 : 1
  for (let got = from; got < body.length; got++) cut(got)
  for (let size = 64; size < body.length; size *= 2) [size - 1, size].forEach(cut)
  for (const size of [255, 1000, 2000, 4000, characters]) if (size < body.length) cut(size)
  for (const size of [256, 512, 1000, 1024, 2048, 4096, 8192, 16_384, 65_536])
    if (size > body.length && size < body.length + 9000) {
      const bytes = Buffer.concat([body, Buffer.alloc(size - body.length)])
      add(bytes, { mistakes: [{ kind: 'body_padded', length: size }], isAlone: true }, 1)
    }
}

const joinParts = (a: Way<unknown>, b: Way<unknown>) => ({
  mistakes: [...a.mistakes, ...b.mistakes],
  isCommon: a.isCommon === true && b.isCommon === true,
})

/** The bodies that may have been signed. The results of each step for the received text are computed once. */
function bodiesOf(text: string, body: Uint8Array) {
  const isLarge = body.length > largeBody
  const steps = stepsOf(text).map((ways) => (isLarge ? ways.filter((one) => one.isCommon) : ways))
  const charsets = listCharsetWays(text)
  const singles = steps.map((ways) => listTaken(ways, text))

  function single(collect: Collector): void {
    for (const one of singles.flat()) collect.add(utf8.apply(one.text), one.way, 1)
    for (const one of charsets) collect.add(one.value.apply(text), one, 1)
    if (!isLarge) lengthWays(body, text.length, collect.add)
  }
  /** If the body is long, only frequent mistakes are combined. */
  function pairs(collect: Collector, isLong: boolean): void {
    const may = (one: Way<unknown>): boolean => one.isAlone !== true && (!isLong || one.isCommon === true)
    const seconds = steps.map((ways) => ways.filter(may))
    const written = charsets.filter(may)
    for (const [at, firsts] of singles.entries())
      for (const first of firsts.filter(({ way }) => may(way))) {
        for (const ways of seconds.slice(at + 1))
          for (const second of listTaken(ways, first.text))
            collect.add(utf8.apply(second.text), joinParts(first.way, second.way), 2)
        for (const one of written) collect.add(one.value.apply(first.text), joinParts(first.way, one), 2)
      }
  }
  return { single, pairs }
}

const longBody = 4 * 1024

/**
 * Returns a function that lists how the signed body may have been made from the received one, with at most `most`
 * mistakes. Receivers may accept the sorted form (saas-v2 §9), but this request was refused, so sorting counts as a
 * cause like any other.
 */
export function listBodyWays(body: Uint8Array): (most: number) => readonly Way<Made>[] {
  const text = decodeText(body)
  if (text === undefined) {
    const ways = listByteWays(body).map((one) => ({ ...one, value: madeOf(one.value) }))
    return () => ways
  }
  const made: (readonly Way<Made>[])[] = []
  const makeAll = (most: number): readonly Way<Made>[] => {
    const collect = collector()
    collect.add(body, { mistakes: [] }, 0)
    if (most === 0) return collect.ways()
    const bodies = bodiesOf(text, body)
    bodies.single(collect)
    for (const one of listPresets(text)) collect.add(utf8.apply(one.text), one, 1)
    if (most > 1) bodies.pairs(collect, body.length > longBody)
    return collect.ways()
  }
  return (most) => (made[Math.min(2, most)] ??= makeAll(Math.min(2, most)))
}
