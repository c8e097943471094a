import { agreementKinds } from '@loggia/protocol/console/agreements/kinds'
import { Brand, Icon } from '@loggia/ui'
import type { IconName } from '@loggia/ui'
import type { MouseEvent } from 'react'
import { formatOffset } from '../../offset.ts'
import { formatPreferencesHref, useTheme } from '../../theme.ts'
import type { Theme } from '../../theme.ts'
import { agreementTexts } from '../agreement/texts.ts'
import { Areas } from './areas.tsx'
import { frameTexts } from './texts.ts'
import { useFrame } from '../frame.tsx'
import { withPlace } from './with-search.ts'
import { paths } from '../links.ts'

/** About the project, links as far as the reader may follow them, the time zone of all times, language and theme. */
export function Footer() {
  const texts = frameTexts.use()
  const agreements = agreementTexts.use()
  const { zoneOffsetMinutes, session, site } = useFrame()
  return (
    <footer className="sf">
      <div className="wrap">
        <div className="sf__cols">
          <div className="sf__brand">
            <Brand site={site} />
            <p>{texts.about}</p>
            <p>{texts.independent}</p>
          </div>
          <nav aria-labelledby="foot-market">
            <h2 id="foot-market">{texts.footMarket}</h2>
            <a href={paths.products}>{texts.products}</a>
            <a href={paths.sellers}>{texts.sellers}</a>
            <a href={paths.agreements.about}>{texts.aboutUs}</a>
          </nav>
          <nav aria-labelledby="foot-work">
            <h2 id="foot-work">{texts.footWork}</h2>
            <Areas />
            {!session && <a href={paths.buyerCentre}>{texts.buyerCentre}</a>}
            {!session && <a href={paths.sellerCentre}>{texts.sellerCentre}</a>}
            {!session?.seller && <a href={paths.sell}>{texts.sell}</a>}
          </nav>
          <nav aria-labelledby="foot-help">
            <h2 id="foot-help">{texts.footHelp}</h2>
            <a href={paths.agreements.help}>{agreements.names.help}</a>
            <a href={paths.agreements.contact}>{texts.contact}</a>
            <a href={paths.guarantees}>{texts.guarantees}</a>
            <a href={paths.sell}>{texts.howToSell}</a>
            <a href={paths.resetPassword}>{texts.resetPassword}</a>
          </nav>
          <nav aria-labelledby="foot-developers">
            <h2 id="foot-developers">{texts.footDevelopers}</h2>
            <a href={paths.developers}>{texts.forDevelopers}</a>
            <a href={paths.runIt}>{texts.runIt}</a>
            <a href={paths.apiDocs}>{texts.apiDocs}</a>
            <a href={paths.openApi}>{texts.openApi}</a>
          </nav>
        </div>
        <div className="sf__base">
          <span>{texts.licence}</span>
          {agreementKinds.map((kind) => (
            <a key={kind} href={paths.agreements[kind]}>
              {agreements.names[kind]}
            </a>
          ))}
          <span className="num">{texts.times(formatOffset(zoneOffsetMinutes))}</span>
          <span className="grow" />
          <Languages />
          <Themes />
        </div>
      </div>
    </footer>
  )
}

const languages = [
  { code: 'zh-CN', name: '中文' },
  { code: 'en-US', name: 'English' },
] as const

function Languages() {
  const texts = frameTexts.use()
  const { language, path } = useFrame()
  return (
    <fieldset className="seg" aria-label={texts.language}>
      {languages.map(({ code, name }) => (
        <a
          key={code}
          lang={code}
          hrefLang={code}
          aria-current={code === language ? 'true' : undefined}
          href={formatPreferencesHref({ language: code }, path)}
          onClick={withPlace((here) => formatPreferencesHref({ language: code }, here))}
        >
          {name}
        </a>
      ))}
    </fieldset>
  )
}

const themes: readonly { theme: Theme; icon: IconName }[] = [
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
  { theme: 'system', icon: 'gear' },
]

function Themes() {
  const texts = frameTexts.use()
  const frame = useFrame()
  const chosen = useTheme(frame.theme)
  const choose = (theme: Theme) => (event: MouseEvent) => {
    event.preventDefault()
    chosen.choose(theme)
  }
  return (
    <fieldset className="seg" aria-label={texts.theme.title}>
      {themes.map(({ theme, icon }) => (
        <a
          key={theme}
          aria-current={theme === chosen.theme ? 'true' : undefined}
          href={formatPreferencesHref({ theme }, frame.path)}
          onClick={choose(theme)}
        >
          <Icon name={icon} />
          {texts.theme[theme]}
        </a>
      ))}
    </fieldset>
  )
}
