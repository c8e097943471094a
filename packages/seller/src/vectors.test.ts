import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyBodySign } from '@loggia/signing'
import { answerLater, createSeller, createMemoryStore } from './index.ts'
import type { SellerProblem } from './index.ts'

const address = 'https://seller.example/my/saas'

type Verified = {
  id: string
  accessKey: string
  query: string | Record<string, string>
  body?: string
  nowMs?: number
  noncesSeen?: string[]
  expect: { ok: boolean }
}
const vectors = (name: string): Verified[] => {
  const file = join(import.meta.dirname, '../../protocol/vectors', name)
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: Verified[] }).cases
}
const proofCodes = ['000001', '000002']

const saas = { open: () => ({ frontEndUrl: 'https://app.example' }) }
const licenses = {
  licenseV1: { issue: () => 'PL-1' },
  licenseCode: { release: () => undefined },
  licenseOnline: { apply: () => answerLater() },
  licenseApi: { origin: 'https://market.example', accessKeyId: 'a', secretKey: 's' },
}

/** What a seller with this key and clock answers, and whether it accepted the proof. */
async function judged(
  one: Verified,
  at: number,
  request: Request,
  isLicense = false,
): Promise<{ taken: boolean; resultCode: string }> {
  const problems: SellerProblem[] = []
  const store = createMemoryStore({ now: () => at })
  for (const nonce of one.noncesSeen ?? []) await store.remember(nonce, at + 120_000)
  const { accessKey } = one
  const onProblem = (problem: SellerProblem): void => void problems.push(problem)
  const common = { accessKey, store, now: () => at, onProblem, tokenWindowMs: false } as const
  const seller = isLicense ? createSeller({ ...common, ...licenses }) : createSeller({ ...common, saas })
  const response = await seller(request)
  const body = new Uint8Array(await response.arrayBuffer())
  const header = response.headers.get('body-sign') ?? ''
  expect(verifyBodySign({ accessKey, header, body })).toEqual({ ok: true })
  const { resultCode } = JSON.parse(new TextDecoder().decode(body)) as { resultCode: string }
  return { taken: !problems.some(({ code }) => code === 'signature_refused'), resultCode }
}

const named = (file: string) => vectors(file).map((one) => [one.id, one] as const)

test.each(named('saas-v1-request-verification.json'))(
  '%s of SaaS V1.0 is taken or refused as it says',
  async (_, one) => {
    const request = new Request(`${address}?${one.query as string}`)

    const { taken, resultCode } = await judged(one, 0, request)

    expect(taken).toBe(one.expect.ok)
    if (!taken) expect(resultCode).toBe('000001')
  },
)

test.each([
  ...named('saas-v2-request-verification.json').map(([id, one]) => ['SaaS V2.0', id, one] as const),
  ...named('license-request-verification.json').map(([id, one]) => ['licenses', id, one] as const),
])('%s: %s is taken or refused as it says', async (family, _, one) => {
  const query = new URLSearchParams(one.query as Record<string, string>).toString()
  const request = new Request(`${address}?${query}`, { method: 'POST', body: one.body ?? '' })

  const { taken, resultCode } = await judged(one, one.nowMs ?? 0, request, family === 'licenses')

  expect(taken).toBe(one.expect.ok)
  if (!taken) expect(proofCodes).toContain(resultCode)
})
