import { useChange, useRead } from '../../centre/api.ts'
import type { ReadKey } from '../../centre/api.ts'
import type { ProviderActs } from '../../centre/identity/acts.ts'
import { ProviderCard, TestCard } from '../../centre/identity/provider-card.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'

const stale = [
  'GET /api/operator/sign-in',
  'GET /api/operator/identity-provider/test',
  'GET /api/operator/history',
] as const satisfies readonly ReadKey[]

/** The identity provider of the operators themselves; only for the super admin. */
export function OperatorProvider() {
  const signIn = useRead('GET /api/operator/sign-in', {})
  const tested = useRead('GET /api/operator/identity-provider/test', {})
  const acts = useProviderActs()
  return (
    <Loaded of={signIn} skeleton={<CardSkeleton rows={6} />}>
      {({ provider, people, onlyWay }) => (
        <>
          <ProviderCard owner="operators" provider={provider} people={people} onlyWay={onlyWay} {...acts} />
          {provider && (
            <Loaded of={tested} skeleton={<CardSkeleton rows={2} />}>
              {({ test }) => <TestCard test={test} />}
            </Loaded>
          )}
        </>
      )}
    </Loaded>
  )
}

function useProviderActs(): ProviderActs {
  const save = useChange('PUT /api/operator/identity-provider', stale)
  const remove = useChange('DELETE /api/operator/identity-provider', stale)
  return {
    save: { isPending: save.isPending, error: save.error, send: (body, done) => save.mutate({ body }, done) },
    remove: {
      isPending: remove.isPending,
      error: remove.error,
      send: (done) => remove.mutate({}, done),
    },
    testPath: '/sign-in/company/test',
  }
}
