import type { WrongSeller } from '../seller.ts'
import { bodyHashOf, sellerWith, sha256, signatureOver } from './right.ts'
import type { Parts, Proved } from './right.ts'

/** Takes a request without this parameter, as if it were right. */
const lenientOn =
  (name: keyof Proved): ((right: Parts) => Partial<Parts>) =>
  (right) => ({
    proofFault: (request, parts) => (request.query.get(name) ? right.proofFault(request, parts) : undefined),
  })

/** Accepts another signature besides the right one. */
const alsoAccepts =
  (other: (proved: Proved, key: string) => string): ((right: Parts) => Partial<Parts>) =>
  (right) => ({ signaturesOf: (proved, key) => [...right.signaturesOf(proved, key), other(proved, key)] })

type Wrong = Omit<WrongSeller, 'make'> & { readonly change: (right: Parts) => Partial<Parts> }

const wrongs: readonly Wrong[] = [
  {
    name: 'takes-unsigned',
    defect: 'It takes requests that have no signature',
    found: ['v2.proof.missing.signature'],
    change: lenientOn('signature'),
  },
  {
    name: 'takes-no-timestamp',
    defect: 'It takes requests that have no timestamp',
    found: ['v2.proof.missing.timestamp'],
    change: lenientOn('timestamp'),
  },
  {
    name: 'takes-no-nonce',
    defect: 'It takes requests that have no nonce',
    found: ['v2.proof.missing.nonce'],
    change: lenientOn('nonce'),
  },
  {
    name: 'takes-old-requests',
    defect: 'It takes requests however old their timestamp is',
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
    defect:
      'It verifies the signature over the hash that it finds in nothing but the query, so that any body passes',
    found: ['v2.proof.altered.body'],
    change: (right) => ({
      signaturesOf: (proved, key) => [
        ...right.signaturesOf(proved, key),
        ...right.signaturesOf(
          { ...proved, body: Buffer.from(proved.body.toString().replace('non-such', 'no-such')) },
          key,
        ),
      ],
    }),
  },
  {
    name: 'signs-no-nonce',
    defect: 'It accepts a signature that was made with the beginning of the nonce',
    found: ['v2.proof.altered.nonce'],
    change: alsoAccepts((proved, key) =>
      signatureOver(key, { ...proved, nonce: proved.nonce.slice(0, 32) }, bodyHashOf(key, proved.body)),
    ),
  },
  {
    name: 'signs-no-timestamp',
    defect: 'It accepts a signature that was made a second later than the timestamp says',
    found: ['v2.proof.altered.timestamp'],
    change: alsoAccepts((proved, key) =>
      signatureOver(
        key,
        { ...proved, timestamp: String(Number(proved.timestamp) + 1000) },
        bodyHashOf(key, proved.body),
      ),
    ),
  },
  {
    name: 'accepts-any-key',
    defect: 'It looks at the form of a signature and not at the key',
    found: ['v2.proof.wrong-key'],
    also: [
      'v2.proof.altered.body',
      'v2.proof.altered.nonce',
      'v2.proof.altered.timestamp',
      'v2.proof.near.plain-hash',
    ],
    change: () => ({ sameSignature: (_, got) => /^[0-9a-f]{64}$/i.test(got) }),
  },
  {
    name: 'takes-plain-inner-hash',
    defect: 'It accepts a plain SHA-256 as the inner hash besides the HMAC',
    found: ['v2.proof.near.plain-hash'],
    change: alsoAccepts((proved, key) => signatureOver(key, proved, sha256(proved.body))),
  },
]

export const wrongProofs: readonly WrongSeller[] = wrongs.map(({ change, ...wrong }) => ({
  ...wrong,
  make: sellerWith(change),
}))
