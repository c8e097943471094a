import { Link, useLocation, useMatches, useRouter } from '@tanstack/react-router'
import { Icon, useText } from '@loggia/ui'
import { useEffect, useRef } from 'react'
import { useRead } from '../api.ts'
import { useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { useSellerStanding } from '../calls/call-area.ts'
import { formatCounted } from '../parts/counted.ts'
import { useUnread } from '../messages/use-messages.ts'
import { mayOpen } from '../rights/rights.ts'
import { shellTexts } from './texts.ts'
import { listMenu } from '../routing/menu.ts'
import type { MenuLine } from '../routing/menu.ts'
import type {
  OverviewBadge as OverviewBadgeName,
  PartyBadge as PartyBadgeName,
} from '../routing/page-data.ts'

const refreshMs = 15_000

/** The menu at the side; a drawer on narrow screens. */
export function Menu({ area, onChoose }: { readonly area: Area; onChoose(): void }) {
  const texts = shellTexts.use()
  const { session } = useFrame()
  const router = useRouter()
  const nav = useCurrentInView()
  const isOpen = ({ needs }: MenuLine): boolean => session !== null && mayOpen(session, area, needs)
  return (
    <nav className="cn" id="nav" ref={nav} aria-label={texts.areas[area]}>
      {listMenu(router, area)
        .filter(({ lines }) => lines.some(isOpen))
        .map(({ name, lines }) => (
          <div className="cn__g" key={name ?? 'first'}>
            {name && <h2>{texts.groups[name]}</h2>}
            {lines.filter(isOpen).map((line) => (
              <MenuLink key={line.to} area={area} line={line} onChoose={onChoose} />
            ))}
          </div>
        ))}
    </nav>
  )
}

/** Scrolls the menu, which can be longer than the window, to the line of the page that was opened. */
function useCurrentInView() {
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    const line = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (!nav.current || !line) return
    const menu = nav.current.getBoundingClientRect()
    const { top, bottom } = line.getBoundingClientRect()
    const visible = Math.min(menu.bottom, innerHeight)
    if (top < menu.top || bottom > visible)
      nav.current.scrollTop += top - (menu.top + visible - line.offsetHeight) / 2
  }, [pathname])
  return nav
}

type MenuLinkProps = { readonly area: Area; readonly line: MenuLine; onChoose(): void }

function MenuLink({ area, line, onChoose }: MenuLinkProps) {
  const text = useText()
  const under = useMatches({ select: (matches) => matches.at(-1)?.staticData.under })
  return (
    <Link
      to={line.to}
      activeOptions={{ exact: line.exact }}
      aria-current={under === line.to ? 'true' : undefined}
      onClick={onChoose}
    >
      <Icon name={line.icon} />
      <span>{text(line.label)}</span>
      <LinkBadge area={area} of={line.badge} />
    </Link>
  )
}

/** Each badge reads only its own number. */
function LinkBadge({ area, of }: { readonly area: Area; readonly of: MenuLine['badge'] }) {
  switch (of) {
    case undefined:
      return null
    case 'openFailures':
      return <FailureBadge />
    case 'unread':
      return <UnreadBadge area={area} />
    case 'supervisions':
    case 'tickets':
      return <PartyBadge area={area} of={of} />
    case 'refundRequests':
      return <RefundBadge />
    case 'purchaseRequests':
      return <PurchaseBadge />
    case 'applications':
    case 'pendingAddresses':
    case 'productsInReview':
    case 'balanceChanges':
    case 'topUpRequests':
    case 'refundRequestsOverdue':
    case 'interfaces':
    case 'feedback':
      return <OverviewBadge of={of} said="waiting" />
    case 'parkedSellers':
    case 'stuckCalls':
      return <OverviewBadge of={of} said={of} bad />
    default:
      return of satisfies never
  }
}

type Said = keyof ReturnType<typeof shellTexts.use>['badges']

function Badge({
  count = 0,
  said,
  bad = false,
}: {
  readonly count?: number | undefined
  readonly said: Said
  readonly bad?: boolean
}) {
  const texts = shellTexts.use().badges
  if (count === 0) return null
  return (
    <>
      <span className={bad ? 'badge badge--bad' : 'badge'} aria-hidden="true">
        {formatCounted(count)}
      </span>
      <span className="sr">{texts[said](formatCounted(count))}</span>
    </>
  )
}

function OverviewBadge(props: {
  readonly of: OverviewBadgeName
  readonly said: Said
  readonly bad?: boolean
}) {
  const overview = useRead('GET /api/operator/overview', {}, { refetchInterval: refreshMs }).data
  return <Badge count={overview?.[props.of]} said={props.said} bad={props.bad ?? false} />
}

function PartyBadge({ area, of }: { readonly area: Area; readonly of: PartyBadgeName }) {
  const overview = useRead(`GET /api/${area}/overview`, {}, { refetchInterval: refreshMs }).data
  return <Badge count={overview?.[of]} said="waiting" />
}

function RefundBadge() {
  const overview = useRead('GET /api/seller/overview', {}, { refetchInterval: refreshMs }).data
  return <Badge count={overview?.refundRequests} said="waiting" />
}

function PurchaseBadge() {
  const overview = useRead('GET /api/buyer/overview', {}, { refetchInterval: refreshMs }).data
  return <Badge count={overview?.purchaseRequests} said="waiting" />
}

const FailureBadge = () => <Badge count={useSellerStanding().data?.openFailures} said="openFailures" bad />

const UnreadBadge = ({ area }: { readonly area: Area }) => <Badge count={useUnread(area)} said="unread" />
