import { Icon, useText } from '@loggia/ui'
import { useNavigate } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import type { MenuProps } from 'antd'
import { useChange } from '../api.ts'
import { areas, mayUse, useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { shellTexts } from '../text/shell.ts'

/** Who is signed in, the other centres they may use, and the way out. */
export function AccountMenu({ area }: { readonly area: Area }) {
  const texts = shellTexts.use()
  const who = useWho(area)
  const items = useItems(area)
  return (
    <Dropdown trigger={['click']} autoFocus placement="bottomRight" menu={items}>
      <button className="ct__me" type="button" aria-haspopup="menu">
        <span className="avatar" aria-hidden="true">
          {who.initial}
        </span>
        <span className="who">{who.full}</span>
        <span className="sr">{texts.account.menu}</span>
        <Icon name="chevron-down" size={16} />
      </button>
    </Dropdown>
  )
}

function useWho(area: Area): { full: string; initial: string } {
  const text = useText()
  const { session } = useFrame()
  if (!session) return { full: '', initial: '' }
  const organisation = area === 'operator' ? undefined : session[area]
  const name = session.member.name
  return {
    full: organisation ? `${text(organisation.name)} · ${name}` : name,
    initial: ([...name][0] ?? '').toUpperCase(),
  }
}

function useItems(area: Area): MenuProps {
  const texts = shellTexts.use()
  const navigate = useNavigate()
  const { session } = useFrame()
  const signOutHere = useChange('DELETE /api/session', [])
  const signOutAll = useChange('DELETE /api/sessions', [])
  // A whole new page: nothing that the last session has loaded may stay in memory.
  const leave = { onSettled: () => location.assign('/') }
  const others = session ? areas.filter((other) => other !== area && mayUse(other, session)) : []
  return {
    items: [
      { key: 'mail', label: session?.member.email, disabled: true },
      { type: 'divider' },
      ...others.map((other) => ({ key: other, label: texts.areas[other] })),
      { key: 'storefront', label: texts.account.storefront },
      { type: 'divider' },
      { key: 'out', label: texts.account.signOut },
      { key: 'out-everywhere', label: texts.account.signOutEverywhere },
    ],
    onClick: ({ key }) => {
      const other = others.find((name) => name === key)
      if (other) void navigate({ to: `/${other}` })
      if (key === 'storefront') location.assign('/')
      if (key === 'out') signOutHere.mutate({}, leave)
      if (key === 'out-everywhere') signOutAll.mutate({}, leave)
    },
  }
}
