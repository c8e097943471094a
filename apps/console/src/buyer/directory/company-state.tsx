import type { EnterpriseState } from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import { companyTexts } from './texts.ts'

export function CompanyState({
  of,
  pill = false,
}: {
  readonly of: EnterpriseState
  readonly pill?: boolean
}) {
  return (
    <State kind={of === 'active' ? 'ok' : 'end'} pill={pill}>
      {companyTexts.use().states[of]}
    </State>
  )
}
