import { z } from 'zod'
import { fileBodyBytes } from '../files/routes.ts'
import { operatorGrants } from '../parties/kinds.ts'
import { defineRoutes } from '../route.ts'
import { countrySchema, defineLine, languageSchema } from '../values.ts'
import { mostSites } from './kinds.ts'

const contactSchema = z.object({
  email: z.email().max(254).optional(),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 ()-]{2,29}$/)
    .optional(),
  hours: defineLine(100).optional(),
})

/** What operators write of the profile; the logo is a file. */
const profileChangeSchema = z.object({
  name: defineLine(40).optional(),
  contact: contactSchema.optional(),
  /** `#rrggbb`; its contrast must be 4.5:1 or more. */
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .optional(),
})

export const profileSchema = profileChangeSchema.extend({ logo: z.string().optional() })

export const siteSchema = z.object({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,19}$/),
  name: defineLine(40),
  /** The `https` address of its home page. */
  url: z.string().trim().min(1).max(200),
  countries: z.array(countrySchema).max(300),
  languages: z.array(languageSchema).min(1).max(2),
})

/** All sites of the same marketplace, and which of them this one is. */
export const sitesSchema = z.object({
  current: z.string().max(20).optional(),
  sites: z.array(siteSchema).max(mostSites),
})

export type Site = z.infer<typeof siteSchema>
export type Sites = z.infer<typeof sitesSchema>

const siteReply = z.object({ profile: profileSchema, sites: sitesSchema })
export type OperatorSite = z.infer<typeof siteReply>

export const siteRoutes = defineRoutes({
  'GET /api/operator/site': {
    summary: {
      en: 'Get the marketplace’s name, contact, accent colour and logo, and the list of sites',
      zh: '查询云商店的名称、联系方式、主题色和标识，以及站点列表',
    },
    role: 'operator',
    needs: operatorGrants,
    reply: siteReply,
  },
  'PUT /api/operator/site/profile': {
    summary: {
      en: 'Set the marketplace’s name, contact and accent colour; what is left out has its default',
      zh: '设置云商店的名称、联系方式和主题色，未填写的项使用默认值',
    },
    role: 'operator',
    needs: 'main',
    body: profileChangeSchema.strict(),
    reply: siteReply,
  },
  'POST /api/operator/site/logo': {
    summary: {
      en: 'Upload the marketplace’s logo: a square PNG, JPEG or WebP image of at most 5 MB',
      zh: '上传云商店标识：正方形图片（PNG、JPEG 或 WebP，最大 5 MB）',
    },
    role: 'operator',
    needs: 'main',
    body: z.object({ file: z.string().min(1).meta({ format: 'byte' }) }),
    reply: siteReply,
    mostBodyBytes: fileBodyBytes,
  },
  'DELETE /api/operator/site/logo': {
    summary: { en: 'Remove the marketplace’s logo', zh: '移除云商店标识' },
    role: 'operator',
    needs: 'main',
    reply: siteReply,
  },
  'PUT /api/operator/sites': {
    summary: {
      en: 'Set the list of sites and which of them this one is',
      zh: '设置站点列表和本站点',
    },
    role: 'operator',
    needs: 'main',
    /** `former`: the list that was changed; the change is refused if the list is another one meanwhile. */
    body: sitesSchema.extend({ former: sitesSchema.optional() }).strict(),
    reply: siteReply,
  },
})
