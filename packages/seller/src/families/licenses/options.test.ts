import { describe, expect, test } from 'vitest'
import { createMemoryStore, createSeller, refuse } from '../../index.ts'
import type { SellerOptions } from '../../index.ts'
import { accessKey, apply, issue, licenseCodeKey, now } from '../../tried-licenses.ts'

describe('The options of a seller of licenses', () => {
  const store = createMemoryStore({ now })

  test('are checked as a whole: what plain JavaScript gets wrong is told', () => {
    const faultsOf = (options: object) => () => createSeller(options as SellerOptions)

    expect(faultsOf({ accessKey, store, licenseOnline: { apply } })).toThrow('licenseApi is missing')
    expect(faultsOf({ store, licenseCode: { freeze: () => undefined } })).toThrow('licenseCodeKey is missing')
    expect(faultsOf({ accessKey, store, licenseCode: {} })).toThrow('licenseCode has no handlers')
    expect(faultsOf({ accessKey, store, licenseV1: {} })).toThrow('licenseV1.issue is missing')
    expect(
      faultsOf({
        accessKey,
        store,
        saas: { open: () => undefined },
        licenseOnline: { apply },
        licenseApi: { origin: 'https://mkt.example', accessKeyId: 'a', secretKey: 's' },
      }),
    ).toThrow('saas-v2 and license-online have the same activities')
  })

  test('are checked by their types', () => {
    const licenseApi = { origin: 'https://mkt.example', accessKeyId: 'a', secretKey: 's' }
    const saas = { open: () => undefined }
    const given: SellerOptions[] = [
      // @ts-expect-error -- licenses that are activated online have to be uploaded
      { accessKey, store, licenseOnline: { apply } },
      // @ts-expect-error -- the basic key is required
      { licenseCodeKey, store, licenseV1: { issue } },
      // @ts-expect-error -- one address cannot serve both
      { accessKey, store, saas, licenseOnline: { apply }, licenseApi },
      // @ts-expect-error -- the handler of a SaaS product has no such refusal
      { accessKey, store, saas: { open: () => refuse('quotaUsedUp') } },
      { licenseCodeKey, store, licenseCode: { freeze: () => undefined } },
      {
        accessKey,
        store,
        saas,
        licenseOnline: { apply },
        licenseApi,
        protocols: ['saas-v1', 'license-online'],
      },
    ]

    expect(given).toHaveLength(6)
  })
})
