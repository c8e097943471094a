import { Link, useLocation } from '@tanstack/react-router'
import { Brand, Icon, Money, formatCount } from '@loggia/ui'
import { formatPreferencesHref, useTheme } from '../../theme.ts'
import { useRead } from '../api.ts'
import { FindButton } from '../find/find-button.tsx'
import { useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { messageLists, messageNeeds, useUnread } from '../messages/use-messages.ts'
import { useMayAsk } from '../rights/rights.ts'
import { shellTexts } from './texts.ts'
import { AccountMenu } from './account-menu.tsx'
import { PopMenu } from './pop-menu.tsx'

/** The bar at the top: centre, balance, language, theme, messages and account. */
export function Bar(props: { readonly area: Area; readonly isMenuOpen: boolean; onMenu(): void }) {
  const texts = shellTexts.use()
  const { site } = useFrame()
  const mayReadMessages = useMayAsk(messageLists[props.area], messageNeeds[props.area])
  return (
    <header className="ct">
      <button
        className="btn btn--quiet btn--icon only-narrow"
        type="button"
        aria-expanded={props.isMenuOpen}
        aria-controls="nav"
        aria-label={texts.menu}
        onClick={props.onMenu}
      >
        <Icon name={props.isMenuOpen ? 'x' : 'menu'} />
      </button>
      <Brand site={site} />
      <span className="ct__area">{texts.areas[props.area]}</span>
      <FindButton area={props.area} />
      <div className="ct__right">
        {props.area === 'buyer' && <Balance />}
        <LanguageLink />
        <ThemeMenu />
        {mayReadMessages && <Bell area={props.area} />}
        <AccountMenu area={props.area} />
      </div>
    </header>
  )
}

function Balance() {
  const texts = shellTexts.use()
  const balance = useRead('GET /api/buyer/balance', { query: { limit: 1 } }).data?.balance
  if (!balance) return null
  return (
    <Link className="bal" to="/buyer/balance">
      {texts.balance}{' '}
      <b>
        <Money of={balance} />
      </b>
    </Link>
  )
}

/** A plain link to the other language: the server stores the choice and sends the reader back here. */
function LanguageLink() {
  const texts = shellTexts.use()
  const { href } = useLocation()
  const other = useFrame().language === 'zh-CN' ? 'en-US' : 'zh-CN'
  return (
    <a
      className="btn btn--quiet btn--sm lang"
      href={formatPreferencesHref({ language: other }, href)}
      lang={other}
      hrefLang={other}
      aria-label={texts.otherLanguage}
    >
      <Icon name="globe" />
      <span className="hide-s">{texts.otherLanguage}</span>
    </a>
  )
}

const themes = ['light', 'dark', 'system'] as const

function ThemeMenu() {
  const texts = shellTexts.use().theme
  const { theme, mode, choose } = useTheme(useFrame().theme)
  return (
    <PopMenu
      className="btn btn--quiet btn--sm btn--icon"
      label={`${texts.label}: ${texts[theme]}`}
      face={<Icon name={mode === 'dark' ? 'moon' : 'sun'} />}
    >
      {themes.map((name) => (
        <button key={name} type="button" aria-pressed={name === theme} onClick={() => choose(name)}>
          {texts[name]}
          {name === theme && <Icon name="check" />}
        </button>
      ))}
    </PopMenu>
  )
}

function Bell({ area }: { readonly area: Area }) {
  const texts = shellTexts.use()
  const unread = useUnread(area)
  return (
    <Link
      className="btn btn--quiet btn--sm btn--icon bell"
      to={`/${area}/messages`}
      aria-label={unread > 0 ? texts.messagesUnread(formatCount(unread)) : texts.messages}
    >
      <Icon name="bell" />
      {unread > 0 && <span className="bell__dot" />}
    </Link>
  )
}
