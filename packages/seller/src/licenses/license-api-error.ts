import { MarketError } from '../open-apis/market-error.ts'
import type { MarketErrors } from '../open-apis/market-error.ts'

/** The error of a call about licenses that failed, so that it is not known whether the marketplace would accept it. */
export class LicenseApiError extends MarketError {
  override name = 'LicenseApiError'

  /**
   * Whether the marketplace may have carried the request out, although there was no answer. After an activation, query
   * the code: a second activation would be refused with `wrongState`.
   */
  get mayHaveHappened(): boolean {
    return this.mayPass && this.code !== 'tooOften' && !this.isUnsent
  }
}

export const licenseApiErrors: MarketErrors<LicenseApiError> = {
  what: 'the call about licenses',
  create: (...told) => new LicenseApiError(...told),
}
