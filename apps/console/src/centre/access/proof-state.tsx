import type { Address } from '@loggia/protocol/console'
import type { ProofState } from '@loggia/protocol/console/access/kinds'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { proofTexts } from './proof-texts.ts'

const kinds: Readonly<Record<ProofState, StateKind>> = { unverified: 'end', verified: 'ok', failed: 'bad' }

/** Whether an endpoint is verified, how, and otherwise what was wrong at the last try. */
export function ProofOf({ of: { proof } }: { readonly of: Pick<Address, 'proof'> }) {
  const texts = proofTexts.use()
  return (
    <>
      <State kind={kinds[proof.state]}>{texts.states[proof.state]}</State>
      {proof.way && (
        <p className="below">
          {texts.ways[proof.way]}
          {proof.fault !== undefined && ` · ${texts.faults[proof.fault]}`}
        </p>
      )}
    </>
  )
}
