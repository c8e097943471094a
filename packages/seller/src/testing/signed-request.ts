import type { SignedRequestOptions } from './sending.ts'
import { getProtocol } from './wire/protocols.ts'
import type { TestMessage } from './wire/protocols.ts'

/**
 * Creates a request as the marketplace sends it: `POST` with JSON and a signed query for SaaS V2.0 and order
 * notifications, `GET` for SaaS V1.0. Throws a TypeError that lists all differences of the message from its tables.
 */
export const createSignedRequest = (sent: TestMessage, options: SignedRequestOptions): Request =>
  getProtocol(sent).sign(sent.message, options)
