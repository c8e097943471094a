import { z } from 'zod'
import { applicationStates, companyConditions } from './kinds.ts'
import { registrationNumberSchema } from './organisations.ts'
import { organisationKindSchema } from './session.ts'
import { defineDecisions } from '../decisions.ts'
import { defineRoutes } from '../route.ts'
import {
  countrySchema,
  historyEntrySchema,
  defineId,
  languageSchema,
  nothing,
  definePage,
  pageQuery,
  textSchema,
  timeSchema,
} from '../values.ts'

const newName = z.object({ zh: z.string().trim().min(1).max(100), en: z.string().trim().min(1).max(100) })

const personName = z.string().trim().min(1).max(100)

const newMember = z.object({
  email: z.email().max(254),
  name: personName,
  password: z.string().min(1).max(200),
  language: languageSchema,
})

/** Without a password the first member gets an initial one, which is only in this reply. */
const newOrganisation = z.object({
  name: newName,
  member: newMember.extend({ password: newMember.shape.password.optional() }),
})

const memberParams = z.object({ memberId: defineId('mbr') })

/** What a company states when it applies to sell (R80, R81); documents are named or linked in the text. */
export const companySchema = z.object({
  name: newName,
  registrationNumber: registrationNumberSchema,
  country: countrySchema,
  foundedOn: z.iso.date(),
  staff: z.number().int().min(1).max(1_000_000),
  /** Registered capital in whole yuan, or the equivalent. */
  capital: z.number().int().min(0).max(1_000_000_000_000),
  /** Support for buyers: days a week, and hours on each of these days. */
  support: z.object({ days: z.number().int().min(1).max(7), hours: z.number().int().min(1).max(24) }),
  taxpayer: z.enum(['general', 'small_scale']),
  contactName: personName,
  contactEmail: z.email().max(254),
  contactPhone: z
    .string()
    .trim()
    .regex(/^\+?[0-9 -]{5,24}$/),
  plan: z.string().trim().min(1).max(1000),
  documents: z.string().trim().max(2000).default(''),
})

/** A company of any application: older ones may lack capital and support. */
export const applicantCompanySchema = companySchema.partial({ capital: true, support: true })

export type Company = z.infer<typeof companySchema>
/** R81: minimum conditions for a company that applies; an absent one is not required. */
export const companyConditionsSchema = z.object({
  staff: z.number().int().optional(),
  years: z.number().int().optional(),
  capital: z.number().int().optional(),
  supportDays: z.number().int().optional(),
  supportHours: z.number().int().optional(),
})

export const companyConditionSchema = z.enum(companyConditions)

export type CompanyConditions = z.infer<typeof companyConditionsSchema>
export const applicationStateSchema = z.enum(applicationStates)

export const applicationSchema = z.object({
  id: defineId('sap'),
  state: applicationStateSchema,
  company: applicantCompanySchema,
  submittedAt: timeSchema,
  /** R82: three working days after it was submitted. */
  dueAt: timeSchema,
  decidedAt: timeSchema.optional(),
  reason: z.string().optional(),
})

export const operatorApplicationSchema = applicationSchema.extend({
  applicant: z.object({ name: z.string(), email: z.string() }),
  buyer: z.object({ id: defineId('byr'), name: textSchema }),
  /** The operator who reviews it. */
  claimedBy: z.object({ id: defineId('mbr'), name: z.string() }).optional(),
  /** The seller that the approval created. */
  sellerId: defineId('sel').optional(),
})

/** R81: the conditions today, and those that the company does not meet; individual developers are exempt. */
export const applicationReviewSchema = operatorApplicationSchema.extend({
  conditions: z.object({
    exempt: z.boolean(),
    asked: companyConditionsSchema,
    unmet: z.array(companyConditionSchema),
  }),
  history: z.array(historyEntrySchema),
})

export type Application = z.infer<typeof applicationSchema>
export type OperatorApplication = z.infer<typeof operatorApplicationSchema>
export const signUpSchema = z.object({
  member: z.object({ id: defineId('mbr'), name: z.string(), email: z.string() }),
  buyer: z.object({
    id: defineId('byr'),
    name: textSchema,
    kind: organisationKindSchema,
    country: z.string(),
  }),
  signedUpAt: timeSchema,
})

export type SignUp = z.infer<typeof signUpSchema>
const applicationParams = z.object({ applicationId: defineId('sap') })

const decision = z.object({ approve: z.boolean(), reason: z.string().trim().min(1).max(500).optional() })

export const applicationRoutes = defineRoutes({
  'POST /api/operator/buyers': {
    summary: {
      en: 'Create a buyer with its first member and a balance of zero',
      zh: '创建买家及其第一位成员，余额为 0',
    },
    role: 'operator',
    needs: 'reviewer',
    body: newOrganisation,
    reply: z.object({ buyerId: defineId('byr'), memberId: defineId('mbr'), password: z.string().optional() }),
    status: 201,
  },
  'POST /api/operator/sellers': {
    summary: { en: 'Create a seller with its first member', zh: '创建商家及其第一位成员' },
    role: 'operator',
    needs: 'reviewer',
    body: newOrganisation,
    reply: z.object({
      sellerId: defineId('sel'),
      memberId: defineId('mbr'),
      password: z.string().optional(),
    }),
    status: 201,
  },
  'GET /api/operator/sign-ups': {
    summary: {
      en: 'List the sign-ups that wait for approval, newest first',
      zh: '查询待确认的注册账号，按时间倒序',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery,
    reply: definePage(signUpSchema),
  },
  'POST /api/operator/sign-ups/:memberId/decision': {
    summary: {
      en: 'Approve a sign-up, or reject it with a reason',
      zh: '通过注册，或驳回并填写原因',
    },
    role: 'operator',
    needs: 'reviewer',
    params: memberParams,
    body: decision,
    reply: nothing,
    status: 204,
  },
  'POST /api/operator/sign-ups/decisions': {
    summary: {
      en: 'Approve several sign-ups, or reject them with one reason; the reply has the result of each',
      zh: '批量通过或驳回注册，驳回共用一个原因，返回每一项的结果',
    },
    role: 'operator',
    needs: 'reviewer',
    ...defineDecisions('mbr'),
  },
  'GET /api/application': {
    summary: {
      en: 'Get your latest application to sell, if there is one, and the requirements for companies',
      zh: '查询自己最近一次入驻申请（如有），以及对企业的要求',
    },
    role: 'buyer',
    needs: 'any',
    reply: z.object({
      application: applicationSchema.nullable(),
      /** R81: the conditions for the reader's company. */
      conditions: companyConditionsSchema,
    }),
  },
  'POST /api/application': {
    summary: {
      en: 'Apply to become a seller; possible again after a rejection',
      zh: '申请入驻，被驳回后可再次申请',
    },
    role: 'buyer',
    needs: 'any',
    body: companySchema.extend({ agreed: z.literal(true) }),
    reply: applicationSchema,
    status: 201,
  },
  'POST /api/application/withdrawal': {
    summary: {
      en: 'Withdraw your application before it is decided',
      zh: '在审核完成前撤回自己的申请',
    },
    role: 'buyer',
    needs: 'any',
    whileSuspended: 'allowed',
    reply: applicationSchema,
  },
  'GET /api/operator/applications': {
    summary: {
      en: 'List the applications to sell by state, those that have waited longest first',
      zh: '按状态查询入驻申请，等待最久的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend({ state: applicationStateSchema.optional() }),
    reply: definePage(operatorApplicationSchema),
  },
  'GET /api/operator/applications/:applicationId': {
    summary: { en: 'Get an application to sell with its timeline', zh: '查询入驻申请详情及时间线' },
    role: 'operator',
    needs: 'reviewer',
    params: applicationParams,
    reply: applicationReviewSchema,
  },
  'POST /api/operator/applications/:applicationId/claim': {
    summary: {
      en: 'Claim an application for review, also from another operator',
      zh: '领取申请，也可接手其他运营人员已领取的申请',
    },
    role: 'operator',
    needs: 'reviewer',
    params: applicationParams,
    reply: operatorApplicationSchema,
  },
  'POST /api/operator/applications/:applicationId/decision': {
    summary: {
      en: 'Approve an application that you claimed, which creates the seller, or reject it with a reason',
      zh: '通过自己领取的申请并创建商家，或驳回并填写原因',
    },
    role: 'operator',
    needs: 'reviewer',
    params: applicationParams,
    body: decision,
    reply: operatorApplicationSchema,
  },
})
