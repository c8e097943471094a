import { Link } from '@tanstack/react-router'
import { Icon, countText } from '@loggia/ui'
import { useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { shellTexts } from '../text/shell.ts'
import { navigation } from './navigation.ts'
import type { NavLink } from './navigation.ts'

/** The menu at the side; a drawer on narrow screens. */
export function Menu({ area, onChoose }: { readonly area: Area; onChoose(): void }) {
  const texts = shellTexts.use()
  return (
    <nav className="cn" id="nav" aria-label={texts.areas[area]}>
      {navigation[area].map((group) => (
        <div className="cn__g" key={group.name ?? 'first'}>
          {group.name && <h2>{texts.groups[group.name]}</h2>}
          {group.links.map((link) => (
            <MenuLink key={link.name} link={link} onChoose={onChoose} />
          ))}
        </div>
      ))}
    </nav>
  )
}

function MenuLink({ link, onChoose }: { readonly link: NavLink; onChoose(): void }) {
  const texts = shellTexts.use()
  return (
    <Link to={link.to} activeOptions={{ exact: link.exact ?? false }} onClick={onChoose}>
      <Icon name={link.icon} />
      <span>{texts.nav[link.name]}</span>
      {link.badge && <QueueBadge of={link.badge} />}
    </Link>
  )
}

function QueueBadge({ of }: { readonly of: NonNullable<NavLink['badge']> }) {
  const count = useRead('GET /api/operator/overview', {}).data?.[of]
  return count ? <span className="badge">{countText(count)}</span> : null
}
