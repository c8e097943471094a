import { isGranted } from '@loggia/protocol/console/parties/kinds'
import { formatAmount } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { Card } from '../../centre/parts/page.tsx'
import { BudgetMeter } from './meter.tsx'
import { budgetTexts } from './texts.ts'
import './budgets.css'

/** The budgets that limit the reader; nothing if there are none, and for owners, whom none limits. */
export function OwnBudgets() {
  const texts = budgetTexts.use()
  const { session } = useFrame()
  const id = useId()
  const isOwner = isGranted(session?.rights.buyer, 'main')
  const budgets = useRead('GET /api/buyer/budgets', {}, { enabled: !isOwner }).data?.budgets ?? []
  if (isOwner || budgets.length === 0) return null
  return (
    <Card id={id} title={texts.own.title}>
      <div className="budget-own">
        {budgets.map((budget) => (
          <div key={budget.id}>
            <p className="row between t13">
              <span>
                {texts.own.now(
                  budget.costCentre ? texts.own.centre(budget.costCentre.name) : (budget.member?.name ?? ''),
                  texts.current[budget.period],
                )}
              </span>
              <b>{texts.own.left(formatAmount(budget.left))}</b>
            </p>
            <BudgetMeter of={budget} />
          </div>
        ))}
      </div>
    </Card>
  )
}
