import type { RouteKey, RouteRole } from '@loggia/protocol/console'
import type { SignedIn } from '../parties/index.ts'
import type { Edge } from './edge.ts'
import { isSafe } from './security.ts'

/**
 * What the members of a suspended party may still change (docs/decisions/0047-suspensions.md). They may read everything;
 * every other change is refused, also one that is added to the contract and not here.
 */
const allowedWhileSuspended: Readonly<Record<'buyer' | 'seller', ReadonlySet<string>>> = {
  buyer: new Set<RouteKey>([
    // Running services go on to their end, and what was bought can be returned.
    'POST /api/buyer/orders/:orderId/cancellation',
    'POST /api/buyer/services/:serviceId/access',
    'PUT /api/buyer/services/:serviceId/auto-renewal',
    'POST /api/buyer/services/:serviceId/refund',
    'POST /api/buyer/supervisions/:supervisionId/demand',
    'POST /api/buyer/supervisions/:supervisionId/design-decision',
    'POST /api/buyer/supervisions/:supervisionId/acceptance',
    'POST /api/buyer/supervisions/:supervisionId/rejection',
    'POST /api/buyer/supervisions/:supervisionId/appeals',
    'POST /api/buyer/supervisions/:supervisionId/appeal-withdrawal',
    'POST /api/buyer/orders/:orderId/refund-requests',
    'POST /api/buyer/refund-requests/:refundRequestId/withdrawal',
    'POST /api/buyer/refund-requests/:refundRequestId/goods',
    // Money that is on its way is assigned, or is no longer waited for.
    'PUT /api/buyer/top-up-requests/:requestId/receipt',
    'POST /api/buyer/top-up-requests/:requestId/withdrawal',
    // The cause can be put right, and the account kept in order.
    'PUT /api/buyer/organisation/contact',
    'POST /api/buyer/organisation/applications',
    'POST /api/buyer/organisation/withdrawal',
    'POST /api/buyer/papers',
    'DELETE /api/buyer/papers/:purpose/:fileId',
    'POST /api/application/withdrawal',
    'POST /api/buyer/members',
    'PUT /api/buyer/members/:memberId/rights',
    'PUT /api/buyer/members/:memberId/access',
    'POST /api/buyer/members/:memberId/password',
    'POST /api/buyer/roles',
    'PUT /api/buyer/roles/:roleId',
    'POST /api/buyer/roles/:roleId/removal',
    // Whoever leaves a company loses its apps, whatever its buyer does.
    'PUT /api/buyer/enterprises/:enterpriseId/people/:personId',
    'POST /api/buyer/enterprises/:enterpriseId/people-acts',
    'DELETE /api/buyer/enterprises/:enterpriseId/people/:personId/invitation',
    'DELETE /api/buyer/enterprises/:enterpriseId/people/:personId/account',
    'DELETE /api/buyer/enterprises/:enterpriseId/scim-tokens/:scimTokenId',
    'POST /api/buyer/connected-apps/:connectedAppId/withdrawals',
    'POST /api/buyer/connected-apps/:connectedAppId/repetition',
    'POST /api/buyer/sync-batches/:syncBatchId/decision',
    'PUT /api/buyer/mail-preferences',
    'PUT /api/buyer/mail-receivers/:receiverId',
    'DELETE /api/buyer/mail-receivers/:receiverId',
    'POST /api/buyer/messages/:messageId/read',
    'POST /api/buyer/messages/read',
  ]),
  seller: new Set<RouteKey>([
    // Running orders need the seller's server and its work.
    'POST /api/seller/addresses',
    'POST /api/seller/addresses/:addressId/verification',
    'POST /api/seller/keys',
    'PUT /api/seller/keys/:keyId',
    'DELETE /api/seller/keys/:keyId',
    'POST /api/seller/keys/:keyId/rotation',
    'POST /api/seller/keys/:keyId/rotation/completion',
    'DELETE /api/seller/keys/:keyId/rotation',
    'PUT /api/seller/products/:productId/access',
    'DELETE /api/seller/products/:productId/access',
    'POST /api/seller/products/:productId/access/trial',
    'POST /api/seller/products/:productId/moved-services',
    'PUT /api/seller/services/:serviceId/address',
    'PUT /api/seller/order-channel',
    'PUT /api/seller/app-credentials/:appCredentialId',
    'POST /api/seller/app-credentials/:appCredentialId/key',
    'POST /api/seller/app-credentials/:appCredentialId/adoption',
    'POST /api/seller/open-api-keys',
    'PUT /api/seller/open-api-keys/:openApiKeyId',
    'DELETE /api/seller/open-api-keys/:openApiKeyId',
    'POST /api/seller/calls/:callId/restart',
    'POST /api/seller/call-standing/probe',
    'POST /api/seller/supervisions/:supervisionId/demand-decision',
    'POST /api/seller/supervisions/:supervisionId/design',
    'POST /api/seller/supervisions/:supervisionId/delivery',
    'POST /api/seller/supervisions/:supervisionId/appeals',
    'POST /api/seller/supervisions/:supervisionId/appeal-withdrawal',
    'POST /api/seller/refund-requests/:refundRequestId/decision',
    'POST /api/seller/refund-requests/:refundRequestId/goods-receipt',
    'POST /api/seller/diagnoses',
    'POST /api/seller/test-calls/:target/request',
    'POST /api/seller/test-calls/:target/run',
    'POST /api/seller/test-calls/:target',
    'POST /api/seller/clock/moves',
    'POST /api/seller/clock/stop',
    // What ends an offer, or changes nothing.
    'POST /api/seller/products/:productId/withdrawal',
    'POST /api/seller/products/:productId/delisting',
    'POST /api/seller/prices/preview',
    'DELETE /api/seller/media/:mediaId',
    // The cause can be put right, and the account kept in order.
    'POST /api/seller/organisation/applications',
    'POST /api/seller/organisation/withdrawal',
    'POST /api/seller/members',
    'PUT /api/seller/members/:memberId/rights',
    'PUT /api/seller/members/:memberId/access',
    'POST /api/seller/members/:memberId/password',
    'POST /api/seller/roles',
    'PUT /api/seller/roles/:roleId',
    'POST /api/seller/roles/:roleId/removal',
    'PUT /api/seller/mail-preferences',
    'PUT /api/seller/mail-receivers/:receiverId',
    'DELETE /api/seller/mail-receivers/:receiverId',
    'POST /api/seller/messages/:messageId/read',
    'POST /api/seller/messages/read',
  ]),
}

/** `key` is that of the contract. Throws `parties.buyer_suspended` and `parties.seller_suspended`. */
export function requireNotSuspended(
  { parties }: Pick<Edge, 'parties'>,
  { key, role }: { readonly key: string; readonly role: RouteRole },
  who: SignedIn | undefined,
): void {
  if (role !== 'buyer' && role !== 'seller') return
  const [method = ''] = key.split(' ')
  const suspension = who?.[role]?.suspension
  if (!suspension || isSafe(method) || allowedWhileSuspended[role].has(key)) return
  throw parties.createSuspensionRefusal(role, suspension)
}
