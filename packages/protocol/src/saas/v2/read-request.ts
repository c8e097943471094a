import { decodeObject } from '../../wire/decode.ts'
import type { DecodedObject } from '../../wire/decode.ts'
import { readBodyRequest } from '../../wire/read-body-request.ts'
import type { ReadBodyRequest } from '../../wire/read-body-request.ts'
import { requestsToRead } from './received-requests.ts'
import type { ReceivedRequest } from './received-requests.ts'

export type { BodyRequestFault as RequestFault } from '../../wire/read-body-request.ts'
/** A parsed request, or why it could not be read. */
export type ReadRequest = ReadBodyRequest<ReceivedRequest>

/** Reads the body of a request on the seller's side. Verify its signature over the same bytes first. */
export const readRequest = (body: Uint8Array): ReadRequest => readDecodedRequest(decodeObject(body))

/** Like {@link readRequest}, for a body that was already decoded to read its activity. */
export const readDecodedRequest = (decoded: DecodedObject): ReadRequest =>
  readBodyRequest(requestsToRead, decoded)

/** The ids of a `queryInstance`, in their order, without surrounding blanks. */
export const splitInstanceIds = (request: { instanceId: string }): string[] =>
  request.instanceId
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')

/** Whether the request comes from the debugging console and must change nothing that a buyer sees. */
export const isTest = (request: { testFlag?: string | undefined }): boolean => request.testFlag === '1'
