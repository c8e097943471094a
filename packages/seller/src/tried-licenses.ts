import { createMemoryStore, createSeller } from './index.ts'
import type {
  ApplyAsked,
  HandlersByFamily,
  IssueAsked,
  LicenseApi,
  LicenseApiOptions,
  Seller,
  SellerOptions,
  SellerProblem,
  SellerSettings,
  SellerStore,
} from './index.ts'
import { createTestClock, createTestMarketplace } from './testing.ts'
import type { TestMarketplace } from './testing.ts'

export const accessKey = 'the key of the basic interfaces'
export const licenseCodeKey = 'the key for codes'
export const clock = createTestClock('2026-03-01T08:00:00Z')
export const { now } = clock

type Given = HandlersByFamily & Partial<SellerSettings>
type Started = {
  readonly market: TestMarketplace
  readonly seller: Seller
  readonly problems: SellerProblem[]
  readonly store: SellerStore
}

/** Starts a seller of licenses, and a marketplace that calls it and that it calls. */
export function startLicenses(protocol: TestMarketplace['protocol'], given: Given): Started {
  const problems: SellerProblem[] = []
  const store = given.store ?? createMemoryStore({ now })
  const market = createTestMarketplace({
    seller: (request) => seller(request),
    accessKey,
    licenseCodeKey,
    protocol,
    now,
  })
  const licenseApi: LicenseApi | LicenseApiOptions = given.licenseApi ?? market.licenseApi
  const options = { accessKey, licenseCodeKey, store, now, orders: market.orders, licenseApi }
  const onProblem = (problem: SellerProblem): void => void problems.push(problem)
  const seller: Seller = createSeller({ ...options, onProblem, ...given } as SellerOptions)
  return { market, seller, problems, store }
}

export const issue = ({ instanceId }: IssueAsked): string => `PL-${instanceId}`
export const apply = ({ licenseId }: ApplyAsked): string => `DL-${licenseId}`
