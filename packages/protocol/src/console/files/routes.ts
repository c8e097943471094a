import { z } from 'zod'
import { defineId, timeSchema } from '../values.ts'
import { mostFileBytes } from './kinds.ts'

/**
 * Where those who may read a file download it. The right for that depends on the file's kind and not on the URL, so it
 * is no route of the contract; `fileRoute` describes it.
 */
export const fileUrl = '/api/files/:fileId'
export const fileRoute = {
  summary: {
    en: 'Download an uploaded or generated file, if the caller may read it; always sent as an attachment',
    zh: '下载已上传或已生成的文件，仅限有权查看的用户，以附件形式返回',
  },
  role: 'member',
  params: z.object({ fileId: defineId('fil') }),
} as const

/** A file in the JSON of a request. `mediaType` is the declared type; the content must match it. */
export const uploadedFileSchema = z.object({
  name: z.string().min(1).max(400),
  mediaType: z.string().min(1).max(100),
  content: z.string().min(1).meta({ format: 'byte' }),
})
export type UploadedFile = z.infer<typeof uploadedFileSchema>

/** A stored file; `path` is its download URL. */
export const fileSchema = z.object({
  id: defineId('fil'),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  path: z.string(),
  createdAt: timeSchema,
})
export type KeptFile = z.infer<typeof fileSchema>

/** `mostBodyBytes` for a route that takes a file in Base64, with room for other members. */
export const fileBodyBytes = Math.ceil(mostFileBytes / 3) * 4 + 4096
