import { omitUndefined } from '@loggia/kernel'
import type { OwnApp as WireApp } from '@loggia/protocol/console'
import type { Handlers } from '../platform/index.ts'
import type { OwnApp } from './schema.ts'
import type { SignOns } from './service/index.ts'

const presentOwnApp = ({ product, company: name, ...app }: OwnApp): WireApp =>
  omitUndefined({
    id: app.connectedAppId,
    product: omitUndefined({ id: product.id, name: product.name, logo: product.logo }),
    company: { code: app.tenantCode, name },
    role: app.role,
    opening: app.callbackUrl === null ? ('address' as const) : ('signed_on' as const),
    closed: app.closing ?? undefined,
    appId: app.appId,
    orderNumber: app.orderNumber,
  })

export const createSignOnRoutes = (signOns: SignOns): Handlers => ({
  'GET /api/my-apps': async ({ actor }) => ({
    items: (await signOns.describeOwnApps(actor)).map(presentOwnApp),
  }),
})
