import type { SignedRequestOptions } from './sending.ts'
import { getProtocol } from './wire/protocols.ts'
import type { TestMessage } from './wire/protocols.ts'

/**
 * A request as the marketplace sends it: `POST` with JSON, signed in the query, for SaaS V2.0 and order notifications; `GET`
 * for SaaS V1.0. Throws a TypeError that lists every fault of the message against the tables.
 */
export const createSignedRequest = (sent: TestMessage, options: SignedRequestOptions): Request =>
  getProtocol(sent).sign(sent.message, options)
