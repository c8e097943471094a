import { z } from 'zod'
import { fileBodyBytes, fileSchema, uploadedFileSchema } from '../files/routes.ts'
import { defineRoutes } from '../route.ts'
import { defineId, nothing } from '../values.ts'
import { paperKinds, paperPurposes } from './kinds.ts'

const purpose = z.enum(paperPurposes)
const kind = z.enum(paperKinds)

/** A paper of an application, as a file. */
const paperSchema = z.object({ kind, file: fileSchema })
export type Paper = z.infer<typeof paperSchema>

/** The papers for an application that is not submitted yet, or is not decided yet. */
const ownPapersSchema = z.object({
  /** The application that has been submitted with them. */
  applicationId: z.string().optional(),
  items: z.array(paperSchema),
})

const reviewed = z.object({ items: z.array(paperSchema) })
const summary = {
  en: 'List the papers of an application; downloading one is recorded',
  zh: '查询申请的资质文件，下载会留下记录',
}

export const paperRoutes = defineRoutes({
  'GET /api/buyer/papers': {
    summary: {
      en: 'List the papers for the application that you prepare or that is in review',
      zh: '查询准备提交或审核中的申请的资质文件',
    },
    role: 'buyer',
    needs: 'main',
    query: z.object({ purpose }),
    reply: ownPapersSchema,
  },
  'POST /api/buyer/papers': {
    summary: {
      en: 'Add a paper (PDF, PNG or JPEG, up to 5 MB), in place of another one if you name it; possible until the application is decided',
      zh: '添加资质文件（PDF、PNG 或 JPEG，最大 5 MB），可指定替换某个文件，审核完成前均可操作',
    },
    role: 'buyer',
    needs: 'main',
    whileSuspended: 'allowed',
    body: z.object({
      purpose,
      kind,
      replaces: defineId('fil').optional(),
      file: uploadedFileSchema,
    }),
    reply: ownPapersSchema,
    status: 201,
    idempotent: true,
    mostBodyBytes: fileBodyBytes,
  },
  'DELETE /api/buyer/papers/:purpose/:fileId': {
    summary: {
      en: 'Remove a paper; a required one of a submitted application can only be replaced',
      zh: '移除资质文件，已提交申请的必需文件只能替换',
    },
    role: 'buyer',
    needs: 'main',
    whileSuspended: 'allowed',
    params: z.object({ purpose, fileId: defineId('fil') }),
    reply: nothing,
    status: 204,
  },
  'GET /api/operator/applications/:applicationId/papers': {
    summary,
    role: 'operator',
    needs: 'reviewer',
    params: z.object({ applicationId: defineId('sap') }),
    reply: reviewed,
  },
  'GET /api/operator/organisation-applications/:applicationId/papers': {
    summary,
    role: 'operator',
    needs: 'reviewer',
    params: z.object({ applicationId: defineId('oap') }),
    reply: reviewed,
  },
})
