import { z } from 'zod'
import { fileBodyBytes as mostBodyBytes, fileSchema, uploadedFileSchema } from '../files/routes.ts'
import { defineRoutes } from '../route.ts'
import { defineId, nothing } from '../values.ts'

const params = z.object({ productId: defineId('prd') })
const reply = z.object({ items: z.array(fileSchema) })

/** R38, R97: the files of a product’s delivery template. */
export const templateRoutes = defineRoutes({
  'GET /api/seller/products/:productId/delivery-templates': {
    summary: { en: 'List the files of a product’s delivery template', zh: '查询商品的交付模板文件' },
    role: 'seller',
    needs: 'products:read',
    params,
    reply,
  },
  'POST /api/seller/products/:productId/delivery-templates': {
    summary: {
      en: 'Add a file to a product’s delivery template (PDF, PNG, JPEG, ZIP, TXT, CSV or XLSX, up to 5 MB, at most 5); it applies to new orders at once',
      zh: '添加交付模板文件（PDF、PNG、JPEG、ZIP、TXT、CSV 或 XLSX，最大 5 MB，最多 5 个），对新订单立即生效',
    },
    role: 'seller',
    needs: 'products:write',
    params,
    body: z.object({ file: uploadedFileSchema }),
    reply,
    status: 201,
    idempotent: true,
    mostBodyBytes,
  },
  'DELETE /api/seller/products/:productId/delivery-templates/:fileId': {
    summary: {
      en: 'Remove a file from a product’s delivery template; paid orders keep it',
      zh: '移除交付模板文件，已支付的订单保留此文件',
    },
    role: 'seller',
    needs: 'products:write',
    params: params.extend({ fileId: defineId('fil') }),
    reply: nothing,
    status: 204,
  },
  'GET /api/operator/products/:productId/delivery-templates': {
    summary: { en: 'List the files of a product’s delivery template', zh: '查询商品的交付模板文件' },
    role: 'operator',
    needs: 'reviewer',
    params,
    reply,
  },
})
