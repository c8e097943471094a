import type { feedbackFacts } from '@loggia/protocol/console/feedback/facts'
import type { feedbackMessages } from '@loggia/protocol/console/feedback/messages'
import { defineTexts } from '@loggia/ui'
import type { AuditNames, FactNames } from '../../centre/facts/teller.tsx'

declare module '../../centre/facts/beside-pages.ts' {
  interface BesidePages {
    feedback: { facts: typeof feedbackFacts; messages: typeof feedbackMessages }
  }
}

/** The name of each fact in the audit log. */
export const factNames = defineTexts<FactNames<typeof feedbackFacts>>(
  {
    'feedback.written': '提交评价、咨询或回复',
    'feedback.published': '公开评价、咨询或回复',
    'feedback.kept': '审核后保持公开',
    'feedback.refused': '驳回评价、咨询或回复',
    'feedback.hidden': '撤下已公开的评价、咨询或回复',
    'feedback.reported': '商家举报评价',
    'feedback.withdrawn': '撤回评价',
    'feedback.lapsed': '购买已退订，评价不再显示',
  },
  {
    'feedback.written': 'Review, question or answer written',
    'feedback.published': 'Review, question or answer published',
    'feedback.kept': 'Published text kept',
    'feedback.refused': 'Review, question or answer rejected',
    'feedback.hidden': 'Published review, question or answer hidden',
    'feedback.reported': 'Review reported by the seller',
    'feedback.withdrawn': 'Review withdrawn',
    'feedback.lapsed': 'Review removed after a refund',
  },
)

/** What the filters of the audit log call them. */
export const auditNames = defineTexts<AuditNames<typeof feedbackFacts, 'fbk'>>(
  { areas: { feedback: '评价与咨询' }, subjects: { fbk: '评价或咨询' } },
  { areas: { feedback: 'Reviews and questions' }, subjects: { fbk: 'Review or question' } },
)
