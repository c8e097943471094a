import type { budgetFacts } from '@loggia/protocol/console/budgets/facts'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    budgets: { facts: typeof budgetFacts; messages: object }
  }
}

/** The name of each fact in the audit log. */
export const factNames = defineTexts<FactNames<typeof budgetFacts>>(
  {
    'cost_centre.created': '创建成本中心',
    'cost_centre.changed': '修改成本中心',
    'cost_centre.assigned': '设置成员的成本中心',
    'budget.set': '设置预算',
    'budget.removed': '删除预算',
  },
  {
    'cost_centre.created': 'Cost centre created',
    'cost_centre.changed': 'Cost centre changed',
    'cost_centre.assigned': 'Cost centre of a member set',
    'budget.set': 'Budget set',
    'budget.removed': 'Budget removed',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof budgetFacts>>(
  { areas: { cost_centre: '成本中心', budget: '预算' }, subjects: {} },
  { areas: { cost_centre: 'Cost centres', budget: 'Budgets' }, subjects: {} },
)
