import { z } from 'zod'
import { defineId, timeSchema } from '../values.ts'

/**
 * Where a file is downloaded by whoever may read it. What right that needs its kind says and not its address, so it is no route of
 * the contract; `fileRoute` describes it.
 */
export const fileUrl = '/api/files/:fileId'
export const fileRoute = {
  summary: {
    en: 'A file that was uploaded or made here, for those who may read it; always sent to be saved',
    zh: '下载在此上传或生成的文件，仅限有权查看的人；一律作为附件发送',
  },
  role: 'member',
  params: z.object({ fileId: defineId('fil') }),
} as const

/** A file in the JSON of a request. `mediaType` is what it is said to be; its content has to fit. */
export const uploadedFileSchema = z.object({
  name: z.string().min(1).max(400),
  mediaType: z.string().min(1).max(100),
  content: z.string().min(1).meta({ format: 'byte' }),
})
export type UploadedFile = z.infer<typeof uploadedFileSchema>

/** A file that is kept; `path` is where it is downloaded. */
export const fileSchema = z.object({
  id: defineId('fil'),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  path: z.string(),
  createdAt: timeSchema,
})
export type KeptFile = z.infer<typeof fileSchema>

/** `mostBodyBytes` of a route that takes a file of this size in Base64, with the members around it. */
export const computeBodyBytes = (mostFileBytes: number): number => Math.ceil(mostFileBytes / 3) * 4 + 4096
