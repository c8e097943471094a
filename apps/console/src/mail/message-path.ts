import type { Message } from '@loggia/protocol/console'
import { defineOptional, readMembers, string } from '@loggia/protocol/console/members'
import type { Area } from '../centre/frame.ts'

const ids = {
  callId: defineOptional(string),
  orderId: defineOptional(string),
  serviceId: defineOptional(string),
  productId: defineOptional(string),
  requestId: defineOptional(string),
  sellerId: defineOptional(string),
  supervisionId: defineOptional(string),
  dialTestId: defineOptional(string),
  enterpriseId: defineOptional(string),
  connectedAppId: defineOptional(string),
  appCredentialId: defineOptional(string),
}

/** The pages of operators for kinds of messages that are about no order or call. */
const operatorPages: Readonly<Record<string, string>> = {
  organisation_applied: '/operator/applications',
  sign_up_waiting: '/operator/applications',
  owner_reset_waiting: '/operator/applications',
  application_submitted: '/operator/applications',
  balance_change_waiting: '/operator/balance-changes',
  balance_change_decided: '/operator/balance-changes',
  top_up_requested: '/operator/top-ups',
  seller_parked: '/operator/gates',
  seller_recovered: '/operator/gates',
}

/** The path of the page that a message is about, or of the messages of the centre. */
export function findMessagePath({ kind, data }: Pick<Message, 'kind' | 'data'>, area: Area): string {
  const {
    callId,
    orderId,
    serviceId,
    productId,
    requestId,
    sellerId,
    supervisionId,
    dialTestId,
    enterpriseId,
    connectedAppId,
    appCredentialId,
  } = readMembers(ids, data) ?? {}
  if (callId !== undefined && area !== 'buyer') return `/${area}/calls/${callId}`
  if (serviceId !== undefined && area === 'buyer') return `/buyer/services/${serviceId}`
  if (supervisionId !== undefined) return `/${area}/supervisions/${supervisionId}`
  if (orderId !== undefined) return `/${area}/orders/${orderId}`
  if (kind === 'dial_test_failed' && dialTestId !== undefined) return `/seller/dial-tests/${dialTestId}`
  if (kind === 'interface_task' && productId !== undefined) return `/operator/monitoring/${productId}`
  if (kind === 'product_availability' && productId !== undefined) return `/products/${productId}`
  if (productId !== undefined && area === 'seller') return `/seller/products/${productId}`
  if (appCredentialId !== undefined && area === 'seller')
    return data['customer'] === undefined
      ? `/seller/app-credentials/${appCredentialId}`
      : `/seller/app-credentials?tab=apps&credential=${appCredentialId}`
  if (connectedAppId !== undefined && area === 'buyer') return `/buyer/connected-apps/${connectedAppId}`
  if (enterpriseId !== undefined && area === 'buyer') return `/buyer/companies/${enterpriseId}`
  if (requestId !== undefined && area === 'buyer') return `/buyer/top-ups/${requestId}`
  if (kind === 'suspension_waiting' && sellerId !== undefined) return `/operator/sellers/${sellerId}`
  if (kind === 'organisation_decided' && area !== 'operator') return `/${area}/organisation`
  if (kind === 'application_decided') return data['approved'] === true ? '/seller' : '/sell'
  return (area === 'operator' ? operatorPages[kind] : undefined) ?? `/${area}/messages`
}
