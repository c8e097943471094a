import { Icon, pickText } from '@loggia/ui'
import { formatPreferencesHref } from '../../theme.ts'
import { useFrame } from '../frame.tsx'
import { siteOfferTexts } from './site-offer-texts.ts'
import { withPlace } from './with-search.ts'

/**
 * R9: the site on which the reader belongs, above the page and apart from the offer of a language. Closed by a plain
 * link, for good.
 */
export function SiteOffer() {
  const { siteOffer, path } = useFrame()
  if (siteOffer === undefined) return null
  const { language } = siteOffer
  const texts = siteOfferTexts.in(language)
  const name = pickText(siteOffer.name, language)
  const dismissed = { site: siteOffer.code }
  const dismiss = {
    href: formatPreferencesHref(dismissed, path),
    onClick: withPlace((here) => formatPreferencesHref(dismissed, here)),
  }
  return (
    <aside className="offer" lang={language} aria-label={texts.title}>
      <div className="wrap offer__in">
        <p>
          <Icon name="globe" size={16} />
          {texts.question(name)}
        </p>
        <a className="offer__yes" href={siteOffer.url}>
          {texts.go(name)}
        </a>
        <a {...dismiss}>{texts.never}</a>
        <a
          className="btn btn--quiet btn--sm btn--icon"
          {...dismiss}
          aria-label={texts.close}
          title={texts.close}
        >
          <Icon name="x" />
        </a>
      </div>
    </aside>
  )
}
