import { z } from 'zod'
import { defineId, timeSchema } from '../values.ts'
import { domainStates, foundBy, mostEmailDomains, presetScopes, toAsciiDomain } from './kinds.ts'

/** RFC 6749, appendix A.1 and A.2. */
const printable = /^[\x20-\x7e]+$/
const scopeSchema = z
  .string()
  .max(100)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/)

export const providerFormSchema = z.object({
  /** As the provider says it, to the letter. */
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().min(1).max(300).regex(printable),
  /** Left out: the one that is there stays. */
  clientSecret: z.string().min(1).max(500).regex(printable).optional(),
  scopes: z
    .array(scopeSchema)
    .min(1)
    .max(20)
    .refine((all) => all.includes('openid'))
    .meta({ examples: [[...presetScopes]] }),
  foundBy: z.enum(foundBy),
  /** Whoever is not in the directory yet is added to it. */
  addsPeople: z.boolean(),
  /** Its people sign in in no other way. */
  enforced: z.boolean(),
  enabled: z.boolean(),
})
export type ProviderForm = z.infer<typeof providerFormSchema>

export const providerSchema = z.object({
  id: defineId('idp'),
  issuer: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  foundBy: z.enum(foundBy),
  addsPeople: z.boolean(),
  enforced: z.boolean(),
  enabled: z.boolean(),
  /** The member who set it up. */
  setUpBy: z.string(),
  createdAt: timeSchema,
  changedAt: timeSchema,
})
export type IdentityProvider = z.infer<typeof providerSchema>

/** A domain of email addresses, such as `cangye.example`, in lower case and as DNS has it. */
export const emailDomainNameSchema = z
  .string()
  .overwrite(toAsciiDomain)
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/)

export const emailDomainSchema = z.object({
  domain: z.string(),
  state: z.enum(domainStates),
  /** The TXT record that proves it. */
  record: z.object({ name: z.string(), value: z.string() }),
  verifiedAt: timeSchema.optional(),
  /** When it has to be verified again, unless its record is there by then. */
  lostAt: timeSchema.optional(),
})
export type EmailDomain = z.infer<typeof emailDomainSchema>

export const companySignInSchema = z.object({
  provider: providerSchema.optional(),
  domains: z.array(emailDomainSchema).max(mostEmailDomains),
  /** People who have signed in through the provider. */
  people: z.number().int(),
  /** Those of them whose accounts have no password, and no email by which they could choose one. */
  onlyWay: z.number().int(),
})
export type CompanySignIn = z.infer<typeof companySignInSchema>

export const operatorSignInSchema = companySignInSchema.pick({ provider: true, people: true, onlyWay: true })

/** What the provider said in the last test sign-in of whoever asks, within ten minutes. */
export const providerTestSchema = z.object({
  test: z
    .object({
      at: timeSchema,
      /** In its own words: JSON. Absent if it said nothing that can be used. */
      claims: z.string().optional(),
      /** What would have happened. */
      outcome: z.enum(['enters', 'connects', 'adds', 'refused']),
      /** Why it was refused, as a sentence. */
      reason: z.string().optional(),
    })
    .optional(),
})
export type ProviderTest = NonNullable<z.infer<typeof providerTestSchema>['test']>

/** Somebody came from a company’s provider, and an account that is theirs is not connected with it yet. */
export const connectionSchema = z.object({
  connection: z
    .object({
      /** Absent: the operators. */
      company: z.string().optional(),
      /** The account to sign in to. */
      email: z.string(),
      /** Whether whoever is signed in has this account. */
      isOwn: z.boolean(),
      next: z.string(),
    })
    .optional(),
})
export type CompanyConnection = NonNullable<z.infer<typeof connectionSchema>['connection']>

/** The providers through which a member’s account can be used. */
export const companyConnectionsSchema = z.object({
  items: z.array(
    z.object({
      providerId: defineId('idp'),
      /** Absent: the operators. */
      company: z.string().optional(),
      connectedAt: timeSchema,
      /** The last sign-in through it. */
      usedAt: timeSchema.optional(),
    }),
  ),
})
export type OwnConnection = z.infer<typeof companyConnectionsSchema>['items'][number]

export const findCompanySchema = z.object({
  /** The company whose people have emails of this domain, and sign in through its provider. */
  company: z.object({ name: z.string(), enforced: z.boolean() }).optional(),
  /** Whether operators can sign in through their own provider. */
  operators: z.boolean(),
})
