import { Suspense, lazy, useEffect, useState } from 'react'
import type { ComponentProps } from 'react'
import type { FactorsPart as AnyFactorsPart } from './factors-part.tsx'
import type { ProofOfChange as AnyProofOfChange } from './proof-of-change.tsx'
import type { SecondStep as AnySecondStep } from './second-step.tsx'

// Most readers never need these, so no page loads them from the start.
const LoadedFactorsPart = lazy(() =>
  import('./factors-part.tsx').then((module) => ({ default: module.FactorsPart })),
)
const LoadedSecondStep = lazy(() =>
  import('./second-step.tsx').then((module) => ({ default: module.SecondStep })),
)
const LoadedProof = lazy(() =>
  import('./proof-of-change.tsx').then((module) => ({ default: module.ProofOfChange })),
)

/** The server renders only its place. */
export function FactorsPart(props: ComponentProps<typeof AnyFactorsPart>) {
  const [isInBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  const place = <section className="account__part factors__place" aria-hidden="true" />
  return isInBrowser ? (
    <Suspense fallback={place}>
      <LoadedFactorsPart {...props} />
    </Suspense>
  ) : (
    place
  )
}

/** Shown after the first step, so only in a browser. */
export const SecondStep = (props: ComponentProps<typeof AnySecondStep>) => (
  <Suspense>
    <LoadedSecondStep {...props} />
  </Suspense>
)

/** Shown once the server asks for the second factor, so only in a browser. */
export const ProofOfChange = (props: ComponentProps<typeof AnyProofOfChange>) => (
  <Suspense>
    <LoadedProof {...props} />
  </Suspense>
)
