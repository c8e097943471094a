import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignOns } from '../../sign-on/index.ts'
import type { Edge } from '../edge.ts'
import type { LimitGuest } from '../guest-pages.ts'
import type { TenantProvider } from './provider.ts'

/** What the addresses of companies are answered with. */
export type Served = {
  readonly edge: Edge
  readonly signOns: SignOns
  /** Of addresses that people open. */
  readonly limitGuest: LimitGuest
  readonly providerOf: (tenantCode: string) => Promise<TenantProvider>
}
export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply }
export type OfTenant = { readonly Params: { readonly tenantCode: string } }
export type OfStep = { readonly Params: { readonly tenantCode: string; readonly uid: string } }
