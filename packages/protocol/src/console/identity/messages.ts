import { defineId, defineOneOf, string } from '../members.ts'
import { defineReplacedMessages } from '../messages.ts'
import { domainChanges, providerChanges } from './kinds.ts'

const change = defineOneOf(providerChanges)

export const identityMessages = defineReplacedMessages('account', {
  /** To the buyer: who controls the provider decides who signs in for this company. */
  identity_provider_changed: {
    enterpriseId: defineId('ent'),
    enterprise: string,
    issuer: string,
    change,
    by: string,
  },
  /** To the buyer: a verified domain is about to be lost, or is. */
  email_domain_changed: {
    enterpriseId: defineId('ent'),
    enterprise: string,
    domain: string,
    change: defineOneOf(domainChanges),
  },
  /** To the operators, about their own. */
  operator_provider_changed: { issuer: string, change, by: string },
})
