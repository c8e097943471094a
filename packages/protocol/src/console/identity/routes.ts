import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { defineId, nothing } from '../values.ts'
import { toAsciiDomain } from './kinds.ts'
import {
  companyConnectionsSchema,
  companySignInSchema,
  connectionSchema,
  emailDomainNameSchema,
  findCompanySchema,
  operatorSignInSchema,
  providerFormSchema,
  providerTestSchema,
} from './shown.ts'

const administrator = { role: 'buyer', needs: 'directory' } as const
const superAdmin = { role: 'operator', needs: 'main' } as const
const ofEnterprise = z.object({ enterpriseId: defineId('ent') })
const ofDomain = ofEnterprise.extend({ domain: emailDomainNameSchema })

const companyRoutes = defineRoutes({
  'GET /api/buyer/enterprises/:enterpriseId/sign-in': {
    summary: { en: 'Get how the people of a company sign in', zh: '查询企业人员的登录方式' },
    ...administrator,
    params: ofEnterprise,
    reply: companySignInSchema,
  },
  'PUT /api/buyer/enterprises/:enterpriseId/identity-provider': {
    summary: {
      en: 'Set up or change the identity provider of a company (OpenID Connect); another issuer ends the connections with accounts',
      zh: '设置或修改企业的身份提供方（OpenID Connect）；更换签发者会解除与账号的关联',
    },
    ...administrator,
    params: ofEnterprise,
    body: providerFormSchema,
    reply: companySignInSchema,
  },
  'DELETE /api/buyer/enterprises/:enterpriseId/identity-provider': {
    summary: {
      en: 'Remove the identity provider of a company; whoever signed in through it is signed out',
      zh: '移除企业的身份提供方；经其登录的会话立即结束',
    },
    ...administrator,
    params: ofEnterprise,
    reply: nothing,
    status: 204,
  },
  'GET /api/buyer/enterprises/:enterpriseId/identity-provider/test': {
    summary: {
      en: 'Get what the provider said in your test sign-in',
      zh: '查询本人试登录时身份提供方返回的内容',
    },
    ...administrator,
    params: ofEnterprise,
    reply: providerTestSchema,
  },
  'POST /api/buyer/enterprises/:enterpriseId/email-domains': {
    summary: {
      en: 'Add a domain of email addresses; a TXT record proves it',
      zh: '添加邮箱域名；以 TXT 记录证明',
    },
    ...administrator,
    params: ofEnterprise,
    body: z.object({ domain: emailDomainNameSchema }),
    reply: companySignInSchema,
    status: 201,
  },
  'POST /api/buyer/enterprises/:enterpriseId/email-domains/:domain/check': {
    summary: { en: 'Look for the TXT record of a domain', zh: '检查域名的 TXT 记录' },
    ...administrator,
    params: ofDomain,
    reply: companySignInSchema,
  },
  'DELETE /api/buyer/enterprises/:enterpriseId/email-domains/:domain': {
    summary: { en: 'Remove a domain of email addresses', zh: '移除邮箱域名' },
    ...administrator,
    params: ofDomain,
    reply: nothing,
    status: 204,
  },
})

const operatorRoutes = defineRoutes({
  'GET /api/operator/sign-in': {
    summary: { en: 'Get the identity provider of the operators', zh: '查询运营人员的身份提供方' },
    ...superAdmin,
    reply: operatorSignInSchema,
  },
  'PUT /api/operator/identity-provider': {
    summary: {
      en: 'Set up or change the identity provider of the operators (OpenID Connect)',
      zh: '设置或修改运营人员的身份提供方（OpenID Connect）',
    },
    ...superAdmin,
    body: providerFormSchema,
    reply: operatorSignInSchema,
  },
  'DELETE /api/operator/identity-provider': {
    summary: {
      en: 'Remove the identity provider of the operators; whoever signed in through it is signed out',
      zh: '移除运营人员的身份提供方；经其登录的会话立即结束',
    },
    ...superAdmin,
    reply: nothing,
    status: 204,
  },
  'GET /api/operator/identity-provider/test': {
    summary: {
      en: 'Get what the operators’ provider said in your test sign-in',
      zh: '查询本人试登录时运营身份提供方返回的内容',
    },
    ...superAdmin,
    reply: providerTestSchema,
  },
})

const ownRoutes = defineRoutes({
  'GET /api/company-connections': {
    summary: {
      en: 'List the companies through whose providers your account can be used',
      zh: '查询可以登录本人账号的企业身份提供方',
    },
    role: 'member',
    reply: companyConnectionsSchema,
  },
  'DELETE /api/company-connections/:providerId': {
    summary: {
      en: 'End the connection of your account with a company’s provider, and the sessions that it gave',
      zh: '解除本人账号与企业身份提供方的关联，并结束经其登录的会话',
    },
    role: 'member',
    params: z.object({ providerId: defineId('idp') }),
    reply: nothing,
    status: 204,
  },
})

const signInRoutes = defineRoutes({
  'GET /api/company-sign-in': {
    summary: {
      en: 'Find the company that signs in people with emails of a domain; says nothing about accounts',
      zh: '按邮箱域名查询以企业身份登录的企业；不涉及账号是否存在',
    },
    role: 'anyone',
    query: z.object({ domain: z.string().overwrite(toAsciiDomain).max(253).optional() }),
    reply: findCompanySchema,
  },
  'GET /api/session/company-connection': {
    summary: {
      en: 'Get the account that waits in this browser to be connected with a company’s provider',
      zh: '查询此浏览器中等待与企业身份提供方关联的账号',
    },
    role: 'anyone',
    reply: connectionSchema,
  },
  'POST /api/session/company-connection': {
    summary: {
      en: 'Connect your account with the company’s provider from which you came',
      zh: '将本人账号与来源企业的身份提供方关联',
    },
    role: 'member',
    reply: z.object({ next: z.string() }),
  },
})

export const identityRoutes = { ...companyRoutes, ...operatorRoutes, ...ownRoutes, ...signInRoutes }
