import type { Incoming } from '../seller.ts'
import { hashBody, signOver } from './right.ts'
import type { Parts } from './right.ts'
import { createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

/** Verifies the request with a different reading of its query. */
const readsQuery =
  (read: (request: Incoming) => URLSearchParams) =>
  (right: Parts): Partial<Parts> => ({
    proofFault: (request, parts) => right.proofFault({ ...request, query: read(request) }, parts),
  })

const rawPairs = ({ target }: Incoming): string[][] =>
  (target.split('?')[1] ?? '').split('&').map((pair) => pair.split('='))

const names = ['signature', 'timestamp', 'nonce']
const byPlace = (request: Incoming): URLSearchParams =>
  new URLSearchParams(rawPairs(request).map(([, value = ''], at) => [names[at] ?? 'more', value]))

/** A query whose values stay percent-encoded. */
function readUndecoded(request: Incoming): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name = '', ...value] of rawPairs(request)) query.set(name, value.join('='))
  return query
}

/** Verifies over another form of the body. */
const verifiesOver = (form: (body: Buffer) => Buffer | string) => (): Partial<Parts> => ({
  signaturesOf: (proved, key) => [signOver(key, proved, hashBody(key, form(proved.body)))],
})

function rewritten(body: Buffer, write: (value: unknown) => unknown): Buffer | string {
  try {
    return JSON.stringify(write(JSON.parse(body.toString())))
  } catch {
    return body
  }
}

const sortMembers = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** Defects of a receiver that refuses what it must accept. */
export const verifierDefects: readonly Wrong[] = [
  {
    name: 'has-a-narrow-window',
    defect: 'It refuses timestamps that are more than thirty seconds old',
    found: ['v2.proof.fresh.past'],
    change: () => ({ window: { beforeMs: 30_000, afterMs: 60_000 } }),
  },
  {
    name: 'refuses-clocks-ahead',
    defect: 'It refuses timestamps that are more than five seconds ahead of its clock',
    found: ['v2.proof.fresh.future'],
    change: () => ({ window: { beforeMs: 60_000, afterMs: 5_000 } }),
  },
  {
    name: 'knows-lower-case-only',
    defect: 'It compares a signature in upper case with its own in lower case',
    found: ['v2.proof.case.upper'],
    spreads: true,
    change: () => ({ sameSignature: (expected, got) => expected === got }),
  },
  {
    name: 'knows-upper-case-only',
    defect: 'It compares a signature in lower case with its own in upper case',
    found: ['v2.proof.case.lower'],
    change: () => ({ sameSignature: (expected, got) => expected.toUpperCase() === got }),
  },
  {
    name: 'reads-the-query-by-place',
    defect:
      'It treats the first parameter as the signature, the second as the timestamp and the third as the nonce',
    found: ['v2.proof.query.order'],
    also: ['v2.proof.query.more', 'v2.proof.nonce.signs', 'v2.proof.nonce.percent', 'v2.proof.refusal-code'],
    change: readsQuery(byPlace),
  },
  {
    name: 'refuses-unknown-parameters',
    defect: 'It refuses a query with an unknown parameter',
    found: ['v2.proof.query.more'],
    change: (right) => ({
      proofFault: (request, parts) =>
        [...request.query.keys()].every((name) => names.includes(name))
          ? right.proofFault(request, parts)
          : '000002',
    }),
  },
  {
    name: 'does-not-decode-the-query',
    defect: 'It verifies the encoded nonce of the query',
    found: ['v2.proof.nonce.signs', 'v2.proof.nonce.percent'],
    change: readsQuery(readUndecoded),
  },
  {
    name: 'writes-the-body-anew',
    defect: 'It verifies a body that it has parsed and serialised again',
    found: ['v2.proof.body.spaces', 'v2.proof.body.escapes'],
    change: verifiesOver((body) => rewritten(body, (value) => value)),
  },
  {
    name: 'sorts-the-body',
    defect: 'It verifies a body that it has parsed, sorted and serialised again',
    found: ['v2.proof.body.unsorted'],
    also: ['v2.proof.body.spaces', 'v2.proof.body.escapes'],
    change: verifiesOver((body) => rewritten(body, sortMembers)),
  },
  {
    name: 'trims-the-body',
    defect: 'It cuts whitespace from the ends of a body before it verifies it',
    found: ['v2.proof.body.spaces'],
    change: verifiesOver((body) => Buffer.from(body.toString('utf8').trim())),
  },
  {
    name: 'hashes-latin-letters',
    defect: 'It decodes the body with the wrong character set before it hashes it',
    found: ['v2.proof.body.chinese'],
    change: verifiesOver((body) => body.toString('latin1')),
  },
  {
    name: 'demands-one-content-type',
    defect: 'It accepts only the content type application/json;charset=utf8',
    found: ['v2.proof.type.plain', 'v2.proof.type.hyphen'],
    change: (right) => ({
      proofFault: (request, parts) =>
        request.headers['content-type'] === 'application/json;charset=utf8'
          ? right.proofFault(request, parts)
          : '000002',
    }),
  },
  {
    name: 'has-a-short-nonce-column',
    defect: 'It refuses nonces of more than 48 characters',
    found: ['v2.proof.nonce.forms'],
    change: (right) => ({ nonces: { isNew: (nonce) => nonce.length <= 48 && right.nonces.isNew(nonce) } }),
  },
  {
    name: 'keeps-no-nonces',
    defect: 'It carries out the same request every time it arrives',
    found: ['v2.proof.replay'],
    change: () => ({ nonces: { isNew: () => true } }),
  },
  {
    name: 'spends-nonces-on-forgeries',
    defect: 'It stores a nonce before it verifies the signature',
    found: ['v2.proof.nonce.forged'],
    change: (right) => {
      const seen = new Set<string>()
      return {
        proofFault: (request, parts) => {
          const nonce = request.query.get('nonce') ?? ''
          if (seen.has(nonce)) return '000002'
          seen.add(nonce)
          return right.proofFault(request, parts)
        },
      }
    },
  },
]

/** Sellers that refuse valid proofs, or accept one twice. */
export const wrongVerifiers = createWrongSellers(verifierDefects)
