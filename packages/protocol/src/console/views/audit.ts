import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { historyEntrySchema, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'
import { auditSubjects } from './kinds.ts'

const id = z.string().regex(/^[a-z]{3}_[0-9a-z]{26}$/)

/** What narrows the record; everything given must hold. */
export const auditFilterSchema = z.object({
  /** One thing, by its id. */
  subject: id.optional(),
  subjectKind: z.enum(auditSubjects).optional(),
  /** A kind of event, or its beginning: `order.paid`, `order.`. */
  kind: z
    .string()
    .regex(/^[a-z_]{1,40}(\.[a-z_]{0,40})?$/)
    .optional(),
  /** Who did it: a member’s id, or what happened by itself or by somebody. */
  actor: z.union([id, z.enum(['member', 'system'])]).optional(),
  from: timeSchema.optional(),
  /** Before this moment. */
  to: timeSchema.optional(),
  /** A whole id or order number: of the thing, of who did it, or of a call that is told of. */
  text: z.string().trim().min(1).max(64).optional(),
})

export type AuditFilter = z.infer<typeof auditFilterSchema>
/** An entry as an auditor sees it: whose it is, who did it by name and organisation, and everything that was written down. */
export const auditEntrySchema = historyEntrySchema.extend({
  subject: z.string(),
  actor: z.object({
    kind: z.enum(['member', 'system']),
    id: z.string().optional(),
    name: z.string().optional(),
    /** The organisations they act for now. */
    of: z.array(textSchema),
  }),
})

export type AuditEntry = z.infer<typeof auditEntrySchema>

export const auditRoutes = defineRoutes({
  'GET /api/operator/history': {
    summary: {
      en: 'The record of everything that was changed, newest first; GET /api/operator/history.csv gives the same as a table',
      zh: '全部变更的记录，最新的在前；GET /api/operator/history.csv 以表格给出同样的内容',
    },
    role: 'operator',
    needs: 'main',
    query: pageQuery.extend(auditFilterSchema.shape),
    reply: definePage(auditEntrySchema),
  },
  'GET /api/operator/history.csv': {
    summary: {
      en: 'The record of everything that was changed as a table, newest first, at most 50,000 rows',
      zh: '全部变更的记录，以表格给出，最新的在前，最多 50,000 行',
    },
    role: 'operator',
    needs: 'main',
    query: auditFilterSchema,
    answers: 'csv',
  },
})
