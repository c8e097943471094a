import { z } from 'zod'
import { defineRoutes } from '../route.ts'

const fileSchema = z.object({
  name: z.string(),
  /** Public download URL, from which npm can install an archive. */
  url: z.string(),
  bytes: z.number().int().min(0),
  /** In hexadecimal digits, as `sha256sum` writes it. */
  sha256: z.string(),
})

const documentSchema = fileSchema.extend({
  kind: z.enum(['changelog', 'seller', 'commandLine', 'integrate', 'emulator']),
  language: z.enum(['zh-CN', 'en-US']),
})

const kitSchema = z.object({
  version: z.string(),
  /** The package for building a seller's server. */
  seller: fileSchema,
  /** The command line, which checks and calls a seller's server. */
  commandLine: fileSchema,
  documents: z.array(documentSchema),
})

export type Kit = z.infer<typeof kitSchema>
export type KitDocument = z.infer<typeof documentSchema>

export const kitRoutes = defineRoutes({
  'GET /api/kit': {
    summary: {
      en: 'Get the downloads for sellers: the seller kit and the command line with their checksums, and their documentation; null if this marketplace offers none, or is still building them',
      zh: '查询供商家下载的工具包和命令行工具及其校验和、配套文档；不提供或仍在生成时为 null',
    },
    role: 'anyone',
    reply: z.object({ kit: kitSchema.nullable(), making: z.boolean() }),
  },
})
