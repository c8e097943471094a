import { plainAnswers } from '../plain-answers.ts'
import { proofsTaken } from '../saas-v2/index.ts'
import type { RightSeller, WrongSeller } from '../seller.ts'
import { createDyingSeller, createRefusersOfAll } from '../strangers.ts'
import { toIdsOf } from '../stamped/wrong-proofs.ts'
import { kitV2Suite } from '../../kit/index.ts'
import type { Outgoing } from '../seller.ts'
import { openBy } from './desk.ts'
import type { Desk } from './desk.ts'
import { corpusPublicKey } from './keys.ts'
import { createKitV1Seller } from './v1.ts'
import { createKitV2Seller, signKit } from './v2.ts'
import { wrongKitV1, wrongKitV2 } from './wrong.ts'

/** What every run with a seller of the kit is told. */
export const kitSettings = {
  publicKey: corpusPublicKey,
  oaep: ['sha256-sha256', 'sha256-sha1', 'sha1-sha1'],
  instanceId: 'an-instance-of-this-seller',
} as const

/** Correct sellers of the joint kit. */
export const rightKitV2: readonly RightSeller[] = [
  { name: 'keeps what it is told', make: createKitV2Seller() },
]
export const rightKitV1: readonly RightSeller[] = [
  { name: 'keeps what it is told', make: createKitV1Seller() },
]

const isDone = (reply: Readonly<Record<string, unknown>>): boolean => reply['resultCode'] === '000000'
const refusingV2 = (refusal: Outgoing) =>
  createKitV2Seller((right) => ({
    respond: (reply, message) => (isDone(reply) ? right.respond(reply, message) : refusal),
  }))
const refusingV1 = (refusal: Outgoing) =>
  createKitV1Seller((right) => ({
    respond: (reply, parts) => (isDone(reply) ? right.respond(reply, parts) : refusal),
  }))

/** Looks only at what names its things, and decrypts with one pair of hashes. */
const careless = (right: Desk): Partial<Desk> => ({
  openSecret: openBy(['sha256-sha256']),
  isRight: (name, value, activity) =>
    ['tenantId', 'appId', 'clientId', 'clientSecret', 'orgCode', 'flag'].includes(name)
      ? value !== undefined &&
        right.isRight(name, value === '' || Array.isArray(value) ? 'x' : value, activity)
      : true,
})
const ownHashes = { oaep: ['sha256-sha256'] } as const

/** Correct sellers that do no more than they must. */
export const plainKitV2: readonly RightSeller[] = [
  { name: 'has a single code of its own for all refusals', make: refusingV2(plainAnswers.ownCode) },
  { name: 'refuses with HTTP 400', make: refusingV2(plainAnswers.badRequest) },
  {
    name: 'looks at what it needs, verifies the bytes alone, stores no nonces, and knows one pair of hashes',
    settings: ownHashes,
    make: createKitV2Seller(
      () => ({
        nonces: { isNew: () => true },
        signaturesOf: (proved, key) => [signKit(key, proved, proved.body)],
      }),
      careless,
    ),
  },
]
export const plainKitV1: readonly RightSeller[] = [
  {
    name: 'has a single code of its own for all refusals, and signs none of them',
    make: refusingV1(plainAnswers.ownCode),
  },
  { name: 'refuses with HTTP 400', make: refusingV1(plainAnswers.badRequest) },
  {
    name: 'looks at what it needs, and knows one pair of hashes',
    settings: ownHashes,
    make: createKitV1Seller(undefined, careless),
  },
]

const toV2Ids = toIdsOf('kit-v2', kitV2Suite.checks)

/** Sellers of the joint kit with one defect each. */
export const allWrongKitV2: readonly WrongSeller[] = [
  ...wrongKitV2,
  ...createRefusersOfAll([
    'kit-v2.enterprise.add',
    ...toV2Ids(proofsTaken),
    'kit-v2.proof.headers.case',
    'kit-v2.proof.body.null',
  ]),
  createDyingSeller(['kit-v2.reply.answered'], createKitV2Seller()),
]
export const allWrongKitV1: readonly WrongSeller[] = [
  ...wrongKitV1,
  ...createRefusersOfAll([
    'kit-v1.enterprise.add',
    ...'order.reversed order.case plus percent chinese supplementary unknown-parameter blank'
      .split(' ')
      .map((end) => `kit-v1.proof.${end}`),
  ]),
  createDyingSeller(['kit-v1.reply.answered'], createKitV1Seller()),
]
