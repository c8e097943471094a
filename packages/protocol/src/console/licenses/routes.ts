import { z } from 'zod'
import { defineExport } from '../export.ts'
import { fileBodyBytes as mostBodyBytes, uploadedFileSchema } from '../files/routes.ts'
import { defineRoutes } from '../route.ts'
import { supervisionStages } from '../supervision/kinds.ts'
import { defineId, definePage, pageQuery } from '../values.ts'
import { licenseStates, licenseWays, mostFingerprint, mostLicenseText } from './kinds.ts'
import { licenseApplicationSchema, licenseRowSchema, licenseSchema, testLicenseSchema } from './shown.ts'

const ofSubscription = z.object({ subscriptionId: defineId('sub') })
const ofLicense = z.object({ licenseId: defineId('lic') })
const ofApplication = z.object({ licenseApplicationId: defineId('lap') })
const ofProduct = z.object({ productId: defineId('prd') })
/** The code or the text, which only an opening shows. */
const opened = z.object({ text: z.string() })
const filter = z.object({
  /** Part of an order number or of a product’s name; a whole code is found, too. */
  q: z.string().trim().max(100).optional(),
  way: z.enum(licenseWays).optional(),
  state: z.enum(licenseStates).optional(),
})

export const licenseRoutes = defineRoutes({
  'GET /api/buyer/subscriptions/:subscriptionId/license': {
    summary: {
      en: 'Read the license of a service, without its code or text',
      zh: '查询服务的 License（不含授权码和正文）',
    },
    role: 'buyer',
    needs: 'any',
    params: ofSubscription,
    reply: licenseSchema,
  },
  'POST /api/buyer/licenses/:licenseId/opening': {
    summary: {
      en: 'Show an authorisation code or a license text; the first time it is collected, which is on record like every opening',
      zh: '查看授权码或 License 正文；首次查看即为领取，每次查看均有记录',
    },
    role: 'buyer',
    needs: 'purchase',
    params: ofLicense,
    reply: opened,
  },
  'POST /api/buyer/licenses/:licenseId/applications': {
    summary: {
      en: 'Apply for the license of a device; the same device gets the same license',
      zh: '为设备申请 License；同一设备重复申请得到同一份 License',
    },
    role: 'buyer',
    needs: 'purchase',
    params: ofLicense,
    body: z.object({ fingerprint: z.string().trim().min(1).max(mostFingerprint) }),
    reply: licenseApplicationSchema,
    status: 201,
  },
  'POST /api/buyer/license-applications/:licenseApplicationId/opening': {
    summary: { en: 'Show the license text of a device; on record', zh: '查看设备的 License 正文，有记录' },
    role: 'buyer',
    needs: 'purchase',
    params: ofApplication,
    reply: opened,
  },
  'GET /api/seller/licenses': {
    summary: { en: 'List the seller’s licenses', zh: '查询商家的 License' },
    role: 'seller',
    needs: 'orders:read',
    query: pageQuery.extend(filter.shape),
    reply: definePage(licenseRowSchema),
  },
  'GET /api/seller/licenses.csv': defineExport(
    { role: 'seller', needs: 'orders:read' },
    { en: 'the seller’s licenses', zh: '商家的 License' },
    filter,
  ),
  'GET /api/seller/subscriptions/:subscriptionId/license': {
    summary: {
      en: 'Read the license of a service, without its code or text',
      zh: '查询服务的 License（不含授权码和正文）',
    },
    role: 'seller',
    needs: 'orders:read',
    params: ofSubscription,
    reply: licenseSchema,
  },
  'POST /api/seller/licenses/:licenseId/opening': {
    summary: {
      en: 'Show an authorisation code or a license text; on record',
      zh: '查看授权码或 License 正文，有记录',
    },
    role: 'seller',
    needs: 'orders:write',
    params: ofLicense,
    reply: opened,
  },
  'POST /api/seller/supervisions/:supervisionId/license': {
    summary: {
      en: 'Hand over a license, as a text or a file, which is the proof of the delivery; an authorisation code is released without either',
      zh: '交付 License（文本或文件），即为交付凭证；授权码无需填写，直接发放',
    },
    role: 'seller',
    needs: 'orders:write',
    params: z.object({ supervisionId: defineId('spv') }),
    body: z.object({
      /** Stored as it is; not blank. */
      text: z.string().regex(/\S/).max(mostLicenseText).optional(),
      file: uploadedFileSchema.optional(),
      note: z.string().trim().min(1).max(2000).optional(),
    }),
    reply: z.object({ stage: z.enum(supervisionStages) }),
    idempotent: true,
    mostBodyBytes,
  },
  'GET /api/seller/products/:productId/test-licenses': {
    summary: { en: 'List a product’s test codes', zh: '查询商品的测试授权码' },
    role: 'seller',
    needs: 'products:read',
    params: ofProduct,
    reply: z.object({ items: z.array(testLicenseSchema) }),
  },
  'POST /api/seller/products/:productId/test-licenses': {
    summary: {
      en: 'Make a test code, the eleventh in place of the oldest; activating and querying one is required before the product is submitted',
      zh: '创建测试授权码（最多 10 个，超出时替换最早的）；提交审核前须完成一次激活和查询',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    reply: testLicenseSchema,
    status: 201,
    idempotent: true,
  },
  'GET /api/operator/subscriptions/:subscriptionId/license': {
    summary: {
      en: 'Read the license of a service, without its code or text',
      zh: '查询服务的 License（不含授权码和正文）',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: ofSubscription,
    reply: licenseSchema,
  },
})
