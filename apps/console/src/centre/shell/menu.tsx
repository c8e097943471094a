import { Link } from '@tanstack/react-router'
import { Icon } from '@loggia/ui'
import { useRead } from '../api.ts'
import { useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { useSellerStanding } from '../calls/call-area.ts'
import { countedText } from '../parts/counted.ts'
import { useUnread } from '../messages/use-messages.ts'
import { mayOpen } from '../rights/rights.ts'
import { shellTexts } from './texts.ts'
import { navigation } from './navigation.ts'
import type { NavLink, OverviewBadge as OverviewBadgeName } from './navigation.ts'

const refreshMs = 15_000

/** The menu at the side; a drawer on narrow screens. */
export function Menu({ area, onChoose }: { readonly area: Area; onChoose(): void }) {
  const texts = shellTexts.use()
  const { session } = useFrame()
  const isOpen = ({ to }: NavLink): boolean => session !== null && mayOpen(session, to)
  return (
    <nav className="cn" id="nav" aria-label={texts.areas[area]}>
      {navigation[area]
        .filter(({ links }) => links.some(isOpen))
        .map((group) => (
          <div className="cn__g" key={group.name ?? 'first'}>
            {group.name && <h2>{texts.groups[group.name]}</h2>}
            {group.links.filter(isOpen).map((link) => (
              <MenuLink key={link.name} area={area} link={link} onChoose={onChoose} />
            ))}
          </div>
        ))}
    </nav>
  )
}

type MenuLinkProps = { readonly area: Area; readonly link: NavLink; onChoose(): void }

function MenuLink({ area, link, onChoose }: MenuLinkProps) {
  const texts = shellTexts.use()
  return (
    <Link to={link.to} activeOptions={{ exact: link.exact ?? false }} onClick={onChoose}>
      <Icon name={link.icon} />
      <span>{texts.nav[link.name]}</span>
      <LinkBadge area={area} of={link.badge} />
    </Link>
  )
}

/** Each asks only for its own figure. */
function LinkBadge({ area, of }: { readonly area: Area; readonly of: NavLink['badge'] }) {
  switch (of) {
    case undefined:
      return null
    case 'openFailures':
      return <FailureBadge />
    case 'unread':
      return <UnreadBadge area={area} />
    case 'pendingAddresses':
    case 'productsInReview':
    case 'balanceChanges':
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
        {countedText(count)}
      </span>
      <span className="sr">{texts[said](countedText(count))}</span>
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

const FailureBadge = () => <Badge count={useSellerStanding().data?.openFailures} said="openFailures" bad />

const UnreadBadge = ({ area }: { readonly area: Area }) => <Badge count={useUnread(area)} said="unread" />
