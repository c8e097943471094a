import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, nothing, pageQuery, timeSchema } from '../values.ts'
import { noteActs, noteLimits } from './kinds.ts'

const noteSchema = z.object({
  id: defineId('nte'),
  text: z.string(),
  /** The operator who wrote it. */
  author: z.object({ id: defineId('mbr'), name: z.string() }),
  writtenAt: timeSchema,
  /** When its author last changed it. */
  changedAt: timeSchema.optional(),
  /** What the reader may do with it now. */
  acts: z.array(z.enum(noteActs)),
})
export type Note = z.infer<typeof noteSchema>

const ofSubject = z.object({
  subjectId: z.union([
    defineId('sel'),
    defineId('byr'),
    defineId('prd'),
    defineId('ord'),
    defineId('sap'),
    defineId('oap'),
    defineId('tkt'),
  ]),
})
const ofNote = z.object({ noteId: defineId('nte') })
const body = z.object({ text: z.string().trim().min(noteLimits.text.min).max(noteLimits.text.max) })
/** Beyond this each subject needs the right with which operators open its page. */
const operator = { role: 'operator', needs: ['reviewer', 'finance', 'appeals'] } as const

export const noteRoutes = defineRoutes({
  'GET /api/operator/subjects/:subjectId/notes': {
    ...operator,
    summary: {
      en: 'List the internal notes of operators about a seller, a buyer, a product, an order, an application or a ticket, newest first',
      zh: '查询运营人员对商家、买家、商品、订单、申请或工单的内部备注，按时间倒序',
    },
    params: ofSubject,
    query: pageQuery,
    reply: definePage(noteSchema).extend({ count: z.number().int() }),
  },
  'POST /api/operator/subjects/:subjectId/notes': {
    ...operator,
    summary: {
      en: 'Write an internal note, which only operators see',
      zh: '添加内部备注，仅运营人员可见',
    },
    params: ofSubject,
    body,
    reply: noteSchema,
    status: 201,
    idempotent: true,
  },
  'PUT /api/operator/notes/:noteId': {
    ...operator,
    summary: {
      en: 'Change one’s own note within 24 hours',
      zh: '在 24 小时内修改本人的备注',
    },
    params: ofNote,
    body,
    reply: noteSchema,
  },
  'POST /api/operator/notes/:noteId/withdrawal': {
    ...operator,
    summary: {
      en: 'Withdraw one’s own note; the owner may withdraw any. The audit log keeps it',
      zh: '撤回本人的备注，主账号可撤回任何备注；操作记录中仍保留',
    },
    params: ofNote,
    reply: nothing,
  },
})
