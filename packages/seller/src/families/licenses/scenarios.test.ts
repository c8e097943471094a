import { describe, expect, test } from 'vitest'
import { licenseScenarios } from '../../testing.ts'
import { apply, issue, startLicenses } from '../../tried-licenses.ts'

describe.each([
  ['license-v1', { licenseV1: { issue } }],
  ['license-code', { licenseCode: { release: () => undefined } }],
  ['license-online', { licenseOnline: { apply } }],
] as const)('a seller of %s', (protocol, handlers) => {
  test.each(licenseScenarios.map(({ name, run }) => [name, run] as const))('%s', async (_, run) => {
    const { market, seller, problems } = startLicenses(protocol, handlers)

    await run(market)

    expect(problems.filter(({ code }) => code !== 'signature_refused')).toEqual([])
    await seller.close()
  })
})
