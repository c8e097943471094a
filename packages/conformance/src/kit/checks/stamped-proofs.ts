import { createHash } from 'node:crypto'
import { formatTime } from '@loggia/protocol/kit'
import type { JsonObject } from '@loggia/protocol/wire'
import { defineStep } from '../../engine/check.ts'
import type { Check } from '../../engine/check.ts'
import { judgeAccepted } from '../../engine/judging.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { createNonceChecks } from '../../stamped/nonces.ts'
import { createProofChecks, defineComparison } from '../../stamped/proof-checks.ts'
import type { Probe } from '../../stamped/proof-checks.ts'
import { proofsToAccept } from '../../stamped/proofs-to-accept.ts'
import type { RightProof } from '../../stamped/proofs-to-accept.ts'
import { computeHmacHex, listProofsToRefuse, signAs } from '../../stamped/proofs-to-refuse.ts'
import type { WrongProof } from '../../stamped/proofs-to-refuse.ts'
import { writeCompactBody } from '../../stamped/send.ts'
import type { Proof } from '../../stamped/send.ts'
import { toWire } from '../kit.ts'
import { createScene } from '../scenes.ts'
import type { Binding } from '../scenes.ts'
import { headerNames, kitV2, createPlace, sendStamped } from '../v2.ts'

const { prefix } = kitV2
const source = 'joint-kit §4.1'
const formula =
  'The formula is hex(HMAC_SHA256(key, key + x-nonce + x-timestamp + body)): accept nothing else.'

const near: readonly WrongProof[] = [
  {
    id: 'v2.proof.near.basic',
    title: 'A signature over the hash of the body, as basic interfaces sign, is refused',
    name: 'a request signed by the formula of the basic interfaces',
    code: '000001',
    fix: `The body itself is signed, not its hash. ${formula}`,
    ...signAs(({ key, nonce, timestamp, body }) =>
      computeHmacHex(key, key + nonce + timestamp + computeHmacHex(key, body)),
    ),
  },
  {
    id: 'v2.proof.near.no-key',
    title: 'A signature whose string to sign lacks the key is refused',
    name: 'a request whose string to sign does not start with the key',
    code: '000001',
    fix: `The string to sign starts with the key, although it is also the HMAC key. ${formula}`,
    ...signAs(({ key, nonce, timestamp, body }) =>
      computeHmacHex(key, Buffer.concat([Buffer.from(nonce + timestamp), body])),
    ),
  },
  {
    id: 'v2.proof.near.swapped',
    title: 'A signature with the timestamp before the nonce is refused',
    name: 'a request whose timestamp was signed before its nonce',
    code: '000001',
    fix: `The nonce comes before the timestamp. ${formula}`,
    ...signAs(({ key, nonce, timestamp, body }) =>
      computeHmacHex(key, Buffer.concat([Buffer.from(key + timestamp + nonce), body])),
    ),
  },
  {
    id: 'v2.proof.near.plain-outer',
    title: 'A plain SHA-256 instead of the HMAC is refused',
    name: 'a request whose signature is a plain SHA-256 of the correct string',
    code: '000001',
    fix: `The signature is an HMAC with the key. ${formula}`,
    ...signAs(({ key, nonce, timestamp, body }) =>
      createHash('sha256')
        .update(key + nonce + timestamp)
        .update(body)
        .digest('hex'),
    ),
  },
]

const fitting = new Set([
  'fresh.past',
  'fresh.future',
  'case.upper',
  'case.lower',
  'type.plain',
  'type.hyphen',
])
const capitals: Readonly<Record<string, string>> = {
  'x-sign': 'X-Sign',
  'x-timestamp': 'X-Timestamp',
  'x-nonce': 'X-Nonce',
}

const parse = (body: string): JsonObject => JSON.parse(body) as JsonObject

const accepted: readonly RightProof[] = [
  ...proofsToAccept
    .filter(({ id }) => fitting.has(id.replace('v2.proof.', '')))
    // Their source is that of all proofs of the kit.
    .map(({ source: _source, ...one }) => one),
  {
    id: 'v2.proof.headers.case',
    title: 'Headers are found whatever the case of their names',
    level: 'should',
    name: 'a request with capitals in the names of its headers',
    fix: 'Names of HTTP headers have no case: proxies write them as they like.',
    rest: () => ({ place: createPlace('tenantSync', (name) => capitals[name] ?? name) }),
  },
  {
    id: 'v2.proof.body.unsorted',
    title: 'A body whose fields arrive in another order than they were signed in is accepted',
    level: 'should',
    name: 'a request whose fields are not in the order in which they were signed',
    fix: 'The signature covers the fields sorted by name: if it does not fit the bytes, sort the top level, write it compactly and compare again.',
    rest: (body) => ({
      sentBody: JSON.stringify(Object.fromEntries(Object.entries(parse(body)).toReversed())),
    }),
  },
  {
    id: 'v2.proof.body.null',
    title: 'A field that is null is left out when the signature is verified',
    level: 'should',
    name: 'a request with a field that is null and was not signed',
    fix: 'The signature covers no field that is null: if it does not fit the bytes, leave such fields out and compare again.',
    rest: (body) => ({ sentBody: body.replace(/^\{/, '{"addedInSomeYear":null,') }),
  },
]

const proofInHeaders = ({ request: { headers } }: Exchange): Proof => ({
  signature: headers[headerNames.signature] ?? '',
  timestamp: headers[headerNames.timestamp] ?? '',
  nonce: headers[headerNames.nonce] ?? '',
})

/** Whether the proof of a call is verified correctly. */
export function createStampedProofChecks(binding: Binding): readonly Check[] {
  /** Adds the first company once more, which changes nothing. */
  const probe: Probe = async (bench, name, meant, rest) => {
    const { request } = await bench.look(binding.enterprise)
    const before = parse(Buffer.from(request.body).toString('utf8'))
    const message = { ...before, timeStamp: formatTime(bench.nowMs()) }
    const call = { name, activity: 'tenantSync', meant, message } as const
    const body = writeCompactBody(toWire('v2', call))
    return sendStamped(bench, call, { body, ...rest?.(body) })
  }
  const rules = {
    prefix,
    source,
    codeSource: 'joint-kit §3, §4.1',
    probe,
    subject: 'request',
    replaceable: '检查',
    mayWriteAnew: true,
    accepted,
    refused: listProofsToRefuse({
      names: {
        signature: 'the header x-sign',
        timestamp: 'the header x-timestamp',
        nonce: 'the header x-nonce',
      },
      near,
    }),
  }
  const compared = defineComparison(rules)
  return [
    ...createProofChecks(rules, compared),
    ...createNonceChecks({ ...rules, compared, proofOf: proofInHeaders }),
    createNestedCheck(binding),
  ]
}

function createNestedCheck(binding: Binding): Check {
  const sent = defineStep('departments whose fields are not sorted', async (bench) => {
    const of = await bench.look(binding.organisation)
    const scene = createScene(bench, of)
    const list = [{ parentCode: '', orgName: '检查企业', orgCode: scene.code() }]
    return kitV2.send(bench, {
      ...scene.departments(list),
      name: 'departments whose own fields are not in ascending order',
    })
  })
  return {
    id: `${prefix}.proof.body.nested`,
    title: 'Only the top level is sorted when the signature is verified',
    level: 'must',
    group: 'allOrgSync',
    source,
    fix: 'Verify over the bytes as received, or keep the order inside lists and objects when you write the body again.',
    judge: async (look) => judgeAccepted(await look(sent), '000000'),
  }
}
