import { z } from 'zod'
import { defineExport } from '../export.ts'
import { defineRoutes } from '../route.ts'
import { historyEntrySchema, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'

const id = z.string().regex(/^[a-z]{3}_[0-9a-z]{26}$/)

/** Filters of the record; all that are given must match. */
export const auditFilterSchema = z.object({
  /** The id of one subject. */
  subject: id.optional(),
  /** The prefix of the subjects' ids: `ord`. */
  subjectKind: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
  /** A kind of entry, or the beginning of one: `order.paid`, `order.`. */
  kind: z
    .string()
    .regex(/^[a-z_]{1,40}(\.[a-z_]{0,40})?$/)
    .optional(),
  /** Who acted: a member's id, any `member`, or the `system`. */
  actor: z.union([id, z.enum(['member', 'system'])]).optional(),
  from: timeSchema.optional(),
  /** Before this time. */
  to: timeSchema.optional(),
  /** A complete id or order number: of the subject, of the actor, or of a call in the entry. */
  text: z.string().trim().min(1).max(64).optional(),
})

export type AuditFilter = z.infer<typeof auditFilterSchema>
/** An entry as an auditor sees it: its subject, the actor with organisations, and all recorded data. */
export const auditEntrySchema = historyEntrySchema.extend({
  subject: z.string(),
  actor: z.object({
    kind: z.enum(['member', 'system']),
    id: z.string().optional(),
    name: z.string().optional(),
    /** The organisations that the actor acts for now. */
    of: z.array(textSchema),
  }),
})

export type AuditEntry = z.infer<typeof auditEntrySchema>

export const auditRoutes = defineRoutes({
  'GET /api/operator/history': {
    summary: {
      en: 'Get the audit log, newest first; GET /api/operator/history.csv returns the same entries as CSV',
      zh: '查询操作记录，按时间倒序；GET /api/operator/history.csv 以 CSV 返回相同的内容',
    },
    role: 'operator',
    needs: 'main',
    query: pageQuery.extend(auditFilterSchema.shape),
    reply: definePage(auditEntrySchema),
  },
  'GET /api/operator/history.csv': defineExport(
    { role: 'operator', needs: 'main' },
    { en: 'the audit log', zh: '操作记录' },
    auditFilterSchema,
  ),
})
