import type { Enterprise } from '@loggia/protocol/console'
import { useChange, useRead } from '../../centre/api.ts'
import type { ProviderActs } from '../../centre/identity/acts.ts'
import { ProviderCard, TestCard } from '../../centre/identity/provider-card.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { DomainsCard } from './domains-card.tsx'
import { staleSignIn } from './stale.ts'
import '../directory/directory.css'

/** How the people of a company sign in to the marketplace. */
export function SignInTab({ of }: { readonly of: Enterprise }) {
  const params = { enterpriseId: of.id }
  const signIn = useRead('GET /api/buyer/enterprises/:enterpriseId/sign-in', { params })
  const tested = useRead('GET /api/buyer/enterprises/:enterpriseId/identity-provider/test', { params })
  const acts = useProviderActs(of.id)
  return (
    <Loaded of={signIn} skeleton={<CardSkeleton rows={8} />}>
      {({ provider, domains, people, onlyWay }) => (
        <div className="od__main dir__settings">
          <ProviderCard
            owner="company"
            tenantCode={of.tenantCode}
            provider={provider}
            people={people}
            onlyWay={onlyWay}
            {...acts}
          />
          {provider && (
            <Loaded of={tested} skeleton={<CardSkeleton rows={2} />}>
              {({ test }) => <TestCard test={test} />}
            </Loaded>
          )}
          <DomainsCard enterpriseId={of.id} domains={domains} />
        </div>
      )}
    </Loaded>
  )
}

function useProviderActs(enterpriseId: string): ProviderActs {
  const save = useChange('PUT /api/buyer/enterprises/:enterpriseId/identity-provider', staleSignIn)
  const remove = useChange('DELETE /api/buyer/enterprises/:enterpriseId/identity-provider', staleSignIn)
  const params = { enterpriseId }
  return {
    save: {
      isPending: save.isPending,
      error: save.error,
      send: (body, done) => save.mutate({ params, body }, done),
    },
    remove: {
      isPending: remove.isPending,
      error: remove.error,
      send: (done) => remove.mutate({ params }, done),
    },
    testPath: `/sign-in/company/test?company=${enterpriseId}`,
  }
}
