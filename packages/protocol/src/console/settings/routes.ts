import { z } from 'zod'
import { operatorGrants } from '../parties/kinds.ts'
import { defineRoutes } from '../route.ts'
import { retryPlans, signUpModes, ticketHours } from './kinds.ts'
import { timeSchema } from '../values.ts'

export const signUpModeSchema = z.enum(signUpModes)

export const retryPlanSchema = z.enum(retryPlans)

/** Settings that operators choose for the whole market; all nodes of a database apply them without a restart. */
export const marketSettingsSchema = z.object({
  /** R6: whether a change of prices needs two operators. */
  fourEyesOnPrices: z.boolean(),
  /** R6: whether a top-up or a correction of a balance needs two operators. */
  fourEyesOnTopUps: z.boolean(),
  /** Whether people can sign up by themselves. */
  signUp: signUpModeSchema,
  /** Whether operators need a second factor, from their next sign-in on. */
  operatorsNeedFactor: z.boolean(),
  /** R259: whether an address whose control is proved is approved without an operator. */
  approveVerifiedAddresses: z.boolean(),
  /** How long calls to a failing seller are tried. */
  retryPlan: retryPlanSchema,
  /** Concurrent calls to one seller. */
  sellerCallLimit: z.number().int().min(1).max(32),
  /** Time limit of one call to a seller, in seconds. */
  callTimeLimitSeconds: z.number().int().min(5).max(60),
  /** R81: minimum conditions for a company that applies to sell; 0: not required. */
  sellerMinStaff: z.number().int().min(0).max(100_000),
  sellerMinYears: z.number().int().min(0).max(50),
  sellerMinCapital: z.number().int().min(0).max(1_000_000_000_000),
  sellerSupportDays: z.number().int().min(0).max(7),
  sellerSupportHours: z.number().int().min(0).max(24),
  /** How long papers are kept: days after a rejection or withdrawal, years after an approval. */
  papersKeptDays: z.number().int().min(1).max(3650),
  papersKeptYears: z.number().int().min(1).max(30),
  /** R286: whether reviews, questions and answers are published before an operator has read them. */
  feedbackAtOnce: z.boolean(),
  /** R285: when operators answer tickets, by which the due times of their tickets are counted. */
  ticketHours: z.enum(ticketHours),
})

export type MarketSettings = z.infer<typeof marketSettingsSchema>
export type MarketSettingName = keyof MarketSettings

/** One setting: its value, where the value comes from, and its preset. */
const standing = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    preset: value,
    source: z.enum(['market', 'environment', 'preset']),
    /** The environment variable that can set the preset. */
    variable: z.string().optional(),
    changedAt: timeSchema.optional(),
    changedBy: z.string().optional(),
  })

const { shape } = marketSettingsSchema

const settingsReply = z.object({
  settings: z.object({
    fourEyesOnPrices: standing(shape.fourEyesOnPrices),
    fourEyesOnTopUps: standing(shape.fourEyesOnTopUps),
    signUp: standing(shape.signUp),
    operatorsNeedFactor: standing(shape.operatorsNeedFactor),
    approveVerifiedAddresses: standing(shape.approveVerifiedAddresses),
    retryPlan: standing(shape.retryPlan),
    sellerCallLimit: standing(shape.sellerCallLimit),
    callTimeLimitSeconds: standing(shape.callTimeLimitSeconds),
    sellerMinStaff: standing(shape.sellerMinStaff),
    sellerMinYears: standing(shape.sellerMinYears),
    sellerMinCapital: standing(shape.sellerMinCapital),
    sellerSupportDays: standing(shape.sellerSupportDays),
    sellerSupportHours: standing(shape.sellerSupportHours),
    papersKeptDays: standing(shape.papersKeptDays),
    papersKeptYears: standing(shape.papersKeptYears),
    feedbackAtOnce: standing(shape.feedbackAtOnce),
    ticketHours: standing(shape.ticketHours),
  }),
  /** The environment of the answering node; of a secret it says only whether it is set. */
  environment: z.array(
    z.object({
      variable: z.string(),
      given: z.boolean(),
      secret: z.boolean(),
      value: z.string().optional(),
    }),
  ),
})

/** Each is optional; null restores the preset. */
const changeSchema = z
  .object({
    fourEyesOnPrices: shape.fourEyesOnPrices.nullable(),
    fourEyesOnTopUps: shape.fourEyesOnTopUps.nullable(),
    signUp: shape.signUp.nullable(),
    operatorsNeedFactor: shape.operatorsNeedFactor.nullable(),
    approveVerifiedAddresses: shape.approveVerifiedAddresses.nullable(),
    retryPlan: shape.retryPlan.nullable(),
    sellerCallLimit: shape.sellerCallLimit.nullable(),
    callTimeLimitSeconds: shape.callTimeLimitSeconds.nullable(),
    sellerMinStaff: shape.sellerMinStaff.nullable(),
    sellerMinYears: shape.sellerMinYears.nullable(),
    sellerMinCapital: shape.sellerMinCapital.nullable(),
    sellerSupportDays: shape.sellerSupportDays.nullable(),
    sellerSupportHours: shape.sellerSupportHours.nullable(),
    papersKeptDays: shape.papersKeptDays.nullable(),
    papersKeptYears: shape.papersKeptYears.nullable(),
    feedbackAtOnce: shape.feedbackAtOnce.nullable(),
    ticketHours: shape.ticketHours.nullable(),
  })
  .partial()
  .strict()

export type MarketSettingsChange = z.infer<typeof changeSchema>

export const settingRoutes = defineRoutes({
  'GET /api/operator/settings': {
    summary: {
      en: 'Get the marketplace settings, and the settings with which this server was started',
      zh: '查询全局设置，以及本服务器的启动设置',
    },
    role: 'operator',
    needs: operatorGrants,
    reply: settingsReply,
  },
  'PUT /api/operator/settings': {
    summary: {
      en: 'Change marketplace settings; null restores the default',
      zh: '修改全局设置，null 表示恢复默认值',
    },
    role: 'operator',
    needs: 'main',
    body: changeSchema,
    reply: settingsReply,
  },
})
