import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signBody, signKitV2, signSaasV1Body, signSaasV2 } from '@loggia/signing'
import { runLine } from './line-in-test.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-diagnose-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const key = 'a-key-of-the-tests-0001'
const otherKey = 'the-key-of-the-basic-class'
const timestampMs = 1_729_566_664_115
const body =
  '{"flag":1,"instanceId":"i-1","name":"企业/版","orderId":"","tenantId":"t-1","testFlag":0,"timeStamp":"20241022111104115"}'
const timeStamp = '20241022111104115'
const seconds = String(timestampMs).slice(0, 10)
const { pairs } = signSaasV1Body(key, body)
const hmac = (by: string, text: string, form: 'hex' | 'base64'): string =>
  createHmac('sha256', by).update(text).digest(form)

/** The kinds of the mistakes that are found, each with its certainty. */
async function find(request: string): Promise<[string, string[][]]> {
  const words = [
    'diagnose',
    '--key',
    key,
    '--other-key',
    `basic=${otherKey}`,
    '--now',
    String(timestampMs),
    '--json',
  ]
  const { out } = await runLine(folder, words, { stdin: request, io: { nowMs: () => timestampMs } })
  const { protocol, problems } = JSON.parse(out) as {
    protocol: string
    problems: { explanations: { certainty: string; findings: { kind: string }[] }[] }[]
  }
  const kinds = problems.flatMap(({ explanations }) =>
    explanations.map(({ certainty, findings }) => [certainty, ...findings.map(({ kind }) => kind)]),
  )
  return [protocol, kinds]
}

const write = (path: string, headers: Readonly<Record<string, string>>, sent = body): string =>
  [
    `POST /api/produceAPI/${path} HTTP/1.1`,
    'Host: s.example',
    'Content-Type: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    sent,
  ].join('\n')

describe('the joint kit V2.0', () => {
  const signed = { accessKey: key, body, nonce: 'n-1', timestampMs }
  const right = signKitV2(signed)

  test.each<[string, Readonly<Record<string, string>>, string[][]]>([
    ['what is right', right, []],
    [
      'the formula of the basic interfaces',
      { ...right, 'x-sign': signSaasV2(signed).signature },
      [['proved', 'basic_formula']],
    ],
    [
      'seconds instead of milliseconds',
      { ...right, 'x-timestamp': seconds, 'x-sign': hmac(key, `${key}n-1${seconds}${body}`, 'hex') },
      [['proved', 'timestamp_seconds']],
    ],
    [
      'a body that was written anew before it was signed',
      signKitV2({ ...signed, body: body.replace('/', '\\/') }),
      [['proved', 'body_slash_escaped']],
    ],
    ['the key of another class', signKitV2({ ...signed, accessKey: otherKey }), [['proved', 'key_other']]],
  ])('%s', async (_, headers, found) => {
    expect(await find(write('v2/tenantSync', headers))).toEqual(['kit-v2', found])
  })
})

describe('the joint kit V1.0', () => {
  test.each<[string, string, string[][]]>([
    ['what is right', signSaasV1Body(key, body).authToken, []],
    [
      'the key of Body-Sign, without the time',
      hmac(key, pairs, 'base64'),
      [['proved', 'key_without_timestamp']],
    ],
    [
      'the body in place of its members',
      hmac(key + timeStamp, body, 'base64'),
      [['proved', 'pairs_body_signed']],
    ],
    ['the key of another class', signSaasV1Body(otherKey, body).authToken, [['proved', 'key_other']]],
  ])('%s', async (_, authToken, found) => {
    expect(await find(write('tenantSync', { authToken }))).toEqual(['kit-v1', found])
  })

  test('seconds instead of the digits of a time', async () => {
    const sent = body.replace(timeStamp, seconds)
    const request = write('tenantSync', { authToken: signSaasV1Body(key, sent).authToken }, sent)

    expect(await find(request)).toEqual(['kit-v1', [['proved', 'timestamp_malformed']]])
  })

  test('an answer without Body-Sign, and one that is signed with another key', async () => {
    const request = write('tenantSync', { authToken: signSaasV1Body(key, body).authToken })
    const answer = '{"resultCode":"000000","resultMsg":"success."}'
    const reply = (proof: string) =>
      `${request}\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n${proof}\n${answer}`

    expect(await find(reply(''))).toEqual(['kit-v1', [['proved', 'body_sign_missing']]])
    expect(await find(reply(`Body-Sign: ${signBody(otherKey, answer)}\n`))).toEqual([
      'kit-v1',
      [['proved', 'key_other']],
    ])
  })
})
