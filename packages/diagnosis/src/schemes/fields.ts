import { proofTraits } from '@loggia/protocol/protocols'
import { openField } from '@loggia/signing'
import type { FieldKeyBits } from '@loggia/signing'
import { listDepths } from '../context.ts'
import type { Context, ReplyContext, RequestContext } from '../context.ts'
import { readMembers, readParameters } from '../exchange.ts'
import { toProblem, toShownProblem } from '../explaining.ts'
import type { Problem } from '../findings.ts'
import { searchSpaces } from '../search.ts'
import type { Found } from '../search.ts'
import { opens, createSealingSpace } from './sealing.ts'
import type { Bits } from './sealing.ts'

type Field = { readonly path: string; readonly value: string }
/** The most fields that are checked. Each may need a search, and all fields usually have the same mistake. */
const most = 6
const longest = 4096

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function secretsOf(appInfo: unknown, path: string): Field[] {
  if (!isObject(appInfo)) return []
  return ['userName', 'password'].flatMap((name) => {
    const value = appInfo[name]
    return typeof value === 'string' && value !== '' ? [{ path: `${path}.${name}`, value }] : []
  })
}

function fieldsOf(reply: Json): Field[] {
  const list = Array.isArray(reply['info']) ? (reply['info'] as unknown[]) : []
  return [
    ...secretsOf(reply['appInfo'], 'appInfo'),
    ...list
      .slice(0, most)
      .flatMap((one, i) => (isObject(one) ? secretsOf(one['appInfo'], `info[${i}].appInfo`) : [])),
  ].slice(0, most)
}

const block = 16
/** Whether a value may be an IV followed by Base64 of whole blocks. */
const mayBeSealed = (value: string): boolean => {
  const bytes = /^[A-Za-z0-9]{16}[A-Za-z0-9+/]+={0,2}$/.test(value)
    ? Buffer.from(value.slice(block), 'base64')
    : undefined
  return bytes !== undefined && bytes.length > 0 && bytes.length % block === 0
}
const opensBy = (accessKey: string, bits: FieldKeyBits, value: string): boolean =>
  openField({ accessKey, bits, value }) !== undefined

/** Searches for one mistake before two, and for a complete plaintext before a partial one. */
function searchSealing({ keys, budget }: Context, value: string, bits: Bits): Found {
  const spaces = [createSealingSpace(value, keys, bits)]
  let tried = 0
  for (const depth of listDepths(0).slice(1, 3))
    for (const digest of [opens.wholly, opens.partly]) {
      const matchDigest = (one: string): [] | undefined => (one === digest ? [] : undefined)
      const found = searchSpaces(spaces, { received: matchDigest, depths: [depth], budget })
      if (found.fits.length > 0) return found
      tried += digest === opens.wholly ? found.tried : 0
    }
  return { fits: [], tried }
}

const isStrict = (value: string): boolean => {
  const rest = value.slice(block)
  return (
    /^[A-Za-z0-9]{16}$/.test(value.slice(0, block)) &&
    /^[A-Za-z0-9+/]+={0,2}$/.test(rest) &&
    rest.length % 4 === 0
  )
}
/** With a wrong IV the padding is valid, but the first block is not text. */
const isText = (text: string): boolean => !/[\p{Cc}\p{Cn}\uFFFD]/u.test(text)
/** A lenient Base64 decoder opens values that a strict one refuses. */
function openedProblem(
  { accessKey }: Context,
  { path, value }: Field,
  bits: FieldKeyBits,
): Problem | undefined {
  const subject = `field ${path}` as const
  if (value.length > 128) return toShownProblem(subject, { kind: 'field_too_long' })
  const inner = openField({ accessKey, bits, value }) ?? ''
  return isStrict(inner) && mayBeSealed(inner) && opensBy(accessKey, bits, inner)
    ? toShownProblem(subject, { kind: 'field_sealed_twice' })
    : undefined
}

function sealedProblem(context: Context, field: Field, size: Bits): Problem | undefined {
  const { path, value } = field
  const { bits } = size
  const subject = `field ${path}` as const
  if (value.length > longest) return toShownProblem(subject, { kind: 'field_too_long' })
  const isOpened = opensBy(context.accessKey, bits, value)
  if (isOpened && isStrict(value) && isText(openField({ accessKey: context.accessKey, bits, value }) ?? ''))
    return openedProblem(context, field, bits)
  if (/^[A-Za-z0-9]{16}null$/.test(value)) return toShownProblem(subject, { kind: 'field_null' })
  const found = searchSealing(context, value, size)
  if (found.fits.length > 0) return toProblem(subject, found, new Uint8Array())
  if (isOpened) return openedProblem(context, field, bits)
  if (mayBeSealed(value)) return toProblem(subject, found, new Uint8Array())
  const looksSealed = value.length >= 20 && /^[A-Za-z0-9+/_:-]+={0,2}$/.test(value)
  return toShownProblem(
    subject,
    { kind: looksSealed ? 'field_malformed' : 'field_plain' },
    looksSealed ? 'fits' : 'proved',
  )
}

const bitsOf: Readonly<Record<string, FieldKeyBits>> = { '1': 256, '2': 128 }

/** V2.0 sends access data in plain text unless the reply says otherwise (saas-v2 §4). */
function plainProblem(context: Context, { path, value }: Field): Problem | undefined {
  const isSealed =
    mayBeSealed(value) && ([256, 128] as const).some((bits) => opensBy(context.accessKey, bits, value))
  return isSealed ? toShownProblem(`field ${path}`, { kind: 'encrypt_type_missing' }) : undefined
}

/** Checks the access data in a reply: `userName` and `password` of each instance (saas-v1 §5, saas-v2 §4). */
export function checkReplyFields(context: ReplyContext): Problem[] {
  const reply = readMembers(context.reply.body)
  if (!reply) return []
  const type = reply['encryptType']
  const announced = typeof type === 'string' || typeof type === 'number' ? String(type) : ''
  const { sealsReplies } = proofTraits[context.protocol]
  const bits = bitsOf[announced === '' && sealsReplies ? '1' : announced]
  const unknown = announced !== '' && bits === undefined
  const faults = unknown
    ? [toShownProblem('reply', { kind: 'encrypt_type_unknown', got: announced.slice(0, 40) })]
    : []
  const problems = fieldsOf(reply).flatMap((field) => {
    if (unknown) return []
    return (
      (bits === undefined
        ? plainProblem(context, field)
        : sealedProblem(context, field, { bits, areTold: true })) ?? []
    )
  })
  return [...faults, ...problems]
}

/** Checks the sealed parameters of a V1.0 request; the request does not say the size of their key. */
export function checkRequestFields(context: RequestContext): Problem[] {
  const { sealedMembers } = proofTraits[context.protocol]
  return readParameters(context.request.target)
    .filter(({ name, value }) => sealedMembers.includes(name) && value !== '')
    .filter(({ value }) => !opensBy(context.accessKey, 128, value))
    .flatMap(
      ({ name, value }) => sealedProblem(context, { path: name, value }, { bits: 256, areTold: false }) ?? [],
    )
}
