import { createHmac } from 'node:crypto'
import { hashBody, hashSha256, signOver } from './right.ts'
import type { Parts, Proved } from './right.ts'
import { createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

/** Accepts a request without this parameter. */
const lenientOn =
  (name: keyof Proved): ((right: Parts) => Partial<Parts>) =>
  (right) => ({
    proofFault: (request, parts) => (request.query.get(name) ? right.proofFault(request, parts) : undefined),
  })

/** Accepts another signature in addition to the right one. */
const alsoAccepts =
  (other: (proved: Proved, key: string) => string): ((right: Parts) => Partial<Parts>) =>
  (right) => ({ signaturesOf: (proved, key) => [...right.signaturesOf(proved, key), other(proved, key)] })

/** Accepts the signatures of other parts in addition. */
const alsoProves =
  (other: (proved: Proved) => Proved): ((right: Parts) => Partial<Parts>) =>
  (right) => ({
    signaturesOf: (proved, key) => [
      ...right.signaturesOf(proved, key),
      ...right.signaturesOf(other(proved), key),
    ],
  })

const hmacHex = (key: string, data: string): string => createHmac('sha256', key).update(data).digest('hex')

/** Defects of a receiver that accepts what it must refuse. */
export const proofDefects: readonly Wrong[] = [
  {
    name: 'takes-unsigned',
    defect: 'It accepts requests without signature',
    found: ['v2.proof.missing.signature', 'v2.proof.empty.signature'],
    change: lenientOn('signature'),
  },
  {
    name: 'takes-no-timestamp',
    defect: 'It accepts requests without timestamp',
    found: ['v2.proof.missing.timestamp'],
    change: lenientOn('timestamp'),
  },
  {
    name: 'takes-no-nonce',
    defect: 'It accepts requests without nonce',
    found: ['v2.proof.missing.nonce'],
    change: lenientOn('nonce'),
  },
  {
    name: 'takes-old-requests',
    defect: 'It accepts requests with any old timestamp',
    found: ['v2.proof.stale.past'],
    change: () => ({ window: { beforeMs: Number.MAX_VALUE, afterMs: 60_000 } }),
  },
  {
    name: 'takes-requests-from-the-future',
    defect: 'It refuses only timestamps that are too old',
    found: ['v2.proof.stale.future'],
    change: () => ({ window: { beforeMs: 60_000, afterMs: Number.MAX_VALUE } }),
  },
  {
    name: 'signs-no-body',
    defect: 'It verifies only the query, so any body passes',
    found: ['v2.proof.altered.body'],
    change: alsoProves((proved) => ({
      ...proved,
      body: Buffer.from(proved.body.toString().replace(/"}$/, 'x"}')),
    })),
  },
  {
    name: 'signs-no-nonce',
    defect: 'It accepts a signature made with the start of the nonce',
    found: ['v2.proof.altered.nonce'],
    change: alsoProves((proved) => ({ ...proved, nonce: proved.nonce.slice(0, 32) })),
  },
  {
    name: 'signs-no-timestamp',
    defect: 'It accepts a signature made with a timestamp one second later',
    found: ['v2.proof.altered.timestamp'],
    change: alsoProves((proved) => ({ ...proved, timestamp: String(Number(proved.timestamp) + 1000) })),
  },
  {
    name: 'accepts-any-key',
    defect: 'It checks only the form of a signature',
    found: ['v2.proof.wrong-key'],
    also: [
      'v2.proof.altered.body',
      'v2.proof.altered.nonce',
      'v2.proof.altered.timestamp',
      'v2.proof.near.plain-hash',
      'v2.proof.near.upper-hash',
      'v2.proof.near.body-itself',
      'v2.proof.near.no-key',
      'v2.proof.near.swapped',
      'v2.proof.near.plain-outer',
      'v2.proof.nonce.forged',
      'v2.proof.forged.release',
    ],
    change: () => ({ sameSignature: (_, got) => /^[0-9a-f]{64}$/i.test(got) }),
  },
  {
    name: 'takes-plain-inner-hash',
    defect: 'It accepts a plain SHA-256 as the inner hash besides the HMAC',
    found: ['v2.proof.near.plain-hash'],
    change: alsoAccepts((proved, key) => signOver(key, proved, hashSha256(proved.body))),
  },
  {
    name: 'takes-upper-inner-hash',
    defect: 'It accepts an inner hash in upper case as well as the correct one',
    found: ['v2.proof.near.upper-hash'],
    change: alsoAccepts((proved, key) => signOver(key, proved, hashBody(key, proved.body).toUpperCase())),
  },
  {
    name: 'takes-the-formula-of-the-kit',
    defect: 'It accepts the formula of the joint kit, which signs the body itself, on a basic interface',
    found: ['v2.proof.near.body-itself'],
    change: alsoAccepts((proved, key) => signOver(key, proved, proved.body.toString())),
  },
  {
    name: 'takes-a-text-without-key',
    defect: 'It accepts signatures whose string to sign does not start with the key',
    found: ['v2.proof.near.no-key'],
    change: alsoAccepts(({ nonce, timestamp, body }, key) =>
      hmacHex(key, nonce + timestamp + hashBody(key, body)),
    ),
  },
  {
    name: 'takes-timestamp-before-nonce',
    defect: 'It accepts signatures with the timestamp before the nonce',
    found: ['v2.proof.near.swapped'],
    change: alsoAccepts(({ nonce, timestamp, body }, key) =>
      hmacHex(key, key + timestamp + nonce + hashBody(key, body)),
    ),
  },
  {
    name: 'takes-a-plain-outer-hash',
    defect: 'It accepts a plain SHA-256 as the outer step',
    found: ['v2.proof.near.plain-outer'],
    change: alsoAccepts(({ nonce, timestamp, body }, key) =>
      hashSha256(key + nonce + timestamp + hashBody(key, body)),
    ),
  },
  {
    name: 'takes-base64',
    defect: 'It accepts the correct signature in Base64 too',
    found: ['v2.proof.near.base64'],
    change: (right) => ({
      sameSignature: (expected, got) =>
        right.sameSignature(expected, got) || Buffer.from(expected, 'hex').toString('base64') === got,
    }),
  },
  {
    name: 'compares-the-beginning',
    defect: 'It compares only as many digits as were sent',
    found: ['v2.proof.form.beginning'],
    change: () => ({ sameSignature: (expected, got) => expected.startsWith(got.toLowerCase()) }),
  },
  {
    name: 'overlooks-the-rest',
    defect: 'It compares only the first 64 digits of what was sent',
    found: ['v2.proof.form.longer'],
    change: () => ({ sameSignature: (expected, got) => got.toLowerCase().startsWith(expected) }),
  },
  {
    name: 'takes-words-for-signatures',
    defect: 'It accepts a signature that is not a number',
    found: ['v2.proof.form.words'],
    also: ['v2.proof.near.base64'],
    change: (right) => ({
      sameSignature: (expected, got) => !/^[0-9a-f]+$/i.test(got) || right.sameSignature(expected, got),
    }),
  },
  {
    name: 'takes-seconds',
    defect: 'It accepts a timestamp of ten digits as seconds',
    found: ['v2.proof.timestamp.seconds'],
    change: (right) => ({
      readTimestamp: (text) => (/^\d{10}$/.test(text) ? Number(text) * 1000 : right.readTimestamp(text)),
    }),
  },
  {
    name: 'computes-with-words',
    defect: 'It calculates with a timestamp that is not a number, so no comparison refuses it',
    found: ['v2.proof.timestamp.words'],
    change: (right) => ({
      readTimestamp: (text) => (/^\d+$/.test(text) ? right.readTimestamp(text) : right.nowMs()),
    }),
  },
  {
    name: 'answers-000002-to-forgeries',
    defect: 'It refuses a wrong signature with the code for parameters',
    found: ['v2.proof.refusal-code'],
    change: (right) => ({
      proofFault: (request, parts) => (right.proofFault(request, parts) === undefined ? undefined : '000002'),
    }),
  },
]

/** Checks the proof only after the request was carried out. */
const actsFirst: Wrong = {
  name: 'acts-before-it-verifies',
  defect: 'It releases an instance before it refuses the signature',
  found: ['v2.proof.forged.release'],
  also: ['v2.refusal.no-effect'],
  change: (right) => ({
    handle: async (request, shop, parts) => {
      const message = right.readBody(request.body)
      if (message?.['activity'] === 'releaseInstance') await right.carryOut(message, shop, parts)
      return right.handle(request, shop, parts)
    },
  }),
}

/** Sellers that accept invalid proofs. */
export const wrongProofs = createWrongSellers([...proofDefects, actsFirst])
