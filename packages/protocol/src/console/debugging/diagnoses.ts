import { z } from 'zod'
import { diagnosisProtocols } from './kinds.ts'
import { defineRoutes } from '../route.ts'
import { defineId, textSchema, timeSchema } from '../values.ts'

export const diagnosisProtocolSchema = z.enum(diagnosisProtocols)

/**
 * The first difference between the signed and the received body. Texts are omitted where they may contain a buyer's
 * secrets.
 */
const differenceSchema = z.object({
  offset: z.number().int(),
  signed: z.number().int().optional(),
  received: z.number().int().optional(),
  before: z.string().optional(),
  signedText: z.string().optional(),
  receivedText: z.string().optional(),
})

export const diagnosisSchema = z.object({
  /** Absent if the exchange has no known kind of signature. */
  protocol: diagnosisProtocolSchema.optional(),
  checked: z.array(z.string()),
  /** Empty: everything that can be checked is correct. */
  problems: z.array(
    z.object({
      /** `request`, `reply`, `computed`, or `field appInfo.password`. */
      subject: z.string(),
      /** Several explanations: the exchange does not tell which is right. */
      explanations: z.array(
        z.object({
          certainty: z.enum(['proved', 'fits']),
          /** Mistakes made together; docs/reference/diagnosis.md lists the kinds. */
          findings: z.array(z.object({ kind: z.string(), sentence: textSchema, remedy: textSchema })),
          difference: differenceSchema.optional(),
        }),
      ),
    }),
  ),
})

export type Diagnosis = z.infer<typeof diagnosisSchema>
export type DiagnosisDifference = z.infer<typeof differenceSchema>
/** Most characters of a pasted exchange. */
const mostText = 200_000

export const diagnosisRoutes = defineRoutes({
  'POST /api/seller/diagnoses': {
    summary: {
      en: 'Find out why a request or response was refused, from a raw HTTP exchange, a curl command, the output of curl -v or a HAR entry. The input is not stored',
      zh: '诊断被拒绝的请求或响应，支持原始 HTTP、curl 命令、curl -v 的输出和 HAR 条目；内容不保存',
    },
    role: 'seller',
    needs: 'calls:read',
    whileSuspended: 'allowed',
    body: z.object({
      exchange: z.string().min(1).max(mostText),
      /** One of the seller's keys, which is used and not shown. */
      keyId: defineId('key').optional(),
      /** A key typed in, used once and not stored. Exactly one of the two is required. */
      key: z.string().min(1).max(256).optional(),
      /** Detected if absent. */
      protocol: diagnosisProtocolSchema.optional(),
      /** When the request was received; by default the record's own time or the `Date` of the reply. */
      receivedAt: timeSchema.optional(),
      /** The signature that the seller's own code computed. */
      computed: z.string().max(512).optional(),
      /** The entry of a HAR, from 1. */
      entry: z.number().int().min(1).max(100_000).optional(),
    }),
    reply: diagnosisSchema,
    mostBodyBytes: 1024 * 1024,
  },
  'GET /api/seller/calls/:callId/diagnosis': {
    summary: {
      en: 'Diagnose an attempt of a call, from its stored bytes and the seller’s keys',
      zh: '诊断一次调用的某次尝试，使用已保存的原始报文和商家的密钥',
    },
    role: 'seller',
    needs: 'calls:read',
    params: z.object({ callId: defineId('cal') }),
    query: z.object({
      /** The attempt, from 1; the newest if absent. */
      attempt: z.coerce.number().int().min(1).max(1_000_000).optional(),
      computed: z.string().max(512).optional(),
    }),
    reply: diagnosisSchema,
  },
})
