import type { AccessReply } from '@loggia/protocol/console'
import type { Client } from '@loggia/client'
import type { UseQueryOptions } from '@tanstack/react-query'

/**
 * Asks a seller for the access data of a service. Each query is a call to the seller, so only opening the page or
 * pressing the button sends one. The password does not stay in memory after the page is left.
 */
export const createAccessQuery = (
  api: Pick<Client, 'request'>,
  serviceId: string,
): UseQueryOptions<AccessReply> => ({
  queryKey: ['access', serviceId],
  queryFn: ({ signal }) =>
    api.request('POST /api/buyer/services/:serviceId/access', { params: { serviceId } }, { signal }),
  staleTime: Infinity,
  gcTime: 0,
  retry: false,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  meta: { asksSeller: true },
})
