import { createQueryReader } from '../../wire/read-query-request.ts'
import type { ReadQueryRequest } from '../../wire/read-query-request.ts'
import { requestsToRead } from './received-requests.ts'
import type { ReceivedRequest } from './received-requests.ts'

export type { QueryRequestFault as RequestFault } from '../../wire/read-query-request.ts'
/** A parsed request, or why it could not be read. */
export type ReadRequest = ReadQueryRequest<ReceivedRequest>

/** Reads the query string of a request on the seller's side. Verify `authToken` over the same query string first. */
export const readRequest: (query: string) => ReadRequest = createQueryReader(requestsToRead)
