import { Link } from '@tanstack/react-router'
import type { Message } from '@loggia/protocol/console'
import { flag, defineOptional, readMembers, string } from '@loggia/protocol/console/members'
import type { Area } from '../frame.ts'
import { messageTexts } from './texts.ts'

/** The links that a message may have. */
const leads = {
  callId: defineOptional(string),
  orderId: defineOptional(string),
  serviceId: defineOptional(string),
  productId: defineOptional(string),
  sellerId: defineOptional(string),
  supervisionId: defineOptional(string),
  approved: defineOptional(flag),
  dialTestId: defineOptional(string),
  enterpriseId: defineOptional(string),
  appCredentialId: defineOptional(string),
  connectedAppId: defineOptional(string),
}
const leadsOf = ({ data }: Message) => readMembers(leads, data) ?? {}

/** The links of a message: to the call, the order, or the page where such things are handled. */
export function MessageLinks(props: { readonly message: Message; readonly area: Area; onOpen(): void }) {
  const texts = messageTexts.use()
  const { message, area, onOpen } = props
  const { callId, supervisionId, dialTestId } = leadsOf(message)
  const isFlip = message.kind === 'seller_parked' || message.kind === 'seller_recovered'
  return (
    <>
      {callId !== undefined && area !== 'buyer' && (
        <Link to={`/${area}/calls/$callId`} params={{ callId }} onClick={onOpen}>
          {texts.call}
        </Link>
      )}
      {dialTestId !== undefined && area !== 'buyer' && (
        <Link to={`/${area}/dial-tests/$dialTestId`} params={{ dialTestId }} onClick={onOpen}>
          {texts.dialTest}
        </Link>
      )}
      {area === 'seller' && <CredentialLink {...props} />}
      {message.kind === 'interface_task' && <WatchLink message={message} onOpen={onOpen} />}
      {supervisionId !== undefined && (
        <Link to={`/${area}/supervisions/$supervisionId`} params={{ supervisionId }} onClick={onOpen}>
          {texts.supervision}
        </Link>
      )}
      {message.subject.startsWith('ord_') && (
        <Link to={`/${area}/orders/$orderId`} params={{ orderId: message.subject }} onClick={onOpen}>
          {texts.order}
        </Link>
      )}
      {(message.kind === 'service_barred' || message.kind === 'service_unbarred') && area === 'seller' && (
        <OrderLink message={message} onOpen={onOpen} />
      )}
      {area === 'buyer' && <ServiceLink {...props} />}
      {area === 'buyer' && <CompanyLink {...props} />}
      {area === 'buyer' && <AppLink {...props} />}
      {area === 'seller' && <ProductLink {...props} />}
      {message.kind === 'product_availability' && (
        <a href={`/products/${message.subject}`}>{texts.product}</a>
      )}
      <OrganisationLink {...props} />
      <ReviewLink message={message} onOpen={onOpen} />
      {(message.kind === 'sign_up_waiting' || message.kind === 'owner_reset_waiting') && (
        <Link to="/operator/applications" onClick={onOpen}>
          {texts.applications}
        </Link>
      )}
      {message.kind === 'suspension_waiting' && <SellerLink message={message} onOpen={onOpen} />}
      {message.kind.startsWith('balance_change_') && (
        <Link to="/operator/balance-changes" onClick={onOpen}>
          {texts.balanceChanges}
        </Link>
      )}
      {message.kind.startsWith('top_up_') && <TopUpLink {...props} />}
      {message.kind === 'application_decided' && <ApplicationLink message={message} />}
      {isFlip && area !== 'buyer' && (
        <Link to={area === 'operator' ? '/operator/gates' : '/seller/calls'} onClick={onOpen}>
          {area === 'operator' ? texts.gate : texts.calls}
        </Link>
      )}
    </>
  )
}

/** A link to an application that operators review. */
function ReviewLink({ message, onOpen }: { readonly message: Message; onOpen(): void }) {
  const texts = messageTexts.use()
  const { kind, subject } = message
  if (kind === 'application_submitted')
    return (
      <Link to="/operator/applications/$applicationId" params={{ applicationId: subject }} onClick={onOpen}>
        {texts.application}
      </Link>
    )
  if (kind !== 'organisation_applied') return null
  return (
    <Link
      to="/operator/applications/organisations/$organisationApplicationId"
      params={{ organisationApplicationId: subject }}
      onClick={onOpen}
    >
      {texts.application}
    </Link>
  )
}

/** A link to the request for a top-up: the buyer's own page of it, or the queue of operators. */
function TopUpLink(props: { readonly message: Message; readonly area: Area; onOpen(): void }) {
  const texts = messageTexts.use()
  const { message, area, onOpen } = props
  return area === 'operator' ? (
    <Link to="/operator/top-ups" search={{ state: 'awaiting' }} onClick={onOpen}>
      {texts.topUps}
    </Link>
  ) : (
    <Link to="/buyer/top-ups/$requestId" params={{ requestId: message.subject }} onClick={onOpen}>
      {texts.topUp}
    </Link>
  )
}

/** A link to the seller of a message to operators. */
function SellerLink({ message, onOpen }: { readonly message: Message; onOpen(): void }) {
  const texts = messageTexts.use()
  const { sellerId } = leadsOf(message)
  return sellerId === undefined ? null : (
    <Link to="/operator/sellers/$sellerId" params={{ sellerId }} onClick={onOpen}>
      {texts.seller}
    </Link>
  )
}

/** A link to the product whose interface fails, with what operators can do. */
function WatchLink({ message, onOpen }: { readonly message: Message; onOpen(): void }) {
  const texts = messageTexts.use()
  const { productId } = leadsOf(message)
  return productId === undefined ? null : (
    <Link to="/operator/monitoring/$productId" params={{ productId }} onClick={onOpen}>
      {texts.product}
    </Link>
  )
}

/** A link to the seller’s order of the service in a message. */
function OrderLink({ message, onOpen }: { readonly message: Message; onOpen(): void }) {
  const texts = messageTexts.use()
  const { orderId } = leadsOf(message)
  return orderId === undefined ? null : (
    <Link to="/seller/orders/$orderId" params={{ orderId }} onClick={onOpen}>
      {texts.order}
    </Link>
  )
}

/** A link to the service of a message. */
function ServiceLink({ message, onOpen }: { readonly message: Message; onOpen(): void }) {
  const texts = messageTexts.use()
  const { serviceId } = leadsOf(message)
  return serviceId === undefined ? null : (
    <Link to="/buyer/services/$serviceId" params={{ serviceId }} onClick={onOpen}>
      {texts.service}
    </Link>
  )
}

/** A link to the company of a message. */
function CompanyLink({ message, onOpen }: { readonly message: Message; onOpen(): void }) {
  const texts = messageTexts.use()
  const { enterpriseId } = leadsOf(message)
  return enterpriseId === undefined ? null : (
    <Link to="/buyer/companies/$enterpriseId" params={{ enterpriseId }} onClick={onOpen}>
      {texts.company}
    </Link>
  )
}

/** A link to the reader's own organisation, about which was decided. */
function OrganisationLink(props: { readonly message: Message; readonly area: Area; onOpen(): void }) {
  const texts = messageTexts.use()
  const { message, area, onOpen } = props
  const isDecided = message.kind === 'organisation_decided' || message.kind === 'account_confirmed'
  return !isDecided || area === 'operator' ? null : (
    <Link to={`/${area}/organisation`} onClick={onOpen}>
      {texts.organisation}
    </Link>
  )
}

/** A link to the connected app of a message. */
function AppLink({ message, onOpen }: { readonly message: Message; onOpen(): void }) {
  const texts = messageTexts.use()
  const { connectedAppId } = leadsOf(message)
  return connectedAppId === undefined ? null : (
    <Link to="/buyer/connected-apps/$connectedAppId" params={{ connectedAppId }} onClick={onOpen}>
      {texts.app}
    </Link>
  )
}

/** A link to the app credential of a message, or to the apps of its customers. */
function CredentialLink({ message, onOpen }: { readonly message: Message; onOpen(): void }) {
  const texts = messageTexts.use()
  const { appCredentialId } = leadsOf(message)
  if (appCredentialId === undefined) return null
  return message.data['customer'] === undefined ? (
    <Link to="/seller/app-credentials/$appCredentialId" params={{ appCredentialId }} onClick={onOpen}>
      {texts.appCredential}
    </Link>
  ) : (
    <Link to="/seller/app-credentials" search={{ tab: 'apps', credential: appCredentialId }} onClick={onOpen}>
      {texts.connectedApps}
    </Link>
  )
}

/** A link to the product of a message. */
function ProductLink({ message, onOpen }: { readonly message: Message; onOpen(): void }) {
  const texts = messageTexts.use()
  const productId = message.subject.startsWith('prd_') ? message.subject : leadsOf(message).productId
  return productId === undefined ? null : (
    <Link to="/seller/products/$productId" params={{ productId }} onClick={onOpen}>
      {texts.product}
    </Link>
  )
}

/**
 * A link to the seller centre for a new seller, or back to the application. It loads a new page, because the session
 * has another party now.
 */
function ApplicationLink({ message }: { readonly message: Message }) {
  const texts = messageTexts.use()
  const isApproved = leadsOf(message).approved === true
  return <a href={isApproved ? '/seller' : '/sell'}>{isApproved ? texts.sellerCentre : texts.application}</a>
}
