import type { OrganisationKind } from '@loggia/protocol/console/parties/kinds'
import { useEffect, useState } from 'react'
import { useApi } from '../frame.tsx'

/** Whether the reader applies as a company or as an individual developer (R80). */
export function useApplicant(): OrganisationKind {
  const api = useApi()
  const [kind, setKind] = useState<OrganisationKind>('enterprise')
  useEffect(
    () =>
      void api.request('GET /api/buyer/organisation', {}).then(
        (organisation) => setKind(organisation.kind),
        () => undefined,
      ),
    [api],
  )
  return kind
}
